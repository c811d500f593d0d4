import assert from 'node:assert/strict';
import type { ChatEvent, ConversationSnapshot } from '../../../src/core/chat/chatEvent';
import type { AssistantMessage, UserMessage } from '../../../src/core/chat/message';
import { Emitter } from '../../../src/core/emitter';
import type { HostMessage, PanelStatus } from '../../../src/protocol';
import { ChatPresenter } from '../../../src/views/chat/chatPresenter';
import { footnote, messageView, sizeInWords } from '../../../src/views/chat/messageView';

const question: UserMessage = {
  role: 'user',
  id: 'q',
  parentId: null,
  createdAt: 0,
  text: 'Why?',
  promptText: 'long instructions',
  attachments: [{ id: 'x', label: 'letter.md', languageId: 'markdown', text: 'one two' }],
};
const answer: AssistantMessage = {
  role: 'assistant',
  id: 'a',
  parentId: 'q',
  createdAt: 0,
  text: 'Beca',
  reasoning: '',
  state: 'streaming',
  model: 'meta-llama/Llama-3.3-70B-Instruct',
};
const status: PanelStatus = {
  setup: 'ready',
  modelName: 'Llama',
  modelDetail: '',
  notice: '',
  noticeOpensSettings: false,
  serverName: '',
};
const conversation: ConversationSnapshot = {
  id: 'c',
  title: 'Why?',
  messages: [question, answer],
  branches: [],
  deletion: undefined,
  draft: 'unsent',
  attachments: [],
  settings: {},
};

function presenting(): {
  presenter: ChatPresenter;
  posted: HostMessage[];
  post: (message: HostMessage) => void;
  fire: (event: ChatEvent) => void;
} {
  const events = new Emitter<ChatEvent>();
  const posted: HostMessage[] = [];
  const presenter = new ChatPresenter(
    { current: conversation, onDidChange: events.event },
    () => status,
    () => undefined,
    () => ({ dispose: () => undefined }),
  );
  return {
    presenter,
    posted,
    post: (message) => posted.push(message),
    fire: (event) => events.fire(event),
  };
}

suite('Showing the chat', () => {
  test('a panel that appears gets the whole conversation with what stands unsent', () => {
    const { presenter, posted, post } = presenting();
    presenter.attach(post);
    assert.equal(posted.length, 1);
    const [snapshot] = posted;
    assert.equal(snapshot?.type, 'snapshot');
    assert.equal(snapshot.draft, 'unsent');
    assert.deepEqual(
      snapshot.messages.map(({ id, text }) => [id, text]),
      [
        ['q', 'Why?'],
        ['a', 'Beca'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(snapshot), /long instructions|one two/);
  });

  test('nothing is posted while nobody looks', () => {
    const { presenter, posted, post, fire } = presenting();
    fire({ type: 'delta', messageId: 'a', text: 'use', reasoning: '' });
    presenter.attach(post);
    presenter.detach();
    fire({ type: 'delta', messageId: 'a', text: 'use', reasoning: '' });
    fire({ type: 'opened', conversation });
    assert.equal(posted.length, 1);
  });

  test('an answer that ends has all its text on screen before it is said to be done', () => {
    const { presenter, posted, post, fire } = presenting();
    presenter.attach(post);
    for (const text of ['use', ' of', ' it']) fire({ type: 'delta', messageId: 'a', text, reasoning: '' });
    fire({ type: 'messageChanged', message: { ...answer, text: 'Because of it', state: 'done' } });
    assert.deepEqual(
      posted.slice(1).map((message) => (message.type === 'delta' ? message.text : message.type)),
      ['use', ' of it', 'answerChanged'],
    );
    assert.ok(!('text' in (posted.at(-1) as { message: object }).message));
  });

  test('what a person types is not sent back into their hands', () => {
    const { presenter, posted, post, fire } = presenting();
    presenter.attach(post);
    presenter.draftIsNow('Hello');
    fire({ type: 'draftChanged', draft: 'Hello' });
    assert.equal(posted.length, 1);
  });

  test('a message that could not be sent comes back into the composer', () => {
    const { presenter, posted, post, fire } = presenting();
    presenter.attach(post);
    presenter.draftIsNow('');
    fire({ type: 'draftChanged', draft: 'Not sent' });
    assert.deepEqual(posted.at(-1), { type: 'draftSet', text: 'Not sent' });
  });

  test('the same status is not announced twice', () => {
    const { presenter, posted, post } = presenting();
    presenter.attach(post);
    presenter.setStatus({ ...status });
    assert.equal(posted.length, 1);
    presenter.setStatus({ ...status, setup: 'noToken' });
    presenter.setStatus({ ...status, setup: 'noToken' });
    assert.equal(posted.length, 2);
  });
});

suite('A message in words', () => {
  test('who answered, how long and for how much', () => {
    assert.equal(footnote(answer), '');
    assert.equal(
      footnote({
        ...answer,
        provider: 'groq',
        usage: { promptTokens: 1000, completionTokens: 312 },
        cost: 0.0003,
      }),
      'Answered by Groq · 1,312 tokens · less than a cent',
    );
  });

  test('an error names the model and offers what mends it', () => {
    const view = messageView({ ...answer, state: 'error', error: { kind: 'noCredit', status: 402 } });
    assert.equal(view.role, 'assistant');
    assert.equal(view.modelName, 'Llama 3.3 70B Instruct');
    assert.equal(view.error?.actions[0]?.label, 'Add credits');
  });

  test('the length of what goes along', () => {
    assert.equal(sizeInWords(''), 'no words');
    assert.equal(sizeInWords('one'), '1 word');
    assert.equal(sizeInWords('one two'), '2 words');
    assert.equal(sizeInWords('word '.repeat(314)), 'about 310 words');
    assert.equal(sizeInWords('word '.repeat(12_345)), 'about 12,000 words');
  });
});
