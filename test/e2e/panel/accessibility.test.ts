import assert from 'node:assert/strict';
import {
  conversations,
  deletedConversations,
  item,
  someConversations,
} from '../../support/panel/historyItems';
import { findings } from '../../support/panel/findings';
import type { PanelPage } from '../../support/panel/panelPage';
import { answer, sceneNames, scenes, snapshot, userMessage } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import type { ThemeName } from '../../support/themes';

const themeNames: readonly ThemeName[] = ['light', 'dark', 'high-contrast', 'high-contrast-light'];

suite('A person with a disability can use the panel', () => {
  const { open } = usePanel();

  for (const theme of themeNames) {
    test(`axe finds nothing in any state, theme ${theme}`, async () => {
      const panel = await open({ theme });
      for (const scene of sceneNames) {
        await panel.send(...scenes[scene]);
        if (scene === 'showcase') await panel.page.locator('math').first().waitFor();
        assert.deepEqual(await findings(panel), [], scene);
      }
    });
  }

  for (const theme of themeNames) {
    test(`axe finds nothing in the history, theme ${theme}`, async () => {
      const panel = await open({ theme });
      await panel.send(...scenes.conversation, { type: 'showHistory' });
      const { request } = await panel.intent('listConversations');
      const found = item('f', 'A letter', {
        group: 'July',
        titleRanges: [[0, 1]],
        snippet: { text: 'The heating is cold', ranges: [[4, 11]] },
      });
      await panel.send(conversations(request, [...someConversations, found], { notice: 'History is off.' }), {
        type: 'conversationsDeleted',
        conversationIds: ['x'],
        sentence: '“A poem” was deleted.',
      });
      await panel.page.keyboard.press('ArrowDown');
      assert.deepEqual(await findings(panel), [], 'the list');
      await panel.page.keyboard.press('F2');
      assert.deepEqual(await findings(panel), [], 'renaming');
      await panel.page.keyboard.press('Escape');
      await panel.page.keyboard.press('Control+a');
      const all = await panel.intent('listConversationIds');
      await panel.send({ type: 'conversationIds', request: all.request, conversationIds: ['c', 'a', 'f'] });
      assert.deepEqual(await findings(panel), [], 'all selected');
      await panel.button('Recently deleted').click();
      await panel.send(deletedConversations((await panel.intent('listDeleted')).request));
      assert.deepEqual(await findings(panel), [], 'recently deleted');
    });
  }

  test('axe finds nothing in an answer whose actions are out', async () => {
    const panel = await open({ theme: 'dark' });
    await panel.send(...scenes.conversation);
    await panel.button('Try again').focus();
    assert.deepEqual(await findings(panel), []);
  });

  test('axe finds nothing while a message is edited and a part of an answer is about to be quoted', async () => {
    const panel = await open({ theme: 'light' });
    await panel.send(...scenes.branches);
    await panel.button('Edit').first().click();
    await panel.page.getByText('Dear Ms Fontaine').click({ clickCount: 3 });
    await panel.button('Quote selection').waitFor();
    assert.deepEqual(await findings(panel), []);
  });

  test('everything can be reached and left with Tab alone, in the order in which it stands', async () => {
    const panel = await open();
    await panel.send(...scenes.error);
    await panel.composer.fill('Hello');
    assert.deepEqual(await walk(panel), [
      'Conversation',
      'Copy',
      'Edit',
      'Save as prompt',
      'Delete',
      'Add credits',
      'Choose another model',
      'Try again',
      'Technical details',
      'Copy',
      'Quote',
      'Save as prompt',
      'Delete',
      'Message',
      'Attach',
      'New chat',
      'Model: Qwen3 Coder 480B A35B Instruct with a long name',
      'Send',
    ]);
  });

  test('the keyboard is never left nowhere by a button that goes when it is pressed', async () => {
    const panel = await open({ height: 300 });
    const inComposer = async (): Promise<boolean> =>
      panel.composer.evaluate((field) => document.activeElement === field);
    await panel.send(
      snapshot([userMessage('u1', 'Why?'), answer('a1', 'Because '.repeat(400), { state: 'cut-off' })], {
        attachments: [{ id: 'x', label: 'letter.md', size: '7 words' }],
      }),
    );
    await panel.button('Continue').press('Enter');
    assert.ok(await inComposer(), 'after Continue');
    await panel.button('Remove letter.md').press('Enter');
    await panel.send({ type: 'attachmentsChanged', attachments: [] });
    assert.ok(await inComposer(), 'after Remove');
    await panel.log.press('Home');
    await panel.button('Scroll to latest').press('Enter');
    assert.ok(await panel.log.evaluate((log) => document.activeElement === log), 'after Scroll to latest');
    await panel.button('Try again').press('Enter');
    assert.ok(await inComposer(), 'after Try again');
  });

  test('what has the focus shows it, actions of a message included', async () => {
    const panel = await open();
    await panel.send(...scenes.conversation);
    const copy = panel.page.getByRole('article', { name: 'You' }).getByRole('button', { name: 'Copy' });
    assert.equal(await copy.evaluate(opacityAround), '0');
    await panel.composer.focus();
    await copy.focus();
    assert.equal(await copy.evaluate(opacityAround), '1');
    await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Shift+Tab');
    assert.equal(await copy.evaluate((element) => getComputedStyle(element).outlineStyle), 'solid');
  });

  test('nothing moves for a person who asked for less motion', async () => {
    const panel = await open({ reducedMotion: true });
    await panel.send(...scenes.streaming);
    assert.equal(await panel.page.evaluate(() => document.getAnimations().length), 0);
  });

  test('forced colours keep every button visible', async () => {
    const panel = await open({ forcedColors: true });
    await panel.send(...scenes.error);
    assert.deepEqual(await findings(panel), []);
    const border = await panel.page
      .locator('vscode-button', { hasText: 'Add credits' })
      .evaluate(
        (element) => getComputedStyle(element.shadowRoot?.querySelector('button') ?? element).borderTopStyle,
      );
    assert.equal(border, 'solid');
  });

  for (const width of [300, 500]) {
    test(`nothing clips or scrolls sideways at ${width} px but code, tables and formulas`, async () => {
      const panel = await open({ width });
      for (const scene of sceneNames) {
        await panel.send(...scenes[scene]);
        if (scene === 'showcase') await panel.page.locator('math').first().waitFor();
        assert.deepEqual(await panel.page.evaluate(findOverflow), [], scene);
      }
    });
  }
});

/** Names what has the focus, from the transcript on, until Tab leaves the panel. */
async function walk(panel: PanelPage): Promise<string[]> {
  await panel.log.focus();
  const names: string[] = [];
  for (;;) {
    const name = await panel.page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return '';
      return focused.getAttribute('aria-label') ?? focused.textContent.trim();
    });
    if (name === '' || names.length > 50) return names;
    names.push(name);
    await panel.page.keyboard.press('Tab');
  }
}

function opacityAround(element: Element): string {
  return getComputedStyle(element.closest('.message-actions') ?? element).opacity;
}

/** Elements that stick out of the window or that scroll sideways, but for code, tables and formulas. */
function findOverflow(): string[] {
  const found: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (element.closest('pre, table, math, svg, .visually-hidden, [hidden]')) continue;
    const box = element.getBoundingClientRect();
    const scrolls =
      element.scrollWidth > element.clientWidth && getComputedStyle(element).overflowX === 'auto';
    if (box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5))
      found.push(`sticks out: ${element.tagName}`);
    if (scrolls && !element.querySelector(':scope > :is(table, math)'))
      found.push(`scrolls: ${element.tagName} ${element.className}`);
  }
  return found;
}
