import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatRecord, type ConversationRecord } from '../../../src/core/storage/conversationRecord';

/** Words that people may know, and what takes the place of all others: made up, with frequencies like a language's. */
const known = ['budget', 'garden', 'conversation', 'Zürich', 'invoice', 'tomorrow', 'recipe', 'holiday'];
const vocabularySize = 40_000;
const syllables = 'ka lo mi ren tas vor ul ein stra ge be tion ment pre con dis qua ber no shi an er'.split(
  ' ',
);

/** Words that stand in one conversation only, and in none. */
export const rareWord = 'xylophonist';
export const absentWord = 'quetzalcoatlus';
export const japanese = '私は来週の予算について東京で話しました。';

/** Writes a history of so many conversations into a storage folder; the same each time. Tells its bytes. */
export async function writeHistory(folder: string, conversations: number): Promise<number> {
  const random = generator();
  const words = vocabulary(random);
  await mkdir(path.join(folder, 'conversations'), { recursive: true });
  let bytes = 0;
  for (let index = 0; index < conversations; index += 1) {
    const lines = recordsOf(index, words, random).map((record, sequence) =>
      formatRecord({ writer: `w${index}`, sequence, record }),
    );
    const content = `\n${lines.join('\n')}`;
    bytes += Buffer.byteLength(content);
    await writeFile(path.join(folder, 'conversations', `c${index}.jsonl`), content);
  }
  return bytes;
}

/** Writes one conversation of about so many bytes; tells its id. */
export async function writeLargeConversation(folder: string, bytes: number): Promise<string> {
  const random = generator();
  const words = vocabulary(random);
  const text = sentence(words, random, 10_000);
  const lines = Array.from({ length: Math.ceil(bytes / text.length) }, (_, index) =>
    formatRecord({
      writer: 'large',
      sequence: index,
      record: {
        kind: 'message',
        message: {
          role: 'user',
          id: `m${index}`,
          parentId: index === 0 ? null : `m${index - 1}`,
          createdAt: index,
          text,
          attachments: [],
        },
      },
    }),
  );
  await writeFile(path.join(folder, 'conversations', 'large.jsonl'), `\n${lines.join('\n')}`);
  return 'large';
}

function recordsOf(
  index: number,
  words: readonly string[],
  random: () => number,
): readonly ConversationRecord[] {
  const records: ConversationRecord[] = [{ kind: 'header', format: 1, id: `c${index}`, createdAt: index }];
  let parentId: string | null = null;
  const turns = 1 + Math.floor(random() * 6);
  for (let turn = 0; turn < turns; turn += 1) {
    const [question, answer, run] = [`q${turn}`, `a${turn}`, `r${turn}`];
    const createdAt = index * 100 + turn;
    const text =
      turn === 0 && index === 7 ? `${rareWord} ${sentence(words, random, 30)}` : sentence(words, random, 30);
    records.push(
      {
        kind: 'message',
        message: { role: 'user', id: question, parentId, createdAt, text, attachments: [] },
      },
      { kind: 'answer', id: answer, parentId: question, createdAt, run },
    );
    const said = sentence(words, random, 300) + (index % 50 === 0 ? japanese : '');
    records.push(
      { kind: 'text', id: answer, run, at: { text: 0, reasoning: 0 }, text: said, reasoning: '' },
      { kind: 'end', id: answer, run, end: { time: createdAt, state: 'done' } },
    );
    parentId = answer;
  }
  return records;
}

/** Words of a language are used by Zipf's law: the second half as often as the first, the third a third as often. */
function sentence(words: readonly string[], random: () => number, length: number): string {
  return Array.from({ length }, () => {
    const rank = Math.floor(Math.exp(random() * Math.log(words.length)));
    return words[rank] ?? '';
  }).join(' ');
}

function vocabulary(random: () => number): readonly string[] {
  const words = Array.from({ length: vocabularySize }, () =>
    Array.from(
      { length: 1 + Math.floor(random() * 4) },
      () => syllables[Math.floor(random() * syllables.length)] ?? '',
    ).join(''),
  );
  known.forEach((word, index) => (words[20 * 2 ** index] = word));
  return words;
}

/** Numbers from 0 to 1 (mulberry32), the same each time. */
function generator(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
