import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Attachment } from '../../../src/core/chat/message';
import type { ConversationRecord } from '../../../src/core/storage/conversationRecord';
import { formatRecord } from '../../../src/core/storage/conversationRecord';
import { readConversation, type StoredConversation } from '../../../src/core/storage/readConversation';

/** Bytes that begin as a picture does, and the name under which they are kept. */
export const pictureBytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3);
export const pictureFile = `${createHash('sha256').update(pictureBytes).digest('hex')}.png`;

/** Any text but one that looks like a token, which an export leaves out. */
const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((words) => !words.includes('hf_'));
const time = fc.nat({ max: 2_000_000_000_000 });

const attachment: fc.Arbitrary<Attachment> = fc.oneof(
  fc.record({ id: fc.uuid(), label: text, languageId: fc.constantFrom('markdown', 'plaintext'), text }),
  fc.record({
    kind: fc.constant('picture' as const),
    id: fc.uuid(),
    label: text,
    picture: fc.constant({
      file: pictureFile,
      mediaType: 'image/png' as const,
      width: 3,
      height: 2,
      size: pictureBytes.length,
    }),
  }),
);

const step = fc.record({
  /** Which of the messages before it follows, counted from the latest; 0 for a beginning. */
  back: fc.nat({ max: 4 }),
  isQuestion: fc.boolean(),
  createdAt: time,
  text,
  other: fc.option(text, { nil: undefined }),
  attachments: fc.array(attachment, { maxLength: 2 }),
  model: fc.constantFrom('', 'maker/model'),
  state: fc.constantFrom('done', 'stopped', 'cut-off', 'error', undefined),
  usage: fc.option(fc.record({ promptTokens: fc.nat(), completionTokens: fc.nat() }), { nil: undefined }),
  cost: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: undefined }),
  continued: fc.option(text, { nil: undefined }),
});

function recordsFor(
  steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
): ConversationRecord[] {
  const records: ConversationRecord[] = [];
  const ids: string[] = [];
  for (const [index, { back, createdAt, ...rest }] of steps.entries()) {
    const id = `m${index}`;
    const parentId = back === 0 ? undefined : ids.at(-back);
    if (rest.isQuestion || parentId === undefined) {
      const { other, attachments } = rest;
      const promptText = other === undefined ? {} : { promptText: other };
      records.push({
        kind: 'message',
        message: {
          role: 'user',
          id,
          parentId: parentId ?? null,
          createdAt,
          text: rest.text,
          ...promptText,
          attachments,
        },
      });
    } else {
      const run = `${id}-run`;
      const at = { text: 0, reasoning: 0 };
      records.push({ kind: 'answer', id, parentId, createdAt, run });
      if (rest.model !== '') records.push({ kind: 'model', id, run, model: rest.model });
      records.push({ kind: 'text', id, run, at, text: rest.text, reasoning: rest.other ?? '' });
      const { state, usage, cost } = rest;
      if (state !== undefined) {
        const end = {
          time: createdAt + 5,
          provider: 'groq',
          ...(usage && { usage }),
          ...(cost !== undefined && { cost }),
        };
        records.push({
          kind: 'end',
          id,
          run,
          end: state === 'error' ? { ...end, state, error: { kind: 'offline' } } : { ...end, state },
        });
      }
      if (rest.continued !== undefined) {
        const next = `${id}-next`;
        const end = { text: rest.text.length, reasoning: (rest.other ?? '').length };
        records.push({ kind: 'continue', id, run: next, afterRun: run, at: end });
        records.push({ kind: 'text', id, run: next, at: end, text: rest.continued, reasoning: '' });
      }
    }
    ids.push(id);
  }
  return records;
}

/** Conversations as they come from disk: with branches, cut answers, pictures, drafts. */
export const conversations: fc.Arbitrary<StoredConversation> = fc
  .record({
    id: fc.stringMatching(/^[\w-]{1,40}$/),
    createdAt: time,
    steps: fc.array(step, { maxLength: 12 }),
    title: fc.option(text, { nil: undefined }),
    by: fc.constantFrom('person', 'model'),
    pinned: fc.boolean(),
    draft: text,
    attachments: fc.array(attachment, { maxLength: 2 }),
    heads: fc.array(fc.nat({ max: 11 }), { maxLength: 3 }),
    deleted: fc.array(fc.nat({ max: 11 }), { maxLength: 2 }),
  })
  .map(({ id, createdAt, steps, title, by, pinned, draft, attachments, heads, deleted }) => {
    const records: ConversationRecord[] = [
      { kind: 'header', format: 1, id, createdAt },
      ...recordsFor(steps),
    ];
    if (title !== undefined) records.push({ kind: 'title', title, by });
    if (pinned) records.push({ kind: 'pin', pinned });
    if (draft !== '') records.push({ kind: 'draft', text: draft });
    if (attachments.length > 0) records.push({ kind: 'attachments', attachments });
    for (const head of heads) if (head < steps.length) records.push({ kind: 'head', id: `m${head}` });
    records.push({ kind: 'deleted', ids: deleted.map((index) => `m${index}`) });
    if (pinned) records.push({ kind: 'settings', settings: { instructions: 'Be brief.', length: 'short' } });
    const lines = records.map((record, sequence) => formatRecord({ writer: 'w', sequence, record }));
    return readConversation(id, lines.join('\n'));
  })
  .filter(
    ({ conversation, draft, attachments }) =>
      conversation.messages.size > 0 || draft !== '' || attachments.length > 0,
  );
