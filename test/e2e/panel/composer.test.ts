import assert from 'node:assert/strict';
import { answer, readyStatus, scenes, snapshot, userMessage } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import { until } from '../../support/workbench/until';

suite('The composer keeps and sends what a person types', () => {
  const { open } = usePanel();

  test('Enter sends the text as it stands and empties the composer', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.pressSequentially('Hello');
    await panel.composer.press('Shift+Enter');
    await panel.composer.pressSequentially('there');
    await panel.composer.press('Enter');
    assert.equal((await panel.intent('send')).text, 'Hello\nthere');
    assert.equal(await panel.composer.inputValue(), '');
  });

  test('Send does the same, and the focus goes back to where one writes', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.fill('Hello');
    await panel.button('Send').click();
    assert.equal((await panel.intent('send')).text, 'Hello');
    assert.equal(await panel.page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA');
  });

  test('nothing empty is sent, and Send says that it is unavailable but stays in reach', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    const send = panel.button('Send');
    await panel.composer.fill(' \n ');
    await panel.composer.press('Enter');
    assert.equal(await send.getAttribute('aria-disabled'), 'true');
    await send.focus();
    await panel.page.keyboard.press('Enter');
    await panel.composer.fill('x');
    await panel.settled();
    assert.equal(await send.getAttribute('aria-disabled'), 'false');
    await panel.settled();
    assert.ok(!panel.intents.some((intent) => intent.type === 'send'));
  });

  test('Enter that ends the composition of a character does not send half a word', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.fill('日本');
    await panel.composer.evaluate((field) => {
      const enter = (isComposing: boolean): void => {
        field.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Enter', isComposing, bubbles: true, cancelable: true }),
        );
      };
      field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
      enter(true);
      // Safari's order: the key comes just after the end of the composition.
      field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
      enter(false);
    });
    await panel.settled();
    assert.ok(!panel.intents.some((intent) => intent.type === 'send'));
    assert.equal(await panel.composer.inputValue(), '日本');
  });

  test('while an answer streams, Stop stands in the place of Send and typed text survives Enter', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    const place = await panel.button('Send').boundingBox();
    await panel.send(...scenes.streaming);
    assert.equal(await panel.button('Send').count(), 0);
    assert.deepEqual(await panel.button('Stop').boundingBox(), place);
    await panel.composer.fill('The next question');
    await panel.composer.press('Enter');
    assert.equal(await panel.composer.inputValue(), 'The next question');
    assert.ok(!panel.intents.some((intent) => intent.type === 'send'));
    await panel.button('Stop').click();
    await panel.intent('stop');
    assert.equal(await panel.composer.inputValue(), 'The next question');
  });

  test('Escape stops the answer from anywhere in the panel, and nothing when none streams', async () => {
    const panel = await open();
    await panel.send(...scenes.conversation);
    await panel.composer.press('Escape');
    await panel.send(...scenes.streaming);
    await panel.log.press('Escape');
    await panel.intent('stop');
    assert.equal(panel.intents.filter((intent) => intent.type === 'stop').length, 1);
  });

  test('what is typed reaches the host soon, and at once when the person turns elsewhere', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.pressSequentially('A draft');
    await until('the draft', () =>
      panel.intents.some((intent) => intent.type === 'draftChanged' && intent.text === 'A draft'),
    );
    const before = panel.intents.length;
    await panel.composer.evaluate((field: HTMLTextAreaElement) => {
      field.value = 'A draft, longer';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.blur();
    });
    assert.equal((await panel.intent('draftChanged', before)).text, 'A draft, longer');
  });

  test('no draft follows a message that was sent', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.page.clock.install();
    await panel.composer.fill('Hello');
    await panel.composer.press('Enter');
    await panel.intent('send');
    await panel.composer.blur();
    await panel.page.clock.runFor(10_000);
    const sent = panel.intents.findIndex((intent) => intent.type === 'send');
    assert.deepEqual(panel.intents.slice(sent + 1), []);
  });

  test('a prompt that could not be sent comes back, above what was typed meanwhile', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.fill('First');
    await panel.composer.press('Enter');
    await panel.intent('send');
    await panel.send({ type: 'draftSet', text: 'First' });
    assert.equal(await panel.composer.inputValue(), 'First');
    await panel.composer.press('Enter');
    await panel.composer.pressSequentially('Second');
    await panel.send({ type: 'draftSet', text: 'First' });
    assert.equal(await panel.composer.inputValue(), 'First\n\nSecond');
  });

  test('words typed before the host answers are kept', async () => {
    const panel = await open();
    await panel.composer.pressSequentially('Too early');
    await panel.composer.press('Enter');
    await panel.send(snapshot([], { draft: '' }));
    assert.equal(await panel.composer.inputValue(), 'Too early');
    await panel.composer.press('Enter');
    assert.equal((await panel.intent('send')).text, 'Too early');
  });

  test('a draft of yesterday does not give way to words typed before it is shown, nor do they', async () => {
    const panel = await open();
    await panel.composer.pressSequentially('Too early');
    await panel.composer.blur();
    await panel.load();
    await panel.composer.pressSequentially('And again');
    await panel.send(snapshot([], { draft: 'Dear landlord' }));
    assert.equal(await panel.composer.inputValue(), 'Dear landlord\n\nToo early\n\nAnd again');
    const told = await panel.intent('draftChanged');
    assert.equal(told.text, 'Dear landlord\n\nToo early\n\nAnd again');
    assert.equal(told.conversationId, 'conversation-1');
  });

  test('a draft that VS Code kept late does not come back beside the newer one on disk', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.fill('An older draft');
    await panel.composer.blur();
    await panel.load();
    await panel.send(snapshot([], { draft: 'The newer draft' }));
    assert.equal(await panel.composer.inputValue(), 'The newer draft');
    await panel.composer.fill('The newer draft goes on');
    await panel.composer.blur();
    await panel.load();
    await panel.send(snapshot([], { draft: 'The newer draft' }));
    assert.equal(await panel.composer.inputValue(), 'The newer draft goes on');
  });

  test('the last letters before another conversation opens are told for the one they were typed in', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.page.clock.install();
    await panel.composer.pressSequentially('Last words');
    await panel.page.evaluate(
      (message) => window.postMessage(message, '*'),
      snapshot([], { conversationId: 'conversation-2', draft: '' }),
    );
    const { conversationId, text } = await panel.intent('draftChanged');
    assert.deepEqual([conversationId, text], ['conversation-1', 'Last words']);
    assert.equal(await panel.composer.inputValue(), '');
  });

  test('a message that never reached the host comes back with the panel, one that did does not', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.fill('Lost?');
    await panel.composer.press('Enter');
    await panel.intent('send');
    await panel.load();
    await panel.send(snapshot([]));
    assert.equal(await panel.composer.inputValue(), 'Lost?');
    await panel.composer.press('Enter');
    await panel.load();
    await panel.send(snapshot([userMessage('u1', 'Lost?')]));
    assert.equal(await panel.composer.inputValue(), '');
  });

  test('what is too long for the host stays in the composer, and it is said why', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    const length = await panel.composer.evaluate((field: HTMLTextAreaElement) => {
      // What VS Code keeps of a panel may be larger than what a page keeps.
      Storage.prototype.setItem = () => undefined;
      // Laying out so much text takes Chromium longer than a test may.
      field.style.display = 'none';
      field.value = 'x'.repeat(10_000_001);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
      return field.value.length;
    });
    assert.equal(length, 10_000_001);
    assert.ok(await panel.page.getByText('too long').first().isVisible());
    assert.ok(!panel.intents.some((intent) => intent.type === 'send'));
  });

  test('another conversation brings its own draft, the same one keeps what is being typed', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.pressSequentially('Mine');
    await panel.send(snapshot([], { draft: 'Mi' }));
    assert.equal(await panel.composer.inputValue(), 'Mine');
    const before = panel.intents.length;
    await panel.send(snapshot([], { draft: 'Mine, longer' }));
    assert.equal(await panel.composer.inputValue(), 'Mine, longer');
    // What stands in the composer is what the host has, whoever had the last word.
    await until('the host to know', () =>
      panel.intents
        .slice(before)
        .some((intent) => intent.type === 'draftChanged' && intent.text === 'Mine, longer'),
    );
    await panel.send(snapshot([], { conversationId: 'conversation-2', draft: 'Other' }));
    assert.equal(await panel.composer.inputValue(), 'Other');
  });

  test('it grows with its text to a third of the panel and then scrolls', async () => {
    const panel = await open({ height: 600 });
    await panel.send(...scenes.empty);
    const height = async (): Promise<number> => (await panel.composer.boundingBox())?.height ?? 0;
    const one = await height();
    await panel.composer.fill('a\nb\nc');
    assert.ok((await height()) > one * 1.8);
    await panel.composer.fill('line\n'.repeat(100));
    assert.ok((await height()) <= 200);
    assert.ok(await panel.log.isVisible());
  });

  test('an example fills the composer and waits for the person to send it', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.page.getByRole('button', { name: /mortgage/ }).click();
    assert.match(await panel.composer.inputValue(), /mortgage/);
    assert.ok(!panel.intents.some((intent) => intent.type === 'send'));
  });

  test('attachments can be taken out again, and the buttons ask the host', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.send({
      type: 'attachmentsChanged',
      attachments: [{ id: 'a1', label: 'notes.md', size: 'about 40 words' }],
    });
    await panel.button('Remove notes.md').click();
    assert.equal((await panel.intent('removeAttachment')).attachmentId, 'a1');
    await panel.button('Attach').click();
    await panel.intent('attach');
    await panel.button('New chat').click();
    await panel.intent('newChat');
    await panel.page.getByRole('button', { name: /^Model:/ }).click();
    await panel.intent('selectModel');
  });

  test('without a token there is one sentence and one button, and a draft can be typed all the same', async () => {
    const panel = await open();
    await panel.send(...scenes.noToken);
    await panel.button('Set token').click();
    await panel.intent('signIn');
    await panel.composer.fill('Kept');
    await panel.send({ type: 'statusChanged', status: readyStatus });
    assert.equal(await panel.button('Set token').count(), 0);
    assert.equal(await panel.composer.inputValue(), 'Kept');
  });

  test('a setting that cannot be used is said above the conversation, with the button that opens it', async () => {
    const panel = await open();
    const notice = 'The setting “huggingphaze.temperature” is not used: it must be a number from 0 to 2.';
    await panel.send(snapshot([], { status: { ...readyStatus, notice, noticeOpensSettings: true } }));
    await panel.page.getByText(notice).waitFor();
    await panel.button('Open settings').click();
    await panel.intent('openSettings');
    await panel.send({ type: 'statusChanged', status: { ...readyStatus, notice: 'The disk is full.' } });
    await panel.page.getByText('The disk is full.').waitFor();
    assert.equal(await panel.button('Open settings').count(), 0);
  });

  test('a hidden panel comes back with its draft and its place', async () => {
    const panel = await open();
    const messages = Array.from({ length: 60 }, (_, index) =>
      index % 2 === 0
        ? userMessage(`u${index}`, `Question ${index}`)
        : answer(`m${index}`, `Answer ${index}. `.repeat(40)),
    );
    await panel.send(snapshot(messages));
    await panel.composer.fill('Unsent');
    await panel.log.hover();
    await panel.page.mouse.wheel(0, -1500);
    const seen = async (): Promise<string> =>
      panel.log.evaluate((log) => {
        const top = log.getBoundingClientRect().top;
        const first = [...log.querySelectorAll('[data-message-id]')].find(
          (element) => element.getBoundingClientRect().bottom > top,
        );
        return `${first?.getAttribute('data-message-id') ?? ''} ${Math.round((first?.getBoundingClientRect().top ?? 0) - top)}`;
      });
    await until('the place to be remembered', async () =>
      panel.page.evaluate(() => (sessionStorage.getItem('state') ?? '').includes('place')),
    );
    await panel.settled();
    const before = await seen();
    await panel.load();
    await panel.send(snapshot(messages));
    await until('the same place', async () => (await seen()) === before);
    assert.equal(await panel.composer.inputValue(), 'Unsent');
    assert.ok(await panel.button('Scroll to latest').isVisible());
  });
});
