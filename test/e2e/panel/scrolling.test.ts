import assert from 'node:assert/strict';
import type { HostMessage } from '../../../src/protocol';
import type { PanelPage } from '../../support/panel/panelPage';
import { answer, longConversation, scenes, snapshot, userMessage } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import { until } from '../../support/workbench/until';

const paragraph = 'A sentence of a long answer, long enough to fill a line or two of the panel.\n\n';

suite('Scrolling follows the answer and leaves the reader in peace', () => {
  const { open } = usePanel();

  /** CSS pixels between what is in view and the end. */
  const fromEnd = async (panel: PanelPage): Promise<number> =>
    panel.log.evaluate((log) => log.scrollHeight - log.clientHeight - log.scrollTop);
  const top = async (panel: PanelPage): Promise<number> => panel.log.evaluate((log) => log.scrollTop);
  const grow = async (panel: PanelPage): Promise<void> =>
    panel.send({ type: 'delta', messageId: 'm1', text: paragraph.repeat(3), reasoning: '' });

  const streamingPanel = async (): Promise<PanelPage> => {
    const panel = await open();
    await panel.send(
      snapshot([
        userMessage('u1', 'A long question\n'.repeat(20)),
        answer('m1', paragraph.repeat(20), { state: 'streaming' }),
      ]),
    );
    return panel;
  };

  test('it opens at the end and follows what comes', async () => {
    const panel = await streamingPanel();
    for (let piece = 0; piece < 5; piece++) {
      await grow(panel);
      assert.ok((await fromEnd(panel)) < 2);
    }
    assert.equal(await panel.button('Scroll to latest').count(), 0);
  });

  for (const [means, scrollUp] of [
    [
      'the wheel',
      async (panel: PanelPage) => {
        await panel.log.hover();
        await panel.page.mouse.wheel(0, -200);
      },
    ],
    [
      'the keyboard',
      async (panel: PanelPage) => {
        await panel.log.focus();
        await panel.page.keyboard.press('PageUp');
      },
    ],
    ['the scroll bar', async (panel: PanelPage) => panel.log.evaluate((log) => log.scrollBy(0, -200))],
  ] as const) {
    test(`who scrolls up by ${means} stays there, until they choose to go back`, async () => {
      const panel = await streamingPanel();
      await scrollUp(panel);
      await panel.button('Scroll to latest').waitFor();
      await panel.page.evaluate(
        () =>
          new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
      );
      await until('the scrolling to end', async () => {
        const before = await top(panel);
        await panel.settled();
        return (await top(panel)) === before;
      });
      const place = await top(panel);
      for (let piece = 0; piece < 5; piece++) await grow(panel);
      assert.equal(await top(panel), place);
      await panel.button('Scroll to latest').click();
      await until('the end', async () => (await fromEnd(panel)) < 2);
      await grow(panel);
      assert.ok((await fromEnd(panel)) < 2);
      assert.equal(await panel.button('Scroll to latest').count(), 0);
    });
  }

  test('who scrolls back down to the end follows again', async () => {
    const panel = await streamingPanel();
    await panel.log.evaluate((log) => log.scrollBy(0, -300));
    await panel.button('Scroll to latest').waitFor();
    await panel.log.evaluate((log) => log.scrollBy(0, 3000));
    await until('following', async () => (await panel.button('Scroll to latest').count()) === 0);
    await grow(panel);
    assert.ok((await fromEnd(panel)) < 2);
  });

  test('a panel that changes its size keeps the end in sight', async () => {
    const panel = await streamingPanel();
    for (const size of [
      { width: 500, height: 640 },
      { width: 300, height: 400 },
      { width: 420, height: 900 },
    ]) {
      await panel.page.setViewportSize(size);
      await panel.settled();
      assert.ok((await fromEnd(panel)) < 2, JSON.stringify(size));
    }
    await panel.composer.fill('a\n'.repeat(8));
    await panel.settled();
    assert.ok((await fromEnd(panel)) < 2);
  });

  test('what one sends comes into view, wherever one was', async () => {
    const panel = await open();
    await panel.send(longConversation(40));
    await panel.log.evaluate((log) => log.scrollBy(0, -2000));
    await panel.button('Scroll to latest').waitFor();
    await panel.composer.fill('And now?');
    await panel.composer.press('Enter');
    await panel.send({ type: 'messageAdded', message: userMessage('new', 'And now?') });
    await until('the end', async () => (await fromEnd(panel)) < 2);
  });

  test('a conversation of 1,000 messages shows its end at once and all of it in the end', async function () {
    this.timeout(120_000);
    const panel = await open();
    await panel.send(longConversation(1000));
    assert.ok((await panel.page.getByRole('article').count()) < 100);
    await panel.page.getByText('Answer 500.').waitFor();
    const all = async (): Promise<boolean> => (await panel.page.locator('article').count()) === 1000;
    await until('all messages', all, 60_000);
    await panel.settled();
    assert.ok((await fromEnd(panel)) < 2);
  });

  test('an answer that streams in a conversation just opened is not held up by what is older', async () => {
    const panel = await open();
    const made = async (): Promise<number> => panel.page.locator('article').count();
    const streaming = (): HostMessage => {
      const conversation = longConversation(200);
      if (conversation.type !== 'snapshot') throw new Error('A conversation is a snapshot.');
      const messages = conversation.messages.slice(0, -1);
      return {
        ...conversation,
        messages: [...messages, answer('newest', 'And then', { state: 'streaming' })],
      };
    };
    await panel.send(streaming());
    const atOnce = await made();
    await idleMoments(panel, 10);
    assert.equal(await made(), atOnce);
    await panel.log.evaluate((log) => log.scrollTo(0, 0));
    await until('more, for who scrolls up', async () => (await made()) > atOnce);
    await panel.button('Scroll to latest').click();
    await panel.send({ type: 'answerChanged', message: answer('newest', 'And then', { state: 'done' }) });
    await until('all messages', async () => (await made()) === 200);
  });

  test('what is older comes when the answer that held it up has ended, also for who never scrolled', async () => {
    const panel = await open();
    const conversation = longConversation(200);
    if (conversation.type !== 'snapshot') throw new Error('A conversation is a snapshot.');
    const newest = answer('newest', 'And then', { state: 'streaming' });
    await panel.send({ ...conversation, messages: [...conversation.messages.slice(0, -1), newest] });
    await idleMoments(panel, 3);
    assert.ok((await panel.page.locator('article').count()) < 200);
    await panel.send({ type: 'answerChanged', message: answer('newest', 'And then', { state: 'done' }) });
    await until('all messages', async () => (await panel.page.locator('article').count()) === 200);
  });

  test('older messages that are still coming do not move what one reads', async () => {
    const panel = await open();
    await panel.send(longConversation(400));
    // In one go: between scrolling and looking, older messages could come.
    const before = await panel.log.evaluate((log) => {
      log.scrollTo(0, 0);
      const first = [...log.querySelectorAll('[data-message-id]')][0];
      return {
        id: first?.getAttribute('data-message-id') ?? '',
        top: first?.getBoundingClientRect().top ?? 0,
      };
    });
    await until('all messages', async () => (await panel.page.locator('article').count()) === 400);
    const top = async (): Promise<number> =>
      panel.log
        .locator(`[data-message-id="${before.id}"]`)
        .evaluate((element) => element.getBoundingClientRect().top);
    await until('the same place', async () => Math.abs((await top()) - before.top) <= 1);
    await panel.settled();
    assert.ok(Math.abs((await top()) - before.top) <= 1, `${await top()} instead of ${before.top}`);
  });

  test('an empty conversation has nothing to scroll to', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    assert.equal(await panel.button('Scroll to latest').count(), 0);
    assert.ok((await fromEnd(panel)) < 2);
  });
});

/** Waits until the page has had nothing to do so many times. */
async function idleMoments(panel: PanelPage, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1)
    await panel.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}
