import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandInWords, endOfOutput, plainTerminalText } from '../../../src/core/text/terminalText';

const escape = '\u001b';

suite('What stands in a terminal', () => {
  test('is read without colours, titles, links and marks of the shell', () => {
    assert.equal(plainTerminalText(`${escape}[1;31merror${escape}[0m: no`), 'error: no');
    assert.equal(plainTerminalText(`${escape}]0;a title: with spaces\u0007done`), 'done');
    assert.equal(
      plainTerminalText(`${escape}]8;;https://a.b/c${escape}\\here${escape}]8;;${escape}\\!`),
      'here!',
    );
    assert.equal(plainTerminalText(`${escape}]633;C\u0007out\r\n${escape}]633;D;1\u0007`), 'out');
    assert.equal(plainTerminalText(`${escape}(B${escape}=plain\u0000\u0007`), 'plain');
  });

  test('is what was left in the end where it was written over', () => {
    assert.equal(plainTerminalText('10 %\r100 %\ndone'), '100 %\ndone');
    assert.equal(plainTerminalText('loading…\rok'), 'okading…');
    assert.equal(plainTerminalText(`loading…\r${escape}[2Kok`), 'ok');
    assert.equal(plainTerminalText(`loading…\r${escape}[Kok`), 'ok');
    assert.equal(plainTerminalText('helo\b\blo'), 'helo');
    assert.equal(plainTerminalText(`a${escape}[3Cb${escape}[1Gc`), 'c   b');
  });

  test('keeps every letter of any script, and tabs', () => {
    const text = 'größer\t漢字 😀 é';
    assert.equal(plainTerminalText(text), text);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'ß', '漢', '😀', ' b')), (parts) => {
        assert.equal(plainTerminalText(`x${parts.join('')}x`), `x${parts.join('')}x`);
      }),
    );
  });

  test('has no control characters left, whatever was written', () => {
    const part = fc.constantFrom(escape, '[', ']', '3', ';', 'm', 'K', 'C', '\r', '\b', '\u0007', 'x', '\n');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        // eslint-disable-next-line no-control-regex -- that none is left is what this is about
        assert.doesNotMatch(plainTerminalText(parts.join('')), /[\x00-\x08\x0b-\x1f\x7f]/);
      }),
    );
  });

  test('is cut to its end, which says what went wrong, and says so', () => {
    const text = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
    const end = endOfOutput(text);
    assert.match(end, /^\[…\]\nline 300\n[^]*line 499$/);
    assert.ok(endOfOutput('x'.repeat(100_000)).length < 13_000);
    assert.equal(endOfOutput('short\ntext'), 'short\ntext');
  });

  test('a command says what it was, what it wrote and how it ended', () => {
    const command = { commandLine: 'npm test ', output: '1 failed\r\n', exitCode: 1, isRunning: false };
    assert.equal(commandInWords(command), '$ npm test\n1 failed\n[The command ended with exit code 1.]');
    assert.equal(
      commandInWords({ ...command, output: '', exitCode: undefined, isRunning: true }),
      '$ npm test\n[The command is still running.]',
    );
    assert.equal(commandInWords({ ...command, exitCode: undefined }), '$ npm test\n1 failed');
  });
});
