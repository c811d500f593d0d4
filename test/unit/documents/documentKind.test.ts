import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kindOfFile, type FileKind } from '../../../src/core/documents/documentKind';
import { makeCompoundFile, makeOpenDocument } from '../../support/documents/packing';
import { makePdf } from '../../support/documents/pdf';
import { makeWord, paragraph } from '../../support/documents/word';
import { makeWorkbook } from '../../support/documents/workbook';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const pdf = makePdf(['Text']);
const word = makeWord([paragraph('Text')]);
const workbook = makeWorkbook([{ name: 'S', rows: [['a']] }]);

suite('What a file is', () => {
  const cases: readonly [name: string, bytes: Uint8Array, kind: FileKind][] = [
    ['Lease.PDF', pdf, { kind: 'document', document: 'pdf' }],
    ['letter.docx', word, { kind: 'document', document: 'word' }],
    ['costs.xlsx', workbook, { kind: 'document', document: 'sheet' }],
    ['page.html', encode('<p>Text</p>'), { kind: 'document', document: 'page' }],
    ['notes.md', encode('# Notes'), { kind: 'other' }],
    ['constructor', encode('text'), { kind: 'other' }],
    ['empty.pdf', new Uint8Array(), { kind: 'document', document: 'pdf' }],
    // The name lies: what is in it counts.
    ['letter.pdf', word, { kind: 'document', document: 'word' }],
    ['letter.docx', pdf, { kind: 'document', document: 'pdf' }],
    ['report', workbook, { kind: 'document', document: 'sheet' }],
    ['report.txt', pdf, { kind: 'document', document: 'pdf' }],
    ['download.pdf', encode('<html>Please sign in</html>'), { kind: 'misnamed', as: 'pdf', holds: 'text' }],
    ['broken.docx', Uint8Array.from([1, 0, 2]), { kind: 'misnamed', as: 'word', holds: 'other' }],
    // Damaged, but said to be one.
    ['cut.docx', word.slice(0, 200), { kind: 'document', document: 'word' }],
    ['old.doc', makeCompoundFile('WordDocument'), { kind: 'unreadable', what: 'oldWord' }],
    ['old.docx', makeCompoundFile('WordDocument'), { kind: 'unreadable', what: 'oldWord' }],
    ['old.xls', makeCompoundFile('Workbook'), { kind: 'unreadable', what: 'oldExcel' }],
    ['old.ppt', makeCompoundFile('PowerPoint Document'), { kind: 'unreadable', what: 'slides' }],
    ['secret.docx', makeCompoundFile('EncryptedPackage'), { kind: 'locked' }],
    ['text.odt', makeOpenDocument(), { kind: 'unreadable', what: 'openText' }],
    ['text.docx', makeOpenDocument('spreadsheet'), { kind: 'unreadable', what: 'openSheet' }],
    ['letter.rtf', encode('{\\rtf1 Text}'), { kind: 'unreadable', what: 'richText' }],
    ['letter.doc', encode('{\\rtf1 Text}'), { kind: 'unreadable', what: 'richText' }],
  ];
  for (const [name, bytes, kind] of cases) {
    test(`${name} of ${bytes.length} bytes is ${JSON.stringify(kind)}`, () => {
      assert.deepEqual(kindOfFile(name, bytes), kind);
    });
  }

  test('is told of whatever bytes there are', () => {
    const marks = [pdf, word, workbook, makeCompoundFile('Workbook')].map((bytes) => bytes.slice(0, 60));
    const bytes = fc.tuple(fc.constantFrom(new Uint8Array(), ...marks), fc.uint8Array({ maxLength: 300 }));
    const name = fc.constantFrom('a.pdf', 'a.docx', 'a.xls', 'a.txt', 'a');
    fc.assert(
      fc.property(name, bytes, (file, [mark, rest]) => {
        assert.ok(kindOfFile(file, Uint8Array.from([...mark, ...rest])).kind);
      }),
    );
  });
});
