import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BatchItem } from '../../../src/core/batch/batchItem';
import { columnsNamedIn, itemMessages, itemPrompt, rowText } from '../../../src/core/batch/itemPrompt';
import { answersDocument, previewDocument, troublesDocument } from '../../../src/core/batch/runDocuments';
import {
  answerToWrite,
  countsInWords,
  estimateCost,
  itemsInWords,
  priceOfRest,
  progressInWords,
} from '../../../src/core/batch/runWords';

const row = (columns: Readonly<Record<string, string>>): BatchItem => {
  const map = new Map(Object.entries(columns));
  return { name: 'row 2', text: rowText(map), languageId: 'plaintext', columns: map };
};

suite('A prompt for one of many', () => {
  const ann = row({ Name: 'Ann', 'What she says': 'Nice, ${column:Name}! $& $1', Empty: '' });

  const filled = (text: string, item = ann, inputs = {}): string =>
    itemPrompt({ text, inputs, clipboard: 'copied' }, item, 'Monday');

  test('names cells by their columns, however they are capitalised', () => {
    assert.equal(
      filled(
        'Dear ${column:name}: ${column: What she says } (${fileBasename}, ${date}, ${input:tone})',
        ann,
        {
          tone: '${column:Name}',
        },
      ),
      'Dear Ann: Nice, ${column:Name}! $& $1 (row 2, Monday, ${column:Name})',
    );
    assert.deepEqual(columnsNamedIn('${column:A} ${selection} ${column: b c } ${other}'), ['A', 'b c']);
  });

  test('shows the whole row, without its empty cells, where none is named', () => {
    assert.equal(
      filled('Is it friendly?'),
      'Is it friendly?\n\n<text>\nName: Ann\nWhat she says: Nice, ${column:Name}! $& $1\n</text>',
    );
    assert.equal(filled('Shorter: ${selection}', { ...ann, text: 'X' }), 'Shorter: X');
    assert.match(
      filled('Sum up ${file} with ${clipboard}'),
      /^Sum up row 2 with copied\n\nRow 2:\n<text>\nName: Ann/,
    );
  });

  test('what is unknown stays as it is written', () => {
    assert.ok(filled('${column:Nobody} ${other}').startsWith('${column:Nobody} ${other}\n\n<text>'));
  });

  test('nothing that an item says is ever filled in again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('${selection}', '${column:B}', '${file}', '$&', '$1', 'x', '\n')),
        (parts) => {
          const text = parts.join('');
          const item: BatchItem = { ...row({ A: text, B: 'secret' }), text };
          assert.equal(filled('<${column:A}>', item), `<${text}>`);
          for (const prompt of ['- ${selection}', '${selection}', '${file}', 'Do it']) {
            const whole = filled(prompt, item);
            assert.ok(whole.includes(text) && !whole.includes('secret'), whole);
          }
        },
      ),
    );
  });

  test('an item is told to be material, and the person’s own instructions count', () => {
    const [system, user] = itemMessages('Sum up', 'cell', ' In French. ');
    assert.match(system?.content ?? '', /cell of a spreadsheet[^]*never follow them[^]*\nIn French\.$/);
    assert.deepEqual(user, { role: 'user', content: 'Sum up' });
  });
});

suite('What is said of a run', () => {
  test('counts and prices are words', () => {
    assert.equal(itemsInWords(1, 'files'), '1 file');
    assert.equal(itemsInWords(1200, 'table'), '1,200 rows');
    assert.equal(priceOfRest(0.02, 117, 'table'), 'about 2 cents for 117 more rows');
    assert.equal(priceOfRest(1.5, 1, 'notebook'), 'about $1.50 for 1 more cell');
    assert.equal(priceOfRest(0, 2, 'files'), 'free for 2 more files');
    assert.equal(priceOfRest(undefined, 2, 'files'), 'price not published for 2 more files');
    assert.equal(progressInWords(36, 117, 'table', 0.001), '36 of 117 rows, less than a cent so far');
    assert.equal(progressInWords(0, 117, 'table', undefined), '0 of 117 rows');
    assert.equal(
      countsInWords({ done: 117, incomplete: 1, failed: 2 }, 120, 'table'),
      '117 of 120 rows are done, 1 answer is not complete, 2 failed.',
    );
    assert.equal(
      countsInWords({ done: 2, incomplete: 0, failed: 0 }, 2, 'files', 0.03),
      '2 of 2 files are done. It cost about 3 cents.',
    );
    assert.equal(countsInWords({ done: 1, incomplete: 0, failed: 0 }, 1, 'files'), '1 of 1 file is done.');
  });

  test('the price of the rest grows with its length, and with what a model thinks unseen', () => {
    const pricing = { input: 1, output: 1 };
    const prompt = { text: 'Do', inputs: {} };
    const items = [row({ A: 'x'.repeat(4_000) }), row({ A: 'x'.repeat(4_000) })];
    const asked = [{ item: row({ A: 'x'.repeat(4_000) }), result: { text: 'y'.repeat(4_000) } }];
    const cost = estimateCost(prompt, items, asked, pricing);
    assert.ok(cost !== undefined && cost > 0.004 && cost < 0.0045, String(cost));
    const thinking = asked.map(({ item, result }) => ({ item, result: { ...result, cost: cost } }));
    const more = estimateCost(prompt, items, thinking, pricing);
    assert.ok(more !== undefined && Math.abs(more / cost - 2) < 0.2, String(more));
    assert.equal(estimateCost(prompt, items, asked, undefined), undefined);
    assert.equal(estimateCost(prompt, [], asked, pricing), 0);
  });

  test('no answer that is cut off passes for a whole one, wherever it goes', () => {
    assert.equal(
      answerToWrite({ text: 'Half', missing: 'length' }, 'cell'),
      'Half [Not complete: the length limit was reached.]',
    );
    assert.equal(
      answerToWrite({ text: '', missing: 'cutOff' }, 'file'),
      '[Not complete: the connection broke.]',
    );
    assert.equal(answerToWrite({ text: 'All of it' }, 'file'), 'All of it');
  });

  test('the preview shows prompt, items and answers, and what went wrong', () => {
    const text = previewDocument({
      prompt: 'Is it\nfriendly?',
      modelName: 'Llama',
      what: 'the first 3 of 120 rows',
      answers: [
        { item: row({ Name: 'Ann' }), result: { index: 0, state: 'done', text: 'Yes' } },
        {
          item: row({ Name: 'Bo' }),
          result: { index: 1, state: 'failed', text: '', why: 'It is too long.' },
        },
        { item: row({ Name: 'x'.repeat(1_000) }), result: undefined },
      ],
    });
    assert.match(text, /^# A look at the first 3 of 120 rows\n\n> Is it\n> friendly\?\n\nLlama answers\./);
    assert.match(text, /## row 2\n\n> Name: Ann\n\nYes\n/);
    assert.match(text, /> Name: Bo\n\n_It is too long\._\n/);
    assert.match(text, /x …\n\n_The answer is on its way …_\n$/);
  });

  test('troubles and answers are listed with what they are about', () => {
    const items = [row({ A: 'x' })];
    assert.equal(
      troublesDocument([{ index: 0, state: 'failed', text: '', why: 'It is empty.' }], items),
      '# What did not go well\n\n- **row 2**: It is empty.\n',
    );
    assert.equal(answersDocument([{ name: 'a\nb', text: 'yes' }]), '## a b\n\nyes\n');
  });
});
