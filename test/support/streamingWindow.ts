/**
 * A window that asks and is answered without end, run as a process of its own so that a test can kill it. For all
 * that it has been promised is saved it writes a line to standard output; whatever stands there must be found again.
 * Arguments: the storage folder, the conversation to reopen (or an empty string), a name for this window.
 */
import { writeSync } from 'node:fs';
import { ChatPictures } from '../../src/core/chat/chatPictures';
import { ChatService } from '../../src/core/chat/chatService';
import type { ModelClient } from '../../src/core/inference/modelClient';
import type { FileSystem } from '../../src/core/storage/fileSystem';
import { ConversationStore } from '../../src/core/storage/conversationStore';
import { PictureStore } from '../../src/core/storage/pictureStore';
import { nodeFileSystem } from '../../src/platform/storageFileSystem';

/** What a killed window had acknowledged. */
export type Acknowledged =
  | { readonly kind: 'conversation'; readonly id: string }
  | { readonly kind: 'appended'; readonly lines: string }
  | { readonly kind: 'asked'; readonly question: string }
  | { readonly kind: 'answered'; readonly messageId: string; readonly text: string };

async function run(folder: string, conversationId: string, name: string): Promise<void> {
  const acknowledge = (line: Acknowledged): void => {
    writeSync(1, `${JSON.stringify(line)}\n`);
  };
  const disk = nodeFileSystem(folder);
  const fileSystem: FileSystem = {
    ...disk,
    async append(path, bytes) {
      await disk.append(path, bytes);
      acknowledge({ kind: 'appended', lines: new TextDecoder().decode(bytes) });
    },
  };
  const client: ModelClient = {
    async *stream(request) {
      acknowledge({ kind: 'asked', question: request.messages.at(-1)?.content ?? '' });
      const words = 20 + Math.floor(Math.random() * 200);
      for (let word = 0; word < words; word += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        yield { type: 'text', text: `${name}·${word} ` };
      }
      yield { type: 'finish', reason: 'stop' };
    },
  };
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  let ids = 0;
  const chat = new ChatService({
    client,
    selection: {
      resolve: () => Promise.resolve({ id: 'maker/model', routedId: 'maker/model' }),
      resolveNow: () => ({ id: 'maker/model', routedId: 'maker/model' }),
    },
    store: new ConversationStore({
      fileSystem,
      log,
      writer: name,
      // Faster than in earnest, so that a kill falls between many checkpoints.
      timers: {
        after(milliseconds, callback) {
          const handle = setTimeout(callback, milliseconds / 250);
          return { dispose: () => clearTimeout(handle) };
        },
      },
    }),
    pictures: new ChatPictures(new PictureStore({ fileSystem, digest: String })),
    settings: () => ({ customInstructions: '' }),
    log,
    now: () => Date.now(),
    newId: () => `${name}-${++ids}`,
    lastConversation: {
      get: () => Promise.resolve(conversationId === '' ? undefined : conversationId),
      set: () => Promise.resolve(),
    },
  });
  await chat.load();
  acknowledge({ kind: 'conversation', id: chat.current.id });
  for (let question = 0; ; question += 1) {
    const last = chat.current.messages.at(-1);
    // Now and then with what the killed window before this one left half-way.
    if (question === 0 && last?.role === 'assistant' && last.state === 'cut-off')
      await chat.continueAnswer(last.id);
    else if (question % 3 === 2 && last) await chat.tryAgain(last.id);
    else await chat.send({ text: `${name} question ${question}` });
    const answer = chat.current.messages.at(-1);
    if (answer) acknowledge({ kind: 'answered', messageId: answer.id, text: answer.text });
  }
}

const [folder, conversationId = '', name = ''] = process.argv.slice(2);
if (folder !== undefined) await run(folder, conversationId, name);
