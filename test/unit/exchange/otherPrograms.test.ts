import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readChats } from '../../../src/core/exchange/readChats';
import { ChatWindow } from '../../support/chatWindow';
import { chatIn, fileOf, importInto, type ReadChat } from './support';

async function only(content: object): Promise<ReadChat & { leftOut: number; id: string }> {
  const window = new ChatWindow();
  const summary = await importInto(window, [fileOf(content)]);
  assert.deepEqual(summary.troubles, []);
  assert.equal(summary.imported.length, 1);
  const [id = ''] = summary.imported;
  return { ...(await chatIn(window.store, id)), leftOut: summary.leftOut, id };
}

const said = (role: string, text: string, more: object = {}): object => ({
  author: { role },
  create_time: 1_700_000_000.25,
  content: { content_type: 'text', parts: [text] },
  metadata: {},
  recipient: 'all',
  ...more,
});

const chatGpt = (mapping: object, more: object = {}): object[] => [
  {
    title: 'Bread',
    create_time: 1_700_000_000,
    update_time: 1_700_000_100.5,
    conversation_id: '6f1c-aa',
    current_node: 'a1',
    mapping,
    ...more,
  },
];

suite('An import from ChatGPT', () => {
  test('keeps every branch, the path that was shown, titles, dates and models', async () => {
    const window = new ChatWindow();
    const { imported } = await importInto(window, [
      fileOf(
        chatGpt({
          'client-created-root': { id: 'client-created-root', message: null, parent: null, children: ['s'] },
          s: { id: 's', message: said('system', ''), parent: 'client-created-root', children: ['q1', 'q2'] },
          q1: {
            id: 'q1',
            message: said('user', 'How do I bake bread?'),
            parent: 's',
            children: ['a1', 'a2'],
          },
          a1: {
            id: 'a1',
            message: said('assistant', 'With yeast.', { metadata: { model_slug: 'gpt-4o' } }),
            parent: 'q1',
            children: [],
          },
          a2: { id: 'a2', message: said('assistant', 'Slowly.'), parent: 'q1', children: [] },
          q2: { id: 'q2', message: said('user', 'How do I bake cake?'), parent: 's', children: [] },
        }),
      ),
    ]);
    assert.deepEqual(imported, ['chatgpt-6f1c-aa']);
    const chat = await chatIn(window.store, 'chatgpt-6f1c-aa');
    assert.equal(chat.title, 'Bread');
    assert.equal(chat.updatedAt, 1_700_000_100_500);
    assert.deepEqual(chat.shown, ['user: How do I bake bread?', 'assistant: With yeast.']);
    assert.equal(chat.all.length, 4);
    const messages = (await window.store.read('chatgpt-6f1c-aa'))?.conversation.messages;
    assert.ok(messages);
    assert.equal(messages.get('q1')?.createdAt, 1_700_000_000_250);
    const answer = messages.get('a1');
    assert.ok(answer?.role === 'assistant' && answer.model === 'gpt-4o' && answer.state === 'done');
    assert.equal(messages.get('a2')?.parentId, 'q1');
    assert.equal(messages.get('q2')?.parentId, null);
  });

  test('puts thoughts and tools under the reasoning of the answer that they led to', async () => {
    const window = new ChatWindow();
    await importInto(window, [
      fileOf(
        chatGpt(
          {
            q: { message: said('user', 'Sum of 1 to 9?'), parent: null, children: ['t'] },
            t: {
              message: said('assistant', '', {
                content: {
                  content_type: 'thoughts',
                  thoughts: [{ summary: 'Adding', content: 'I add them.' }],
                },
              }),
              parent: 'q',
              children: ['c'],
            },
            c: {
              message: said('assistant', '', {
                recipient: 'python',
                content: { content_type: 'code', language: 'python', text: 'print(45)' },
              }),
              parent: 't',
              children: ['o'],
            },
            o: {
              message: said('tool', '', { content: { content_type: 'execution_output', text: '45' } }),
              parent: 'c',
              children: ['a'],
            },
            a: { message: said('assistant', 'It is 45.'), parent: 'o', children: ['q2'] },
            q2: { message: said('user', 'Thanks'), parent: 'a', children: [] },
          },
          { current_node: 'q2' },
        ),
      ),
    ]);
    const stored = await window.store.read('chatgpt-6f1c-aa');
    const answer = [...(stored?.conversation.messages.values() ?? [])][1];
    assert.ok(answer?.role === 'assistant');
    assert.equal(answer.text, 'It is 45.');
    assert.equal(answer.reasoning, 'Adding\n\nI add them.\n\n```python\nprint(45)\n```\n\n```\n45\n```');
    assert.deepEqual((await chatIn(window.store, 'chatgpt-6f1c-aa')).shown, [
      'user: Sum of 1 to 9?',
      'assistant: It is 45.',
      'user: Thanks',
    ]);
  });

  test('says where pictures and files stood that it can’t bring along', async () => {
    const chat = await only(
      chatGpt({
        q: {
          message: said('user', '', {
            content: {
              content_type: 'multimodal_text',
              parts: [
                { content_type: 'image_asset_pointer', asset_pointer: 'file-service://x' },
                'What is this?',
              ],
            },
            metadata: {
              attachments: [
                { id: 'x', name: 'cat.png', mime_type: 'image/png' },
                { id: 'y', name: 'notes].pdf', mime_type: 'application/pdf' },
              ],
            },
          }),
          parent: null,
          children: ['a1'],
        },
        a1: { message: said('assistant', 'A cat.'), parent: 'q', children: [] },
      }),
    );
    assert.deepEqual(chat.shown, [
      'user: What is this?\n\n[Picture]\n\n[File: notes .pdf]',
      'assistant: A cat.',
    ]);
    assert.equal(chat.leftOut, 2);
  });

  test('shows a source’s name where ChatGPT keeps a mark that no font has', async () => {
    const mark = '\uE200cite\uE202turn0search1\uE201';
    const chat = await only(
      chatGpt({
        q: { message: said('user', 'When?'), parent: null },
        a1: {
          message: said('assistant', `In May ${mark}, surely \uE200cite\uE202other\uE201.`, {
            metadata: { content_references: [{ matched_text: mark, alt: '([Almanac](https://a.example))' }] },
          }),
          parent: 'q',
        },
      }),
    );
    assert.equal(chat.shown[1], 'assistant: In May ([Almanac](https://a.example)), surely .');
  });

  test('begins where the file begins, where roots are missing, and leaves hidden messages out', async () => {
    const chat = await only(
      chatGpt({
        a1: { message: said('assistant', 'Hello!'), parent: 'nowhere', children: ['h'] },
        h: {
          message: said('user', 'secret', { metadata: { is_visually_hidden_from_conversation: true } }),
          parent: 'a1',
          children: ['q'],
        },
        q: { message: said('user', 'Hi'), parent: 'h' },
      }),
    );
    assert.deepEqual(chat.all, [
      'user: The beginning of this chat is missing in the file that it was imported from.',
      'assistant: Hello!',
      'user: Hi',
    ]);
  });

  test('loses no message of a tree that goes in circles', async () => {
    const chat = await only(
      chatGpt({
        q: { message: said('user', 'Round'), parent: 'a1' },
        a1: { message: said('assistant', 'and round'), parent: 'q' },
      }),
    );
    assert.deepEqual(chat.shown, ['user: Round', 'assistant: and round']);
  });
});

