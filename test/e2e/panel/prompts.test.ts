import assert from 'node:assert/strict';
import { findings } from '../../support/panel/findings';
import type { PanelPage } from '../../support/panel/panelPage';
import { answer, prompts, scenes, snapshot, userMessage } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import { until } from '../../support/workbench/until';

suite('A / at the beginning of a message', () => {
  const { open } = usePanel();

  /** Types into the composer and has the host answer what it asks for. */
  async function typed(panel: PanelPage, text: string, query: string, found = prompts): Promise<void> {
    await panel.composer.pressSequentially(text);
    await until('the question', () =>
      panel.intents.some((intent) => intent.type === 'findPrompts' && intent.query === query),
    );
    await panel.send({ type: 'promptsFound', query, prompts: found });
  }

  test('lists prompts, which arrows and Tab complete; a second Enter sends it', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await typed(panel, '/s', 's');
    const list = panel.page.getByRole('listbox', { name: 'Prompts' });
    assert.equal(await list.getByRole('option').count(), prompts.length);
    await panel.page.keyboard.press('ArrowDown');
    const active = await panel.composer.getAttribute('aria-activedescendant');
    const option = panel.page.locator(`#${active ?? ''}`);
    assert.match(await option.innerText(), /^\s*\/fix-grammar/);
    assert.equal(await option.getAttribute('aria-selected'), 'true');
    await panel.page.keyboard.press('Tab');
    assert.equal(await panel.composer.inputValue(), '/fix-grammar ');
    assert.equal(await list.count(), 0);
    assert.ok(!panel.intents.some(({ type }) => type === 'send'));
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.intent('send')).text, '/fix-grammar ');
  });

  test('Enter completes what is half typed, and sends what is complete', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await typed(panel, '/sho', 'sho', prompts.slice(2, 3));
    await panel.page.keyboard.press('Enter');
    assert.equal(await panel.composer.inputValue(), '/shorter ');
    await panel.composer.fill('');
    await typed(panel, '/shorter', 'shorter', prompts.slice(2, 3));
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.intent('send')).text, '/shorter');
  });

  test('who types faster than the list is found sends what they typed, not what the list had a moment ago', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await typed(panel, '/s', 's');
    await panel.composer.pressSequentially('ummary');
    const options = panel.page.getByRole('listbox', { name: 'Prompts' }).getByRole('option');
    assert.deepEqual(await options.count(), 1, 'only what still fits');
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.intent('send')).text, '/summary');
    await panel.composer.fill('');
    await typed(panel, '/', '');
    await panel.composer.pressSequentially('nobody');
    assert.equal(await options.count(), 0);
    await panel.page.keyboard.press('Enter');
    await until('the message', () =>
      panel.intents.some((intent) => intent.type === 'send' && intent.text === '/nobody'),
    );
  });

  test('Escape leaves the list and keeps the text', async () => {
    const panel = await open();
    await panel.send(...scenes.streaming);
    await typed(panel, '/', '');
    await panel.page.keyboard.press('Escape');
    await panel.composer.pressSequentially('usr');
    await panel.settled();
    assert.equal(await panel.page.getByRole('option').count(), 0);
    assert.equal(await panel.composer.inputValue(), '/usr');
    assert.ok(!panel.intents.some(({ type }) => type === 'stop'));
  });

  test('a slash in an ordinary text is left alone, whatever the host would find', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    for (const text of ['/usr/bin', 'and/or', '1/2/2026 ', ' /summary', 'see\n/summary', '/ x']) {
      await panel.composer.fill('');
      await panel.settled();
      const before = panel.intents.length;
      await panel.composer.fill(text);
      await panel.settled();
      assert.ok(!panel.intents.slice(before).some(({ type }) => type === 'findPrompts'), text);
    }
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.intent('send')).text, '/ x');
  });

  test('any message can be saved as a prompt, and of a short one all that was sent be shown', async () => {
    const panel = await open();
    await panel.send(...scenes.prompts);
    await panel.page.getByRole('article', { name: 'You' }).hover();
    await panel.button('Show what was sent').click();
    assert.equal((await panel.intent('showSentText')).messageId, 'u1');
    await panel.send(snapshot([userMessage('u1', 'Hello'), answer('m1', 'Hello!')]));
    assert.equal(await panel.button('Show what was sent').count(), 0);
    const articles = panel.page.getByRole('article');
    for (const [index, messageId] of ['u1', 'm1'].entries()) {
      await articles.nth(index).getByRole('button', { name: 'Save as prompt' }).focus();
      await panel.page.keyboard.press('Enter');
      await until('the wish', () =>
        panel.intents.some((intent) => intent.type === 'savePrompt' && intent.messageId === messageId),
      );
    }
  });

  test('axe finds nothing in the list, and nothing clips at 300 px', async () => {
    for (const theme of ['light', 'dark', 'high-contrast'] as const) {
      const panel = await open({ theme });
      await panel.send(...scenes.prompts);
      await typed(panel, '/', '');
      assert.deepEqual(await findings(panel), []);
      const width = await panel.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 300);
    }
  });
});
