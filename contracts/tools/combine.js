#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Puts what forge wrote about the named contracts into one document that abigen reads (solc's "combined JSON").
// usage: combine.js OUT Contract...
'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const [out, ...names] = process.argv.slice(2);
const contracts = {};
for (const name of names) {
  const artifact = JSON.parse(readFileSync(join(out, `${name}.sol`, `${name}.json`), 'utf8'));
  contracts[name] = {
    abi: artifact.abi,
    bin: artifact.bytecode.object.slice(2),
    'bin-runtime': artifact.deployedBytecode.object.slice(2),
    hashes: artifact.methodIdentifiers,
  };
}
process.stdout.write(JSON.stringify({ contracts, version: 'forge' }));
