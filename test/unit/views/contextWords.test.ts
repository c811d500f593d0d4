import assert from 'node:assert/strict';
import type { ConversationSnapshot } from '../../../src/core/chat/chatEvent';
import type { Message, PictureAttachment } from '../../../src/core/chat/message';
import { planNextPrompt } from '../../../src/core/chat/nextPrompt';
import type { ContextView } from '../../../src/protocol';
import { contextView } from '../../../src/views/chat/contextWords';

const long = 'word '.repeat(400).trim();

function messages(count: number): readonly Message[] {
  return Array.from({ length: count }, (_, index): Message => {
    const common = { id: `m${index}`, createdAt: 0, text: long };
    return index % 2 === 0
      ? { ...common, role: 'user', parentId: null, attachments: [] }
      : { ...common, role: 'assistant', parentId: '', reasoning: '', state: 'done', model: 'm' };
  });
}

function picture(label: string): PictureAttachment {
  const file = { file: label, mediaType: 'image/png', width: 10, height: 10, size: 10 } as const;
  return { kind: 'picture', id: label, label, picture: file };
}

function view(
  changes: Partial<ConversationSnapshot>,
  options: { contextLength?: number; isExact?: boolean; price?: number; seesPictures?: boolean } = {},
): ContextView {
  const conversation: ConversationSnapshot = {
    id: 'c',
    title: '',
    messages: [],
    branches: [],
    deletion: undefined,
    draft: '',
    attachments: [],
    settings: {},
    ...changes,
  };
  const { contextLength, isExact = false, price, seesPictures } = options;
  const model = {
    name: 'Llama',
    ...(contextLength !== undefined && { contextLength }),
    ...(seesPictures !== undefined && { seesPictures }),
    ...(price !== undefined && { pricing: { input: price, output: price } }),
  };
  return contextView({
    plan: planNextPrompt(conversation, model, { customInstructions: '' }),
    conversation,
    model,
    isExact,
    hasCustomInstructions: true,
    hasWorkspaceInstructions: true,
  });
}

const said = ({ notes }: ContextView): string => notes.join('\n');

suite('The context meter in words', () => {
  test('a new chat: hardly anything is used, and whose instructions count is said', () => {
    const empty = view({}, { contextLength: 131_072 });
    assert.equal(empty.name, 'Context: less than 1% of what the model can read');
    assert.equal(empty.summary, 'Llama can read 131,072 tokens at once: about 200 pages.');
    assert.deepEqual(
      empty.figures.map(({ label }) => label),
      ['Instructions', 'Kept for the answer', 'Still free'],
    );
    assert.match(said(empty), /your own for all chats and those that this folder adds/);
    assert.equal(empty.boundary, undefined);
  });

  test('an estimate says that it is one; a count does not', () => {
    const chat = { messages: messages(2), draft: 'And?' };
    const estimated = view(chat, { contextLength: 8_000 });
    assert.match(said(estimated), /An estimate/);
    assert.ok(
      estimated.figures.find(({ label }) => label === 'Conversation so far')?.value.startsWith('about'),
    );
    const counted = view(chat, { contextLength: 8_000, isExact: true });
    assert.match(said(counted), /own tokenizer/);
    assert.ok(counted.figures.every(({ value }) => /^[\d,]+$/.test(value)));
  });

  test('what the model does not see any more is said, with the place of the line', () => {
    const crowded = view({ messages: messages(8) }, { contextLength: 3_000 });
    assert.equal(crowded.level, 'nearlyFull');
    assert.deepEqual(crowded.boundary, { unseen: 'messages', firstSeenId: 'm4' });
    assert.match(said(crowded), /no longer sees the first 4 messages/);
    const full = view({ messages: messages(2), draft: 'word '.repeat(700) }, { contextLength: 1_500 });
    assert.deepEqual(full.boundary, { unseen: 'messages', firstSeenId: '' });
  });

  test('files that had to give way are said to have', () => {
    const attachments = [{ id: 'x', label: 'lease.md', languageId: 'markdown', text: long.repeat(5) }];
    const [first, ...others] = messages(4);
    assert.ok(first?.role === 'user');
    const crowded = view({ messages: [{ ...first, attachments }, ...others] }, { contextLength: 4_000 });
    assert.deepEqual(crowded.boundary, { unseen: 'attachments', firstSeenId: 'm2' });
    assert.match(said(crowded), /no longer sees what was attached to earlier messages/);
  });

  test('a message that cannot fit: the numbers, and the attachment whose removal helps most', () => {
    const attachments = [
      { id: 'x', label: 'note.md', languageId: '', text: 'short' },
      { id: 'y', label: 'book.md', languageId: '', text: long.repeat(20) },
    ];
    const refused = view({ draft: 'Sum up', attachments }, { contextLength: 4_000 });
    assert.equal(refused.level, 'tooLong');
    assert.match(refused.refusal?.sentence ?? '', /about 11,000 tokens, and 3,000 fit/);
    assert.deepEqual(refused.refusal?.removal, { attachmentId: 'y', label: 'book.md' });
    const words = view({ draft: long.repeat(20) }, { contextLength: 4_000 });
    assert.equal(words.refusal?.removal, undefined);
    assert.ok(!words.refusal?.sentence.includes('attachment'));
  });

  test('what the next question costs is said where prices are published, and nothing where not', () => {
    assert.match(said(view({}, { price: 0 })), /next question is free/);
    assert.match(said(view({ draft: long.repeat(20) }, { price: 5 })), /will cost about \d cents/);
    assert.doesNotMatch(said(view({})), /cost|free/);
  });

  test('an unknown window is said to be assumed, and refuses nothing', () => {
    const unknown = view({ draft: long.repeat(200) });
    assert.match(unknown.summary, /not published; 32,768 tokens are assumed/);
    assert.equal(unknown.refusal, undefined);
  });

  test('pictures that a model which sees does not get to see any more are named', () => {
    const pictures = Array.from({ length: 4 }, (_, index) => picture(`${index}.png`));
    const [first, ...others] = messages(4);
    assert.ok(first?.role === 'user');
    const sent = [{ ...first, attachments: pictures }, ...others];
    assert.equal(view({ messages: sent, attachments: [picture('new.png')] }).pictureNote, undefined);
    const attachments = [picture('new.png'), picture('newer.png')];
    assert.equal(
      view({ messages: sent, attachments }).pictureNote,
      'The model sees the latest 5 pictures of a chat, and no longer 0.png. To ask about an earlier one, attach it again.',
    );
    const more = [...attachments, picture('newest.png')];
    assert.match(
      view({ messages: sent, attachments: more }).pictureNote ?? '',
      /no longer 0\.png and 1 other\./,
    );
    assert.equal(view({ messages: sent, attachments: more }, { seesPictures: false }).pictureNote, undefined);
  });

  test('what is set for this chat is said', () => {
    const set = view({ settings: { creativity: 'precise', length: 'short', instructions: 'Be kind.' } });
    assert.match(said(set), /Set for this chat: creativity Precise, length Short\./);
    assert.match(said(set), /those for this chat/);
  });
});
