import assert from 'node:assert/strict';
import type { PictureAttachment } from '../../../src/core/chat/message';
import { mostPictures } from '../../../src/core/chat/pictures';
import type { ChatRequest } from '../../../src/core/inference/modelClient';
import { isPictureFile } from '../../../src/core/storage/pictureStore';
import { ChatWindow } from '../../support/chatWindow';

async function attach(window: ChatWindow, label: string, bytes: readonly number[]): Promise<void> {
  const mediaType = 'image/png';
  const picture = await window.pictures.add(
    { bytes: Uint8Array.from(bytes), mediaType, width: 280, height: 280 },
    window.chat.isKept,
  );
  await window.chat.addAttachments([{ kind: 'picture', label, picture }]);
}

/** Asks, has the model answer, and gives what it was sent. */
async function ask(window: ChatWindow, text: string): Promise<ChatRequest> {
  const sent = window.chat.send({ text });
  const call = await window.client.nextCall();
  await call.text('answer');
  await call.finish();
  await sent;
  return call.request;
}

/** The addresses of the pictures that a request shows, in order. */
function shown({ messages, pictures }: ChatRequest): readonly (string | undefined)[] {
  return messages.flatMap((message) => message.pictures ?? []).map(({ file }) => pictures?.get(file));
}

function seeing(seesPictures: boolean): ChatWindow {
  const window = new ChatWindow();
  window.model = { ...window.model, seesPictures };
  return window;
}

suite('Pictures in a conversation', () => {
  test('a model that sees is shown them, with their names, and again at the next question', async () => {
    const window = seeing(true);
    await attach(window, 'cat.png', [1, 2, 3]);
    const first = await ask(window, 'What is this?');
    assert.deepEqual(shown(first), ['data:image/png;base64,AQID']);
    assert.equal(first.messages.at(-1)?.content, 'Attached picture: cat.png\n\nWhat is this?');
    assert.deepEqual(shown(await ask(window, 'And its colour?')), ['data:image/png;base64,AQID']);
  });

  test('who keeps no history leaves no picture on the disk, and the model sees it all the same', async () => {
    const window = seeing(true);
    window.settings = { customInstructions: '', keepHistory: false };
    await attach(window, 'cat.png', [1, 2, 3]);
    assert.deepEqual(shown(await ask(window, 'What is this?')), ['data:image/png;base64,AQID']);
    assert.deepEqual([...window.disk.files.keys()], []);
  });

  test('a model that reads text alone is told of them, and sent nothing that it would refuse', async () => {
    const window = seeing(true);
    await attach(window, 'cat.png', [1, 2, 3]);
    await ask(window, 'What is this?');
    window.model = { ...window.model, seesPictures: false };
    const request = await ask(window, 'And now?');
    assert.deepEqual(shown(request), []);
    assert.match(
      request.messages[1]?.content ?? '',
      /A picture, cat\.png, was attached here\. You cannot see it/,
    );
  });

  test('the bytes lie on disk once, and no line of a conversation repeats them', async () => {
    const window = seeing(true);
    const bytes = Array.from({ length: 100_000 }, (_, index) => index % 256);
    await attach(window, 'cat.png', bytes);
    await attach(window, 'the same cat.png', bytes);
    await ask(window, 'What is this?');
    const sizes = [...window.disk.files].map(([path, { length }]) => [path.split('/')[0], length] as const);
    assert.equal(sizes.filter(([folder]) => folder === 'pictures').length, 1);
    assert.ok(sizes.every(([folder, length]) => folder === 'pictures' || length < 5_000));
  });

  test('another window sees them', async () => {
    const window = seeing(true);
    await attach(window, 'cat.png', [1, 2, 3]);
    await ask(window, 'What is this?');
    const reopened = await window.reopened();
    assert.deepEqual(reopened.messages, window.messages);
    reopened.model = window.model;
    assert.deepEqual(shown(await ask(reopened, 'And?')), ['data:image/png;base64,AQID']);
  });

  test('a picture whose file is gone or cut costs no answer, and the model is told', async () => {
    const window = seeing(true);
    await attach(window, 'cat.png', [1, 2, 3]);
    const [path = ''] = [...window.disk.files.keys()].filter((name) => name.startsWith('pictures/'));
    window.disk.set(path, Uint8Array.from([1]));
    const request = await ask(window, 'What is this?');
    assert.deepEqual(shown(request), []);
    assert.match(request.messages[1]?.content ?? '', /You cannot see it/);
  });

  test('more of them than providers take: the latest are shown, the others told of', async () => {
    const window = seeing(true);
    for (let index = 0; index <= mostPictures; index += 1) await attach(window, `${index}.png`, [index]);
    const request = await ask(window, 'Compare them.');
    assert.equal(shown(request).length, mostPictures);
    const text = request.messages.at(-1)?.content ?? '';
    assert.match(text, /A picture, 0\.png, was attached here/);
    assert.match(text, /Attached picture: 5\.png/);
  });

  test('nothing but our own names reaches the disk', () => {
    assert.ok(isPictureFile(`${'0a'.repeat(32)}.png`));
    for (const name of [
      '../../.ssh/id_rsa',
      `${'0a'.repeat(32)}.png/..`,
      `${'0A'.repeat(32)}.png`,
      'a.png',
    ]) {
      assert.ok(!isPictureFile(name), name);
    }
  });

  test('what stands in a file that we did not write is checked before it is taken', async () => {
    const window = seeing(true);
    await attach(window, 'cat.png', [1, 2, 3]);
    await window.store.flush();
    const path = `conversations/${window.chat.current.id}.jsonl`;
    const [attachment] = window.chat.current.attachments;
    const { picture } = attachment as PictureAttachment;
    window.disk.set(path, window.disk.text(path).replace(picture.file, '../secret.png'));
    assert.deepEqual((await window.reopened()).chat.current.attachments, []);
  });
});
