import assert from 'node:assert/strict';
import { documentLimits, type DocumentReading } from '../../../src/core/documents/documentReading';
import { readPage } from '../../../src/core/documents/pageText';
import { readPdf } from '../../../src/core/documents/pdfText';
import { readSheets } from '../../../src/core/documents/sheetText';
import { readWord } from '../../../src/core/documents/wordText';
import { makeZipBomb } from '../../support/documents/packing';
import { makeForm, makeLockedPdf, makePdf } from '../../support/documents/pdf';
import { makeWord, paragraph, table } from '../../support/documents/word';
import { makeWorkbook } from '../../support/documents/workbook';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function textOf(reading: DocumentReading): string {
  if (reading.kind !== 'text') assert.fail(reading.trouble);
  return reading.text;
}

function troubleOf(reading: DocumentReading): string {
  return reading.kind === 'trouble' ? reading.trouble : 'none';
}

suite('A PDF', () => {
  test('is read page by page, each under its number, with its lines and paragraphs', async () => {
    const reading = await readPdf(
      makePdf(['The lease (2026)\nbegins in May.\n\nRent: 900 EUR', 'Signed']),
      documentLimits,
    );
    assert.equal(
      textOf(reading),
      '--- Page 1 ---\n\nThe lease (2026)\nbegins in May.\n\nRent: 900 EUR\n\n--- Page 2 ---\n\nSigned\n',
    );
    assert.equal(reading.kind === 'text' && reading.part, undefined);
  });

  test('says of a page without text that it has none, so that the model does not take the others for all', async () => {
    const text = textOf(await readPdf(makePdf(['One', '', 'Three']), documentLimits));
    assert.match(text, /--- Page 2 ---\n\n\(No text; perhaps a picture\.\)\n\n--- Page 3 ---\n\nThree/);
  });

  test('that is a form goes along with what was filled in and written onto it', async () => {
    const form = makeForm({ Name: 'Ann Smith', Street: '' }, { Married: true, Retired: false }, 'Call me');
    assert.equal(
      textOf(await readPdf(form, documentLimits)),
      '--- Page 1 ---\n\nApplication\n\nFilled in:\nName: Ann Smith\nMarried: yes\n\nWritten onto the page:\nCall me\n',
    );
  });

  test('of scanned pages alone is told from one with text', async () => {
    assert.equal(troubleOf(await readPdf(makePdf(['', '']), documentLimits)), 'noText');
  });

  test('with a password, a damaged one and an empty one are told apart', async () => {
    assert.equal(troubleOf(await readPdf(makeLockedPdf(), documentLimits)), 'locked');
    assert.equal(troubleOf(await readPdf(encode('%PDF-1.7\nnothing more'), documentLimits)), 'damaged');
    assert.equal(troubleOf(await readPdf(new Uint8Array(), documentLimits)), 'empty');
  });

  test('of too many pages goes along in part, and says which', async () => {
    const pages = Array.from({ length: 8 }, (_, index) => `This is page ${index + 1}`);
    const reading = await readPdf(makePdf(pages), { ...documentLimits, pages: 3 });
    assert.equal(reading.kind === 'text' && reading.part, 'first 3 of 8 pages');
    const text = textOf(reading);
    assert.match(
      text,
      /^\(Only a part of this document is included: first 3 of 8 pages\.\)\n\n--- Page 1 ---/,
    );
    assert.match(text, /This is page 3\n$/);
  });

  test('of too much text goes along in part, never more than there is room for', async () => {
    const pages = Array.from({ length: 8 }, () => 'word '.repeat(12).trim());
    const reading = await readPdf(makePdf(pages), { ...documentLimits, text: 200 });
    assert.equal(reading.kind === 'text' && reading.part, 'first 2 of 8 pages');
    assert.ok(encode(textOf(reading)).byteLength < 300);
  });

  test('that takes too long goes along as far as it was read', async () => {
    let time = 0;
    const now = (): number => (time += 10);
    const pages = Array.from({ length: 8 }, () => 'Words');
    const reading = await readPdf(makePdf(pages), { ...documentLimits, time: 35 }, now);
    assert.equal(reading.kind === 'text' && reading.part, 'first 3 of 8 pages');
  });
});

