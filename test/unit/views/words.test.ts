import assert from 'node:assert/strict';
import { attachmentRefusal, fileLabel } from '../../../src/views/chat/attachmentWords';
import { chatPage } from '../../../src/views/chat/html';
import { languageIdOf } from '../../../src/views/chat/languages';

suite('Attaching', () => {
  test('the label names file and lines', () => {
    assert.equal(fileLabel('letter.md', 3, 9), 'letter.md, lines 3–9');
    assert.equal(fileLabel('letter.md', 3, 3), 'letter.md, line 3');
  });

  test('what is too long is refused with numbers and a way out; what fits is not', () => {
    assert.equal(attachmentRefusal('a.txt', 200_000), undefined);
    assert.match(attachmentRefusal('a.txt', 200_001) ?? '', /201 KB, and at most 200 KB .* Select the part/);
    assert.match(attachmentRefusal('a.txt', 3_210_000) ?? '', /3\.2 MB/);
    assert.match(attachmentRefusal('a.txt', 0) ?? '', /empty/);
  });
});

suite('A new file from an answer', () => {
  test('gets the language that the model named, by whichever of its names', () => {
    const known = ['plaintext', 'python', 'shellscript', 'typescriptreact', 'cpp'];
    assert.equal(languageIdOf('py', known), 'python');
    assert.equal(languageIdOf(' Bash ', known), 'shellscript');
    assert.equal(languageIdOf('tsx', known), 'typescriptreact');
    assert.equal(languageIdOf('C++', known), 'cpp');
    assert.equal(languageIdOf('klingon', known), 'plaintext');
    assert.equal(languageIdOf('', known), 'plaintext');
  });
});

suite("The chat's page", () => {
  test('runs nothing but our script and fetches nothing but our files', () => {
    const page = chatPage({
      cspSource: 'https://files.example',
      scriptUri: 'https://files.example/chat.js',
      styleUri: 'https://files.example/chat.css',
      nonce: 'abc123',
    });
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
    const directives = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part] as const));
    assert.equal(directives.get('default-src'), "default-src 'none'");
    assert.equal(directives.get('connect-src'), "connect-src 'none'");
    assert.equal(directives.get('script-src'), "script-src 'nonce-abc123' https://files.example");
    assert.equal(directives.get('style-src'), "style-src https://files.example 'nonce-abc123'");
    assert.equal(directives.get('img-src'), 'img-src https://files.example data: blob:');
    assert.doesNotMatch(policy, /unsafe|\*|https:(?!\/\/files\.example)/);
    assert.doesNotMatch(page, /<script(?![^>]*nonce="abc123")|\son\w+=/);
  });
});
