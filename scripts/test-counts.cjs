// Mocha's usual report, and at its end, as JSON in the file that HUGGINGPHAZE_TEST_COUNTS names, what passed and
// failed in each test file: [{ file, passed, failed }]. What no file stands for, a root hook say, has file "".
'use strict';
const { writeFileSync } = require('node:fs');
const process = require('node:process');
const Mocha = require('mocha');

module.exports = class extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const output = process.env.HUGGINGPHAZE_TEST_COUNTS;
    if (!output) return;
    const files = new Map();
    const countsOf = (test) => {
      const file = test.file ?? test.parent?.file ?? '';
      if (!files.has(file)) files.set(file, { file, passed: 0, failed: 0 });
      return files.get(file);
    };
    runner.on('pass', (test) => {
      countsOf(test).passed++;
    });
    runner.on('fail', (test) => {
      countsOf(test).failed++;
    });
    runner.once('end', () => {
      writeFileSync(output, JSON.stringify([...files.values()]));
    });
  }
};
