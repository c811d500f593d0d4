import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../src/core/text/decodeText';

const utf16 = (text: string, isBigEndian = false): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return Uint8Array.from(isBigEndian ? bytes.swap16() : bytes);
};
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

suite('The text of a file', () => {
  const text = 'Name;Größe\nJosé;3\n';

  test('is read in each of the ways that programs write it, without the mark at its beginning', () => {
    const ways = {
      'UTF-8': new TextEncoder().encode(text),
      'UTF-8 with a mark': new TextEncoder().encode(`\ufeff${text}`),
      'UTF-16': utf16(text),
      'UTF-16 with a mark': utf16(`\ufeff${text}`),
      'UTF-16, the other way round': utf16(text, true),
      'UTF-16, the other way round, with a mark': utf16(`\ufeff${text}`, true),
      'Windows-1252': latin1(text),
    };
    for (const [way, bytes] of Object.entries(ways)) assert.equal(decodeText(bytes), text, way);
    assert.equal(decodeText(Uint8Array.from([0x80, 0x20, 0x35])), '€ 5');
  });

  test('is not made up from what is no text', () => {
    assert.equal(decodeText(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])), undefined);
    assert.equal(
      decodeText(Uint8Array.from({ length: 512 }, (_, index) => (index * 7) % 255 || 1)),
      undefined,
    );
  });

  test('comes back letter for letter, whatever it says', () => {
    // Without a zero, as with one it is no text any more.
    const anyText = fc.string({ unit: 'grapheme' }).filter((words) => !words.includes('\0'));
    fc.assert(
      fc.property(anyText, (words) => {
        const marked = utf16(`\ufeff${words}`);
        assert.equal(decodeText(marked), words);
      }),
    );
  });
});
