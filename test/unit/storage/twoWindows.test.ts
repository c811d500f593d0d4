import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Message } from '../../../src/core/chat/message';
import { ConversationStore } from '../../../src/core/storage/conversationStore';
import { ChatWindow } from '../../support/chatWindow';
import { ManualTimers } from '../../support/manualTimers';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

// prettier-ignore
const actions = [
  'ask', 'ask', 'cut', 'tryAgain', 'continue', 'open', 'newChat', 'edit', 'step', 'delete', 'undo',
] as const;
type Step = readonly [window: 0 | 1, action: (typeof actions)[number]];

const steps = fc.array(fc.tuple(fc.constantFrom<0 | 1>(0, 1), fc.constantFrom(...actions)), {
  minLength: 1,
  maxLength: 14,
});

/** Has a window do something, with a model that answers at once; tells what the window then holds to be saved. */
async function act(window: ChatWindow, action: Step[1], word: string, shared: string): Promise<void> {
  const answered = async (work: Promise<unknown>, reason: 'stop' | 'length'): Promise<void> => {
    const calls = window.client.calls.length;
    // Some of these do nothing where there is nothing to do it with; then no call is made.
    const first = await Promise.race([work.then(() => undefined), window.client.nextCall()]);
    if (!first) {
      assert.equal(window.client.calls.length, calls);
      window.client.nextCallWasNotMade();
      return;
    }
    void first.text(`${word} `);
    void first.finish(reason);
    await work;
  };
  const last = window.messages.at(-1)?.id ?? '';
  switch (action) {
    case 'ask':
      return answered(window.chat.send({ text: `question ${word}` }), 'stop');
    case 'cut':
      return answered(window.chat.send({ text: `question ${word}` }), 'length');
    case 'tryAgain':
      return answered(window.chat.tryAgain(last), 'stop');
    case 'continue':
      return answered(window.chat.continueAnswer(last), 'length');
    case 'edit': {
      const question = window.messages.findLast(({ role }) => role === 'user')?.id ?? '';
      return answered(window.chat.branching.edit(question, `edited ${word}`), 'stop');
    }
    case 'step': {
      const { branches } = window.chat.current;
      return window.chat.branching.step(branches.at(-1)?.messageId ?? '', 'previous');
    }
    case 'delete':
      return window.chat.branching.delete(last);
    case 'undo':
      return window.chat.branching.undo(window.chat.current.deletion?.messageId ?? '');
    case 'open':
      return window.chat.open(shared);
    case 'newChat':
      return window.chat.newChat();
  }
}

suite('Two windows', () => {
  test('whatever they do at the same time, all that either showed as saved is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        steps,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 9 }),
        async (scheduler, plan, failures) => {
          const disk = new MemoryFileSystem();
          const first = new ChatWindow(disk, 'a');
          await first.ask('shared', 'yes');
          const shared = first.chat.current.id;
          const windows = [first, new ChatWindow(disk, 'b', shared)] as const;
          await windows[1].chat.load();
          disk.turn = (operation, path) => scheduler.schedule(Promise.resolve(), `${operation} ${path}`);
          let write = 0;
          disk.trouble = (operation) =>
            operation === 'append' && failures[write++ % failures.length] ? 'diskFull' : undefined;
          disk.bytesBeforeTrouble = (length) => Math.floor(length / 2);

          const held = new Map<string, { conversationId: string; message: Message }>();
          const note = (window: ChatWindow): void => {
            const { id, messages } = window.chat.current;
            for (const message of messages)
              held.set(`${message.id} ${message.text}`, { conversationId: id, message });
          };
          const running = windows.map(async (window, index) => {
            for (const [step, [who, action]] of plan.entries()) {
              if (who !== index) continue;
              await act(window, action, `${window.name}${step}`, shared);
              note(window);
            }
          });
          await scheduler.waitFor(Promise.all(running));
          disk.trouble = () => undefined;
          disk.turn = () => Promise.resolve();
          await Promise.all(windows.map(({ store }) => store.flush()));

          const ignore = (): void => undefined;
          const reader = new ConversationStore({
            fileSystem: disk,
            timers: new ManualTimers(),
            log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
            writer: 'reader',
          });
          // Where something was deleted, what followed it stands elsewhere.
          const staysInPlace = !plan.some(([, action]) => action === 'delete');
          for (const { conversationId, message } of held.values()) {
            const stored = await reader.read(conversationId);
            const found = [...(stored?.conversation.written.values() ?? [])].some(
              ({ id, text, role, parentId }) =>
                (id === message.id || id.startsWith(`${message.id}~`)) &&
                // What an answer was before it was continued is in the longer text.
                (message.role === 'user' ? text === message.text : text.startsWith(message.text)) &&
                role === message.role &&
                (parentId === message.parentId || !staysInPlace),
            );
            assert.ok(found, `lost: ${message.id} "${message.text}"`);
          }
        },
      ),
      { numRuns: 200 },
    );
  }).timeout(60_000);
});
