import assert from 'node:assert/strict';
import { ChatWindow } from '../../support/chatWindow';

const typed = '/translate French';
const message = { text: '/translate French\n\n(About lines 1–2 of a.md.)', promptText: 'Translate …', typed };

suite('Sending a prompt that was called from the composer', () => {
  test('what is attached goes along, the draft is emptied, and the model that the prompt names answers it', async () => {
    const window = new ChatWindow();
    await window.chat.load();
    window.chat.setDraft(typed);
    await window.chat.addAttachments([{ label: 'a.md', languageId: 'markdown', text: 'Attached' }]);
    const sent = window.chat.send({ ...message, modelId: 'maker/other' });
    const call = await window.client.nextCall();
    assert.equal(call.request.model, 'maker/other:fastest');
    const asked = JSON.stringify(call.request.messages);
    assert.ok(asked.includes('Translate …') && asked.includes('Attached'));
    await call.text('Oui');
    await call.finish();
    await sent;
    assert.equal(window.chat.current.draft, '');
    assert.deepEqual(window.chat.current.attachments, []);
    assert.equal(window.messages[0]?.text, message.text);
    const reopened = await window.reopened();
    assert.deepEqual(reopened.messages, window.messages);
  });

  test('what was typed, not what the transcript would say, comes back if nothing is sent', async () => {
    const window = new ChatWindow();
    const first = window.chat.send({ text: 'first' });
    const call = await window.client.nextCall();
    assert.equal(await window.chat.send(message), 'busy');
    assert.equal(window.chat.current.draft, typed);
    await call.finish();
    await first;
    window.offer = (id) => ({ id, routedId: id, contextLength: 1_000 });
    const refusal = await window.chat.send({
      ...message,
      promptText: 'x '.repeat(50_000),
      modelId: 'maker/small',
    });
    assert.ok(typeof refusal === 'object' && refusal.modelId === 'maker/small');
    assert.equal(window.chat.current.draft, typed);
  });
});
