#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Puts what forge wrote about the named contracts into one document that abigen reads (solc's "combined JSON").
// usage: combine.js OUT Contract...
'use strict';

const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const [out, ...names] = process.argv.slice(2);
const contracts = {};

// artifactOf is what the compiler made of a contract. One that contracts of the IR pipeline import is compiled with it and
// without; which of the two has the plain name depends on what forge wrote last. With it is what is deployed.
const artifactOf = (name) => {
  const ir = join(out, `${name}.sol`, `${name}.ir.json`);
  return JSON.parse(readFileSync(existsSync(ir) ? ir : join(out, `${name}.sol`, `${name}.json`), 'utf8'));
};

for (const name of names) {
  const artifact = artifactOf(name);
  contracts[name] = {
    abi: artifact.abi,
    bin: artifact.bytecode.object.slice(2),
    'bin-runtime': artifact.deployedBytecode.object.slice(2),
    hashes: artifact.methodIdentifiers,
  };
}
process.stdout.write(JSON.stringify({ contracts, version: 'forge' }));
