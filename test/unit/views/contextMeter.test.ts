import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/emitter';
import { TokenSizes } from '../../../src/core/inference/tokenSizes';
import type { ContextView } from '../../../src/protocol';
import { ContextMeter } from '../../../src/views/chat/contextMeter';
import { ChatWindow } from '../../support/chatWindow';
import { ManualTimers } from '../../support/manualTimers';

/** A meter over a chat, with a tokenizer of one token a character that is there when the test says so. */
function metering(): {
  window: ChatWindow;
  meter: ContextMeter;
  shown: ContextView[];
  counted: string[];
  tokenizerComes: () => void;
  settle: () => Promise<void>;
} {
  const window = new ChatWindow();
  window.model = { ...window.model, contextLength: 10_000 };
  const loaded = new Emitter<undefined>();
  let isThere = false;
  const counted: string[] = [];
  const sizes = new TokenSizes({
    count: (_, texts) => {
      if (!isThere) return Promise.resolve(undefined);
      counted.push(...texts);
      return Promise.resolve(texts.map(({ length }) => length));
    },
    onDidLoad: loaded.event,
    dispose: () => undefined,
  });
  const shown: ContextView[] = [];
  const timers = new ManualTimers();
  const meter = new ContextMeter(
    {
      chat: window.chat,
      selection: {
        resolveNow: () => ({ name: 'Llama', recommended: false, offers: [], ...window.model }),
        onDidChange: () => ({ dispose: () => undefined }),
      },
      settings: () => window.settings,
      sizes,
      timers,
    },
    (view) => shown.push(view),
  );
  return {
    window,
    meter,
    shown,
    counted,
    tokenizerComes: () => {
      isThere = true;
      loaded.fire(undefined);
    },
    settle: async () => {
      timers.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const said = (view: ContextView | undefined): string => view?.notes.join('\n') ?? '';

suite('Keeping the context meter true', () => {
  test('what is typed counts, first by estimate, then as the tokenizer says', async () => {
    const { window, meter, shown, tokenizerComes, settle } = metering();
    await window.chat.load();
    window.chat.setDraft('Hello there');
    meter.refresh();
    await settle();
    assert.match(said(shown.at(-1)), /estimate/);
    tokenizerComes();
    await settle();
    assert.match(said(shown.at(-1)), /own tokenizer/);
    const message = shown.at(-1)?.figures.find(({ label }) => label === 'Your message');
    assert.equal(message?.value, String('Hello there'.length + 4));
  });

  test('a long conversation is not counted anew at each keystroke', async () => {
    const { window, meter, counted, tokenizerComes, settle } = metering();
    await window.ask('question', 'answer');
    tokenizerComes();
    await settle();
    counted.length = 0;
    for (const draft of ['A', 'An', 'And']) {
      window.chat.setDraft(draft);
      meter.refresh();
      await settle();
    }
    assert.deepEqual(counted, ['A', 'An', 'And']);
  });

  test('many changes at once set it once', async () => {
    const { window, meter, shown, settle } = metering();
    await window.chat.load();
    await settle();
    shown.length = 0;
    for (let index = 0; index < 10; index += 1) meter.refresh();
    await settle();
    assert.equal(shown.length, 1);
  });

  test('a text of a whole book is estimated, and holds nothing up', async () => {
    const { window, meter, shown, counted, tokenizerComes, settle } = metering();
    await window.chat.load();
    tokenizerComes();
    window.chat.setDraft('x'.repeat(600_000));
    meter.refresh();
    await settle();
    assert.match(said(shown.at(-1)), /estimate/);
    assert.ok(counted.every(({ length }) => length < 600_000));
  });

  test('an empty chat fetches no tokenizer', async () => {
    const { window, counted, tokenizerComes, settle } = metering();
    await window.chat.load();
    tokenizerComes();
    await settle();
    assert.deepEqual(counted, []);
  });
});
