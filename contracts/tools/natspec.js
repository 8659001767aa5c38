#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Holds what forge wrote about the named contracts against two rules. Whoever reads a contract finds each function, event and error
// explained, with every argument and answer. And the interface of a contract has all that the contract has.
// usage: natspec.js OUT Contract[:Interface]...
'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const [out, ...contracts] = process.argv.slice(2);
const complaints = [];

// read is what forge wrote about a contract.
function read(name) {
  const { abi, rawMetadata } = JSON.parse(readFileSync(join(out, `${name}.sol`, `${name}.json`), 'utf8'));
  const items = abi.filter(({ type }) => ['function', 'event', 'error'].includes(type));
  return { items, ...JSON.parse(rawMetadata).output };
}

const spell = (p) => (p.type.startsWith('tuple') ? `(${p.components.map(spell)})${p.type.slice(5)}` : p.type);
const signature = (item) => `${item.name}(${item.inputs.map(spell)})`;
const text = (doc, item) => [doc[`${item.type}s`]?.[signature(item)] ?? doc.methods?.[signature(item)]].flat()[0] ?? {};

// explained complains about what has no text. Of a variable the notice is enough: solc takes nothing else there.
function explained(name, { items, userdoc, devdoc }) {
  for (const item of items) {
    const what = `${name}: ${item.type} ${signature(item)}`;
    const dev = text(devdoc, item);
    if (!text(userdoc, item).notice) complaints.push(`${what} has no @notice`);
    if (item.name in (variables[name] ?? {})) continue;
    item.inputs.filter((p) => !dev.params?.[p.name]).forEach((p) => complaints.push(`${what} has no @param ${p.name}`));
    (item.outputs ?? []).filter((p, i) => !dev.returns?.[p.name || `_${i}`])
      .forEach((p) => complaints.push(`${what} has no @return ${p.name}`));
  }
}

// Public variables, whose functions solc makes.
const variables = {
  StandInBridge: { inbox: true },
  Token: { name: true, symbol: true, decimals: true, totalSupply: true, balanceOf: true, allowance: true },
};

for (const pair of contracts) {
  const [name, face] = pair.split(':');
  const contract = read(name);
  if (!face) {
    explained(name, contract);
    continue;
  }
  const behind = read(face); // the contract inherits its text
  explained(face, behind);
  const known = new Set(behind.items.map((item) => `${item.type} ${signature(item)}`));
  contract.items.map((item) => `${item.type} ${signature(item)}`).filter((item) => !known.has(item))
    .forEach((item) => complaints.push(`${face} lacks the ${item} of ${name}`));
}
if (complaints.length > 0) {
  process.stderr.write(`${complaints.join('\n')}\n`);
  process.exitCode = 1;
}