const huggingChat = (messages: object[], more: object = {}): object[] => [
  {
    _id: '65f0c0ffee65f0c0ffee65f0',
    title: 'Tea',
    model: 'maker/model',
    createdAt: '2024-05-01T10:00:00.000Z',
    updatedAt: '2024-05-01T11:00:00.000Z',
    messages,
    ...more,
  },
];

suite('An import from HuggingChat', () => {
  test('keeps every branch, the newest path, dates, reasoning and who answered', async () => {
    const window = new ChatWindow();
    const { imported, leftOut } = await importInto(window, [
      fileOf(
        huggingChat([
          { id: 's', from: 'system', content: 'Be brief.', ancestors: [], children: ['q'] },
          {
            id: 'q',
            from: 'user',
            content: 'Which tea?',
            createdAt: '2024-05-01T10:00:01.000Z',
            ancestors: ['s'],
            children: ['a', 'b'],
            files: ['file-65f0-1.png'],
          },
          {
            id: 'a',
            from: 'assistant',
            content: '<think>Green or black?</think>Green.',
            ancestors: ['s', 'q'],
            files: ['file-65f0-1.png'],
          },
          {
            id: 'b',
            from: 'assistant',
            content: 'Black.',
            reasoning: 'It is morning.',
            interrupted: true,
            routerMetadata: { route: 'x', model: 'other/model', provider: 'groq' },
            ancestors: ['s', 'q'],
          },
        ]),
      ),
    ]);
    assert.deepEqual(imported, ['huggingchat-65f0c0ffee65f0c0ffee65f0']);
    assert.equal(leftOut, 1);
    const [id = ''] = imported;
    const chat = await chatIn(window.store, id);
    assert.deepEqual(chat.shown, ['user: Which tea?', 'assistant: Black.']);
    assert.equal(chat.updatedAt, Date.parse('2024-05-01T11:00:00.000Z'));
    const stored = await window.store.read(id);
    assert.deepEqual(stored?.settings, { instructions: 'Be brief.' });
    const { messages } = stored.conversation;
    assert.equal(messages.get('q')?.createdAt, Date.parse('2024-05-01T10:00:01.000Z'));
    const [a, b] = [messages.get('a'), messages.get('b')];
    assert.ok(a?.role === 'assistant' && b?.role === 'assistant');
    assert.deepEqual(
      [a.text, a.reasoning, a.model, a.state],
      ['Green.', 'Green or black?', 'maker/model', 'done'],
    );
    assert.deepEqual(
      [b.reasoning, b.model, b.provider, b.state],
      ['It is morning.', 'other/model', 'groq', 'stopped'],
    );
  });

  test('reads conversations from before there were branches, and MongoDB’s way of writing', async () => {
    const chat = await only(
      huggingChat(
        [
          { from: 'user', content: 'One', id: '1' },
          { from: 'assistant', content: 'Two', id: '2' },
          { from: 'user', content: 'Three', id: '3' },
        ],
        { _id: { $oid: 'abc' }, updatedAt: { $date: '2024-05-02T00:00:00.000Z' } },
      ),
    );
    assert.deepEqual(chat.shown, ['user: One', 'assistant: Two', 'user: Three']);
    assert.equal(chat.id, 'huggingchat-abc');
    assert.equal(chat.updatedAt, Date.parse('2024-05-02T00:00:00.000Z'));
  });

  test('attaches files that are texts, and names the others', async () => {
    const window = new ChatWindow();
    const { imported } = await importInto(window, [
      fileOf(
        huggingChat([
          {
            id: 'q',
            from: 'user',
            content: 'Read',
            files: [
              {
                type: 'base64',
                name: 'a.txt',
                mime: 'text/plain',
                value: Buffer.from('Grüße').toString('base64'),
              },
              { type: 'hash', name: 'b.png', mime: 'image/png', value: 'ff' },
            ],
          },
        ]),
      ),
    ]);
    const message = (await window.store.read(imported[0] ?? ''))?.conversation.messages.get('q');
    assert.ok(message?.role === 'user');
    assert.equal(message.text, 'Read\n\n[Picture: b.png]');
    const [attachment] = message.attachments;
    assert.ok(attachment && attachment.kind !== 'picture');
    assert.deepEqual([attachment.label, attachment.text], ['a.txt', 'Grüße']);
  });
});

