// Runs as the tests of an extension host that has just started: activates the extension that BENCH_EXTENSION
// names, and writes to the file BENCH_RESULT how many milliseconds that took, of the clock and of the processor.
'use strict';
const { writeFileSync } = require('node:fs');
const vscode = require('vscode');

exports.run = async () => {
  const extension = vscode.extensions.getExtension(process.env.BENCH_EXTENSION);
  if (!extension) throw new Error(`${process.env.BENCH_EXTENSION} is not there`);
  if (extension.isActive) throw new Error(`${process.env.BENCH_EXTENSION} was active before it was measured`);
  const cpuBefore = process.cpuUsage();
  const before = process.hrtime.bigint();
  await extension.activate();
  const wall = Number(process.hrtime.bigint() - before) / 1e6;
  const { user, system } = process.cpuUsage(cpuBefore);
  writeFileSync(process.env.BENCH_RESULT, JSON.stringify({ wall, cpu: (user + system) / 1000 }));
};
