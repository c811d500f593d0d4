import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerSettings, conversationSettingsOf } from '../../../src/core/chat/conversationSettings';
import type { ChatRequest } from '../../../src/core/inference/modelClient';
import { ChatWindow } from '../../support/chatWindow';

async function ask(window: ChatWindow, text: string): Promise<ChatRequest> {
  const sent = window.chat.send({ text });
  const call = await window.client.nextCall();
  await call.text('answer');
  await call.finish();
  await sent;
  return call.request;
}

suite('What is set for one chat', () => {
  test('reaches the model over the settings for all, and is there again after a reload', async () => {
    const window = new ChatWindow();
    window.settings = { customInstructions: 'Rhyme.', maxTokens: 50, temperature: 1.9 };
    await window.chat.load();
    await window.chat.setSettings({
      instructions: 'You are a gardener.',
      creativity: 'precise',
      length: 'short',
    });
    const reopened = await window.reopened();
    reopened.settings = window.settings;
    for (const opened of [window, reopened]) {
      const request = await ask(opened, 'question');
      assert.ok((request.temperature ?? 2) < 0.5);
      assert.ok((request.maxTokens ?? 0) > 50);
      const system = request.messages[0]?.content ?? '';
      assert.match(system, /Rhyme\.[\s\S]*short[\s\S]*You are a gardener\.$/);
    }
    assert.deepEqual(reopened.chat.current.settings, window.chat.current.settings);
  });

  test('holds for that chat alone, and can be taken back', async () => {
    const window = new ChatWindow();
    await ask(window, 'question');
    const first = window.chat.current.id;
    await window.chat.setSettings({ creativity: 'inventive' });
    await window.chat.newChat();
    assert.deepEqual(window.chat.current.settings, {});
    assert.equal((await ask(window, 'question')).temperature, undefined);
    await window.chat.open(first);
    assert.deepEqual(window.chat.current.settings, { creativity: 'inventive' });
    await window.chat.setSettings({});
    assert.equal((await ask(window, 'question')).temperature, undefined);
    assert.deepEqual(window.events.at(-1)?.type, 'messageChanged');
  });

  test('long answers get no limit of ours, and no setting changes what is not chosen', () => {
    const all = { customInstructions: '', maxTokens: 50, temperature: 1.5 };
    assert.equal(answerSettings(all, { length: 'long' }).maxTokens, undefined);
    assert.deepEqual(answerSettings(all, {}), all);
    assert.equal(answerSettings(all, { creativity: 'balanced' }).maxTokens, 50);
  });

  test('a file of another version, or a damaged one, sets nothing that is no setting', () => {
    assert.deepEqual(
      conversationSettingsOf({ instructions: '  ', creativity: 'wild', length: 3, later: true }),
      {},
    );
    assert.deepEqual(conversationSettingsOf({ creativity: 'precise', length: 'long', instructions: 'x' }), {
      creativity: 'precise',
      length: 'long',
      instructions: 'x',
    });
    fc.assert(fc.property(fc.anything(), (value) => void conversationSettingsOf(value)));
  });
});

suite('A message longer than the model can read', () => {
  test('is refused before it is sent, and stays in the composer with what is attached to it', async () => {
    const window = new ChatWindow();
    window.model = { ...window.model, contextLength: 1_000 };
    await ask(window, 'hello');
    await window.chat.addAttachments([
      { label: 'lease.md', languageId: 'markdown', text: 'word '.repeat(5_000) },
    ]);
    const before = window.texts;
    const outcome = await window.chat.send({ text: 'Sum it up.' });
    assert.ok(typeof outcome === 'object' && outcome.turn === 'send');
    assert.deepEqual(window.texts, before);
    assert.deepEqual(window.events.at(-1), { type: 'draftChanged', draft: 'Sum it up.' });
    assert.equal(window.chat.current.attachments.length, 1);
    const reopened = await window.reopened();
    assert.equal(reopened.chat.current.attachments.length, 1);
    // Another model reads more: the same message goes out.
    window.model = { ...window.model, contextLength: 20_000 };
    const request = await ask(window, 'Sum it up.');
    assert.match(request.messages.at(-1)?.content ?? '', /lease\.md[\s\S]*Sum it up\.$/);
  });

  test('is counted by the model’s own tokenizer where there is one', async () => {
    const window = new ChatWindow();
    window.model = { ...window.model, contextLength: 1_000 };
    window.measure = () => (text) => text.length;
    const outcome = await window.chat.send({ text: 'x'.repeat(900) });
    assert.ok(typeof outcome === 'object' && outcome.size > 900);
  });
});