suite('Whatever a file holds', () => {
  const fields = fc.oneof(
    fc.json().map((json): unknown => JSON.parse(json)),
    fc.string(),
    fc.double(),
    fc.constant(null),
  );
  const shaped = fc.oneof(
    fc.record({ mapping: fields, current_node: fields, title: fields, create_time: fields }),
    fc.record({
      mapping: fc.dictionary(
        fc.string({ maxLength: 2 }),
        fc.record({
          parent: fc.oneof(fc.string({ maxLength: 2 }), fields),
          children: fields,
          message: fc.oneof(
            fields,
            fc.record({
              author: fc.record({ role: fc.constantFrom('user', 'assistant', 'tool', 'system', 'x') }),
              content: fc.oneof(fields, fc.record({ content_type: fc.string(), parts: fc.array(fields) })),
              metadata: fields,
              create_time: fields,
            }),
          ),
        }),
      ),
    }),
    fc.record({
      messages: fc.array(
        fc.oneof(
          fields,
          fc.record({
            from: fc.constantFrom('user', 'assistant', 'system', 'x'),
            id: fc.oneof(fc.string({ maxLength: 2 }), fields),
            content: fields,
            ancestors: fc.oneof(fields, fc.array(fc.string({ maxLength: 2 }))),
            files: fc.oneof(fields, fc.array(fields)),
            createdAt: fields,
          }),
        ),
      ),
      _id: fields,
      title: fields,
      updatedAt: fields,
    }),
    fc.record({ messages: fc.array(fields), headId: fields, id: fields, draft: fields, attachments: fields }),
    fields,
  );

  test('it is read to its end, and what was imported can be read again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shaped, { maxLength: 4 }), async (values) => {
        const window = new ChatWindow();
        const summary = await importInto(window, [fileOf(values)]);
        assert.equal(summary.storageTrouble, undefined);
        for (const id of summary.imported) {
          const stored = await window.store.read(id);
          assert.ok(stored);
          assert.equal(stored.unreadableLines, 0);
          assert.ok(
            stored.conversation.messages.size > 0 || stored.draft !== '' || stored.attachments.length > 0,
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a file cut off anywhere gives what stood whole before the cut, and nothing else', () => {
    const whole = JSON.stringify([
      ...chatGpt({ q: { message: said('user', 'Fir"st\\') } }, { conversation_id: '1' }),
      ...huggingChat([{ from: 'user', content: 'Second ]}', id: '1' }]),
      { messages: [{ role: 'user', id: 'q', text: 'Third', attachments: [] }], headId: 'q', id: 'x' },
    ]);
    const bytes = new TextEncoder().encode(whole);
    const ends = [...readChats(bytes)].map(({ progress }) => Math.round(progress * bytes.length));
    assert.equal(ends.length, 3);
    for (let length = 0; length < bytes.length; length += 1) {
      const found = [...readChats(bytes.subarray(0, length))];
      const chats = found.filter(({ kind }) => kind === 'chat').length;
      assert.equal(chats, ends.filter((end) => end <= length).length, `cut at ${length}`);
      const last = found.at(-1);
      assert.ok(last?.kind === 'problem' && last.problem === (length === 0 ? 'notJson' : 'cutOff'));
    }
  });

  test('a damaged conversation in the middle keeps none of the others out', async () => {
    const window = new ChatWindow();
    const good = (id: string): string =>
      JSON.stringify({ messages: [{ from: 'user', content: id, id }], _id: id });
    const summary = await importInto(window, [
      fileOf(`\uFEFF [ ${good('1')}, {"title": tru}, ${good('2')},, 7 ]`),
    ]);
    assert.deepEqual(summary.imported, ['huggingchat-1', 'huggingchat-2']);
    assert.deepEqual(
      summary.troubles.map(({ problem }) => problem),
      ['damaged', 'notAChat'],
    );
  });

  test('one conversation may stand by itself, not in a list', async () => {
    const [conversation = {}] = huggingChat([{ from: 'user', content: 'Alone', id: '1' }]);
    assert.deepEqual((await only(conversation)).shown, ['user: Alone']);
    const [other = {}] = chatGpt({ q: { message: said('user', 'Also alone') } });
    assert.deepEqual((await only(other)).shown, ['user: Also alone']);
  });

  test('every list and object of JSON falls into its parts, and no other text holds it up', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.string({ unit: fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', ' ', 'a', '1') }),
        ),
        (text) => {
          const found = [...readChats(new TextEncoder().encode(text))];
          assert.ok(found.length <= text.length + 1);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