suite('A Word document', () => {
  test('keeps its headings, lists and tables', async () => {
    const bytes = makeWord([
      paragraph('Plan & prices', 'heading'),
      paragraph('We need:'),
      paragraph('jars', 'item'),
      paragraph('sugar', 'item'),
      table([
        ['What', 'Price'],
        ['Jar', '2 €'],
      ]),
    ]);
    assert.equal(
      textOf(await readWord(bytes, documentLimits)),
      '# Plan & prices\n\nWe need:\n\n- jars\n- sugar\n\n| What | Price |\n| --- | --- |\n| Jar | 2 € |\n',
    );
  });

  test('keeps its notes and comments, what was added with changes tracked, and not what was deleted', async () => {
    const body =
      '<w:p><w:r><w:t>The rent</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> is due </w:t></w:r><w:ins><w:r><w:t>soon</w:t></w:r></w:ins><w:del><w:r><w:delText>late</w:delText></w:r></w:del><w:r><w:commentReference w:id="0"/></w:r></w:p>';
    const bytes = makeWord([body], { footnote: 'Without heating.', comment: 'When?' });
    assert.equal(
      textOf(await readWord(bytes, documentLimits)),
      'The rent \\[1] is due soon \\[BS1]\n\n1. Without heating.\n\nComment \\[BS1]\n\nWhen?\n',
    );
  });

  test('that is empty, damaged or cut off is told so', async () => {
    assert.equal(troubleOf(await readWord(makeWord([paragraph('')]), documentLimits)), 'empty');
    const whole = makeWord([paragraph('Text')]);
    assert.equal(troubleOf(await readWord(whole.slice(0, whole.length / 2), documentLimits)), 'damaged');
    assert.equal(troubleOf(await readWord(makeWord(['<w:p><w:r>']), documentLimits)), 'damaged');
  });

  test('that is too long goes along in part, to the end of a line', async () => {
    const bytes = makeWord(Array.from({ length: 100 }, (_, index) => paragraph(`Paragraph ${index}`)));
    const reading = await readWord(bytes, { ...documentLimits, text: 500 });
    assert.match(
      textOf(reading),
      /^\(Only a part of this document is included: first 3\d%\.\)\n\nParagraph 0\n/,
    );
    assert.match(textOf(reading), /\nParagraph \d+\n$/);
  });

  test('that unpacks to more than there is room for is not unpacked', async () => {
    const limits = { ...documentLimits, unpacked: 1_000_000 };
    assert.equal(troubleOf(await readWord(makeZipBomb('word/document.xml', 5_000_000), limits)), 'tooLarge');
  });

  test('that unpacks to more than it says is unpacked no further than it says', async () => {
    const limits = { ...documentLimits, unpacked: 1_000_000 };
    assert.equal(
      troubleOf(await readWord(makeZipBomb('word/document.xml', 5_000_000, 500), limits)),
      'damaged',
    );
  });
});

