import assert from 'node:assert/strict';
import type { UnreadableKind } from '../../../src/core/documents/documentKind';
import type { DocumentTrouble } from '../../../src/core/documents/documentReading';
import {
  documentLabel,
  documentTooLarge,
  documentTrouble,
  kindRefusal,
} from '../../../src/views/attachments/documentWords';

suite('A document that can’t go along', () => {
  test('is named, with what to do', () => {
    const nextSteps: Record<Exclude<DocumentTrouble, 'empty'>, RegExp> = {
      locked: /password.* save a copy without/,
      noText: /pictures without any text.* Attach screenshots/,
      damaged: /damaged or not complete.* Get it again/,
      tooLarge: /Save the part that matters/,
      timedOut: /takes too long.* Save the part that matters/,
    };
    for (const [trouble, sentence] of Object.entries(nextSteps)) {
      const words = documentTrouble('lease.pdf', trouble as DocumentTrouble);
      assert.match(words, sentence);
      assert.match(words, /“lease\.pdf”.*\.$/);
    }
    assert.match(documentTrouble('lease.pdf', 'empty'), /nothing to attach\.$/);
  });

  test('of a kind that nobody here reads is called by its name, with the kind to save it as', () => {
    const ways: Record<UnreadableKind, RegExp> = {
      oldWord: /\.doc\).* save it as \.docx/,
      oldExcel: /\.xls\).* save it as \.xlsx/,
      binarySheet: /\.xlsb\).* save it as \.xlsx/,
      slides: /presentation.* save it as a PDF/,
      openText: /OpenDocument text.* save it as \.docx or as a PDF/,
      openSheet: /OpenDocument workbook.* save it as \.xlsx/,
      richText: /RTF.* save it as \.docx/,
      pages: /Apple.* export it as a PDF/,
      book: /e-book.* copy the part that matters/,
    };
    for (const [what, sentence] of Object.entries(ways)) {
      const words = kindRefusal('file', { kind: 'unreadable', what: what as UnreadableKind }) ?? '';
      assert.match(words, sentence);
      assert.match(words, /^“file” is .*\.$/);
    }
  });

  test('because its name lies is told so', () => {
    const page = kindRefusal('lease.pdf', { kind: 'misnamed', as: 'pdf', holds: 'text' });
    assert.match(page ?? '', /named as a PDF, but holds something else: perhaps a web page.* Get it again/);
    const rubbish = kindRefusal('plan.docx', { kind: 'misnamed', as: 'word', holds: 'other' });
    assert.match(rubbish ?? '', /named as a Word document, but is none\. Get it again/);
    assert.equal(kindRefusal('lease.pdf', { kind: 'document', document: 'pdf' }), undefined);
    assert.equal(kindRefusal('notes.md', { kind: 'other' }), undefined);
  });

  test('because it is too large is told the most that can', () => {
    assert.equal(documentTooLarge('lease.pdf', 50_000_000), undefined);
    assert.match(
      documentTooLarge('lease.pdf', 61_200_000) ?? '',
      /has 61\.2 MB, .* at most 50 MB .* Save the part/,
    );
  });
});

suite('The chip of a document', () => {
  test('says what is not there', () => {
    assert.equal(documentLabel('lease.pdf', 'pdf', undefined), 'lease.pdf');
    assert.equal(documentLabel('lease.pdf', 'pdf', 'first 3 of 8 pages'), 'lease.pdf (first 3 of 8 pages)');
    assert.equal(documentLabel('jam.html', 'page', undefined), 'jam.html (text only)');
    assert.equal(documentLabel('jam.html', 'page', 'first 40%'), 'jam.html (text only, first 40%)');
  });
});
