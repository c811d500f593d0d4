import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanTitle } from '../../../src/core/chat/betterTitle';
import { ChatWindow } from '../../support/chatWindow';

/** A window in which a first question was answered and the model is asked for a title. */
async function askedForTitle(): Promise<ChatWindow> {
  const window = new ChatWindow();
  window.settings = { customInstructions: '', betterTitles: true };
  await window.ask('Could you please help me with something about my heating?', 'Gladly.');
  return window;
}

const titleOnDisk = async (window: ChatWindow): Promise<string | undefined> =>
  (await new ChatWindow(window.disk, 'reader').store.list())[0]?.title;

const firstWords = 'Could you please help me with something about my heating?';

suite('A better title', () => {
  test('comes from the model once, after the first whole answer, for a few tokens', async () => {
    const window = await askedForTitle();
    const call = await window.client.nextCall();
    assert.equal(call.request.model, 'maker/model:fastest');
    assert.ok((call.request.maxTokens ?? Infinity) <= 20);
    assert.ok(JSON.stringify(call.request.messages).length < 2_000);
    assert.equal(window.chat.busy, false, 'the person can go on meanwhile');
    void call.text('"Repairing ', 'the heating."\n');
    await call.finish();
    await new Promise(setImmediate);
    assert.equal(window.chat.current.title, 'Repairing the heating');
    assert.equal(await titleOnDisk(window), 'Repairing the heating');
    assert.ok(window.events.some((event) => event.type === 'titleChanged'));
    await window.ask('And then?', 'Nothing.');
    await window.chat.newChat();
    assert.equal(window.client.calls.length, 3);
  });

  test('is not asked for where that is turned off, nor after an answer that broke', async () => {
    const window = new ChatWindow();
    await window.ask('Hello?', 'Yes.');
    window.settings = { customInstructions: '', betterTitles: true };
    await window.chat.newChat();
    for (const error of ['noToken', 'noCredit'] as const) {
      const sent = window.chat.send({ text: 'Hello again?' });
      while (window.client.calls.at(-1)?.closed !== false) await new Promise(setImmediate);
      void window.client.calls.at(-1)?.emit({ type: 'error', error: { kind: error } });
      await sent;
    }
    assert.equal(window.client.calls.length, 3);
  });

  test('that does not come leaves the first words, is not asked for again, and the log tells no word of it', async () => {
    const window = await askedForTitle();
    const call = await window.client.nextCall();
    await call.emit({ type: 'error', error: { kind: 'rateLimited', serviceMessage: 'about my heating' } });
    await window.ask('And then?', 'Nothing.');
    assert.equal(window.client.calls.length, 3);
    assert.equal(window.chat.current.title, firstWords);
    assert.ok(window.logged.some((line) => line.includes('rateLimited')));
    assert.ok(!window.logged.some((line) => line.includes('heating')));
  });

  test('never replaces the person’s own, here or in another window', async () => {
    const window = await askedForTitle();
    const call = await window.client.nextCall();
    window.chat.openConversation(window.chat.current.id)?.naming.rename('My own');
    assert.ok(call.signal.aborted);
    assert.equal(await titleOnDisk(window), 'My own');

    const second = await askedForTitle();
    const other = await second.reopened();
    other.chat.openConversation(other.chat.current.id)?.naming.rename('By the other');
    const late = await second.client.nextCall();
    void late.text('By the model');
    await late.finish();
    await new Promise(setImmediate);
    assert.equal(await titleOnDisk(second), 'By the other');
  });

  test('that is on its way when the window closes is given up', async () => {
    const window = await askedForTitle();
    const call = await window.client.nextCall();
    await window.chat.close();
    assert.ok(call.signal.aborted);
  });

  for (const [written, clean] of [
    ['Repairing the heating', 'Repairing the heating'],
    ['\n\n"Repairing the heating."', 'Repairing the heating'],
    ['**Title: Repairing the heating**', 'Repairing the heating'],
    ['# „Die Heizung reparieren“\n\nHere is why:', 'Die Heizung reparieren'],
    ['Réparer le chauffage…', 'Réparer le chauffage…'],
    ['修理暖气', '修理暖气'],
    ['evil\u202Etxt.exe\u0000', 'evil txt.exe'],
    ['???', undefined],
    ['', undefined],
  ] as const)
    test(`${JSON.stringify(written)} is cleaned`, () => assert.equal(cleanTitle(written), clean));

  test('is one short line, whatever a model writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (written) => {
        const title = cleanTitle(written);
        if (title === undefined) return;
        assert.ok(Array.from(title).length <= 60);
        assert.doesNotMatch(title, /[\n\r\t]/);
      }),
    );
  });
});