suite('An Excel workbook', () => {
  test('shows each sheet under its name, numbers and dates as one sees them', () => {
    const bytes = makeWorkbook([
      {
        name: 'Costs',
        rows: [
          ['Item', 'Paid on', 'Share', 'Sum'],
          [
            'Plums, ripe',
            { value: 46044, format: 'dd.mm.yyyy' },
            { value: 0.125, format: '0.0%' },
            { value: 1234.5, format: '#,##0.00 "€"' },
          ],
          ['He said "no"', '', '', 0.1 + 0.2],
        ],
      },
      { name: 'Notes', rows: [['', 'Ask Ann']] },
    ]);
    assert.equal(
      textOf(readSheets(bytes, documentLimits)),
      '## Costs\n\nItem,Paid on,Share,Sum\n"Plums, ripe",22.01.2026,12.5%,"1,234.50 €"\n"He said ""no""",,,0.3\n\n## Notes\n\n,Ask Ann\n',
    );
  });

  test('counts days as its maker did', () => {
    const rows = [
      [
        { value: 44582, format: 'yyyy-mm-dd' },
        { value: 2, format: '0.00' },
      ],
    ];
    assert.match(
      textOf(readSheets(makeWorkbook([{ name: 'Mac', rows }], true), documentLimits)),
      /\n2026-01-22,2\.00\n/,
    );
  });

  test('keeps what it hides to itself, and says so', () => {
    const bytes = makeWorkbook([
      {
        name: 'Shown',
        rows: [['a', 'salary', 'c'], ['filtered'], ['x', '1', 'z']],
        hiddenRows: [1],
        hiddenColumns: [1],
      },
      { name: 'Secret', state: 'veryHidden', rows: [['never']] },
    ]);
    const text = textOf(readSheets(bytes, documentLimits));
    assert.match(
      text,
      /^\(The sheet “Secret” is hidden in the workbook, so it is not included\.\)\n\n## Shown\n\na,c\nx,z\n/,
    );
    assert.match(text, /\(Hidden in the workbook, so not included: 1 row and 1 column\.\)/);
    assert.doesNotMatch(text, /never|salary|filtered/);
  });

  test('shows what a formula came to; one that was never reckoned is shown as it is', () => {
    const xml = (content: string): { xml: string } => ({ xml: content });
    const rows = [
      [
        xml('><f>1+1</f><v>2</v></c>'),
        xml('><f>SUM(A1:A3)</f></c>'),
        xml('t="b"><v>1</v></c>'),
        xml('t="e"><v>#DIV/0!</v></c>'),
        xml('t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>'),
      ],
    ];
    assert.match(
      textOf(readSheets(makeWorkbook([{ name: 'S', rows }]), documentLimits)),
      /\n2,=SUM\(A1:A3\),TRUE,#DIV\/0!,inline\n/,
    );
  });

  test('that is too long goes along in part, and says so at the sheet too', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => [index]);
    const one = readSheets(makeWorkbook([{ name: 'All', rows }]), { ...documentLimits, text: 398 });
    assert.equal(one.kind === 'text' && one.part, 'first 125 rows');
    assert.match(textOf(one), /\n124\n\(Only the first 125 rows of this sheet included here\.\)\n$/);
    const three = ['A', 'B', 'C'].map((name) => ({ name, rows }));
    const part = readSheets(makeWorkbook(three), { ...documentLimits, text: 5000 });
    assert.equal(part.kind === 'text' && part.part, 'first 2 of 3 sheets, the last in part');
  });

  test('that is empty, damaged or a bomb is told so', () => {
    assert.equal(troubleOf(readSheets(makeWorkbook([{ name: 'S', rows: [] }]), documentLimits)), 'empty');
    const whole = makeWorkbook([{ name: 'S', rows: [['a']] }]);
    assert.equal(troubleOf(readSheets(whole.slice(0, 300), documentLimits)), 'damaged');
    const bomb = makeZipBomb('xl/worksheets/sheet1.xml', 5_000_000);
    assert.equal(troubleOf(readSheets(bomb, { ...documentLimits, unpacked: 1_000_000 })), 'tooLarge');
  });
});

suite('A web page', () => {
  test('goes along as its words, without scripts, styles and drawings', () => {
    const html =
      '<!doctype html><html><head><style>b{}</style><script>alert("x")</script></head><body><h1>Jam</h1><p>Take <b>plums</b> &amp; sugar.</p><svg><text>drawn</text></svg><div hidden>unseen</div><img alt="A jar" src="data:image/png;base64,AAAA"></body></html>';
    assert.equal(
      textOf(readPage(encode(html), documentLimits)),
      '# Jam\n\nTake **plums** & sugar.\n\n[Picture: A jar]\n',
    );
  });

  test('is read in the letters that it says it is written in', () => {
    const bytes = Uint8Array.from('<meta charset="koi8-r"><p>\xf0\xd2\xc9\xd7\xc5\xd4</p>', (letter) =>
      letter.charCodeAt(0),
    );
    assert.equal(textOf(readPage(bytes, documentLimits)), 'Привет\n');
  });

  test('of many parts in each other does not come to an end before it is read', () => {
    const html = `${'<div>'.repeat(50_000)}deep${'</div>'.repeat(50_000)}`;
    assert.equal(textOf(readPage(encode(html), documentLimits)), 'deep\n');
  });

  test('without words is empty', () => {
    assert.equal(troubleOf(readPage(encode('<script>var words;</script>'), documentLimits)), 'empty');
  });
});
