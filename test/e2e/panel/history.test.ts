import assert from 'node:assert/strict';
import type { HostMessage, ViewIntent } from '../../../src/protocol';
import {
  conversations,
  deletedConversations,
  item,
  someConversations,
} from '../../support/panel/historyItems';
import type { PanelOptions, PanelPage } from '../../support/panel/panelPage';
import { scenes } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import { until } from '../../support/workbench/until';

suite('The history of chats in the panel', () => {
  const { open } = usePanel();

  /** A panel that shows the history, with these conversations in it. */
  async function opened(
    items = someConversations,
    options: PanelOptions = {},
    changes: Partial<Extract<HostMessage, { readonly type: 'conversations' }>> = {},
  ): Promise<PanelPage> {
    const panel = await open(options);
    await panel.send(...scenes.conversation, { type: 'showHistory' });
    const asked = await panel.intent('listConversations');
    assert.deepEqual([asked.query, asked.offset], ['', 0]);
    await panel.send(conversations(asked.request, items, changes));
    return panel;
  }

  const search = (panel: PanelPage): ReturnType<PanelPage['button']> =>
    panel.page.getByRole('searchbox', { name: 'Search chats' });

  /** The name of what has the keyboard. */
  const focused = async (panel: PanelPage): Promise<string> =>
    panel.page.evaluate(() => {
      const element = document.activeElement;
      return (
        element?.getAttribute('aria-label') ?? element?.querySelector('.history-title')?.textContent ?? ''
      );
    });

  const press = async (panel: PanelPage, ...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.press(key);
    await panel.settled();
  };

  /** Answers the panel's next question for the list. */
  async function answerNext(panel: PanelPage, from: number, items: typeof someConversations): Promise<void> {
    const { request } = await panel.intent('listConversations', from);
    await panel.send(conversations(request, items));
  }

  test('conversations stand by day, the open one is marked and an answer on its way is said', async () => {
    const panel = await opened();
    const headings = await panel.page.getByRole('heading', { level: 3 }).allInnerTexts();
    assert.deepEqual(headings, ['Pinned', 'Today', 'Yesterday', 'June 2026']);
    const current = panel.page.locator('[aria-current="true"]');
    assert.match(await current.innerText(), /A letter to the landlord/);
    await panel.page.getByRole('button', { name: /How a mortgage works.*answering now/s }).waitFor();
    assert.equal(await panel.composer.isVisible(), false);
  });

  test('Escape and Back give the chat back as it was, with the keyboard in the composer', async () => {
    for (const leave of [
      async (panel: PanelPage): Promise<void> => press(panel, 'Escape'),
      async (panel: PanelPage): Promise<void> => panel.button('Back to the chat').click(),
    ]) {
      const panel = await open();
      await panel.send(...scenes.conversation);
      await panel.composer.fill('Half a thought');
      await panel.send({ type: 'showHistory' });
      assert.equal(await focused(panel), 'Search chats');
      await leave(panel);
      await panel.intent('historyClosed');
      await until('the composer', async () => (await focused(panel)) === 'Message');
      assert.equal(await panel.composer.inputValue(), 'Half a thought');
      assert.ok(!panel.intents.some((intent) => intent.type === 'stop'));
    }
  });

  test('everything can be done with the keyboard alone', async () => {
    const panel = await opened();
    await press(panel, 'ArrowDown');
    assert.match(await focused(panel), /^House rules/);
    await press(panel, 'ArrowDown', 'ArrowDown', 'ArrowUp');
    assert.equal(await focused(panel), 'A letter to the landlord');
    await press(panel, 'End');
    assert.equal(await focused(panel), 'A poem about the sea');
    await press(panel, 'Home', 'ArrowUp');
    assert.equal(await focused(panel), 'Search chats');
    await press(panel, 'ArrowDown', 'ArrowDown', 'Tab');
    assert.equal(await focused(panel), 'Pin A letter to the landlord');
    await press(panel, 'Enter');
    assert.deepEqual(await panel.intent('pinConversation'), {
      type: 'pinConversation',
      conversationId: 'c',
      pinned: true,
    });
    await press(panel, 'Shift+Tab', 'Enter');
    assert.equal((await panel.intent('openConversation')).conversationId, 'c');
    await until('the composer', async () => (await focused(panel)) === 'Message');
  });

  test('F2 renames in place: Enter keeps the new title, Escape the old one', async () => {
    const panel = await opened();
    await press(panel, 'ArrowDown', 'ArrowDown', 'F2');
    await press(panel, 'x', 'Escape');
    assert.equal(await focused(panel), 'A letter to the landlord');
    await press(panel, 'F2');
    await panel.page.keyboard.type('To the landlord');
    await press(panel, 'Enter');
    assert.equal(await focused(panel), 'To the landlord');
    assert.deepEqual(
      panel.intents.filter((intent) => intent.type === 'renameConversation'),
      [{ type: 'renameConversation', conversationId: 'c', title: 'To the landlord' }],
    );
  });

  test('Delete deletes at once, says so, and Undo is in reach of the keyboard', async () => {
    const panel = await opened();
    await press(panel, 'ArrowDown', 'ArrowDown', 'Delete');
    assert.deepEqual((await panel.intent('deleteConversations')).conversationIds, ['c']);
    assert.equal(await focused(panel), 'How a mortgage works');
    const sentence = '“A letter to the landlord” was deleted.';
    await panel.send({ type: 'conversationsDeleted', conversationIds: ['c'], sentence });
    await until('the announcement', async () =>
      (await panel.page.locator('[role="status"][aria-live]').innerText()).includes(sentence),
    );
    const before = panel.intents.length;
    await press(panel, 'Control+z');
    assert.deepEqual((await panel.intent('restoreConversations', before)).conversationIds, ['c']);
    assert.equal(await panel.button('Undo').count(), 0);
    // The host then says that the list is another, and the conversation has the keyboard again.
    await panel.send({ type: 'conversationsChanged' });
    await answerNext(panel, before, someConversations);
    assert.equal(await focused(panel), 'A letter to the landlord');

    await press(panel, 'Delete');
    await panel.send({ type: 'conversationsDeleted', conversationIds: ['c'], sentence });
    await panel.button('Undo').press('Enter');
    assert.equal(panel.intents.filter((intent) => intent.type === 'restoreConversations').length, 2);
  });

  test('several are selected and deleted together', async () => {
    const panel = await opened();
    await panel.button('Select several').click();
    await press(panel, 'Space', 'ArrowDown', 'ArrowDown', 'Space');
    await panel.page.getByText('2 selected').waitFor();
    await press(panel, 'Delete');
    assert.deepEqual((await panel.intent('deleteConversations')).conversationIds, ['p', 'a']);
    const rows = panel.page.getByRole('listitem').locator('.history-open');
    await rows.first().click({ modifiers: ['Control'] });
    await rows.nth(2).click({ modifiers: ['Shift'] });
    await panel.page.getByText('3 selected').waitFor();
    await press(panel, 'Escape');
    assert.equal(await panel.page.getByText('selected').count(), 0);
    assert.ok(await search(panel).isVisible(), 'Escape takes one step at a time');
    assert.ok(!panel.intents.some((intent) => intent.type === 'openConversation'));
  });

  test('a chat is exported from its row, by keyboard too', async () => {
    const panel = await opened();
    await press(panel, 'ArrowDown', 'ArrowDown', 'Tab', 'Tab', 'Tab');
    assert.equal(await focused(panel), 'Export A letter to the landlord…');
    await press(panel, 'Enter');
    assert.equal((await panel.intent('exportConversation')).conversationId, 'c');
    assert.ok(await search(panel).isVisible());
  });

  test('Select all means all that the list has, shown or not, and says how many', async () => {
    const panel = await opened(someConversations, {}, { total: 1_234 });
    await press(panel, 'ArrowDown', 'Control+a');
    const asked = await panel.intent('listConversationIds');
    assert.equal(asked.query, '');
    const conversationIds = Array.from({ length: 1_234 }, (_, index) => `c${index}`);
    await panel.send({ type: 'conversationIds', request: asked.request, conversationIds });
    await panel.page.getByText('1,234 selected', { exact: true }).first().waitFor();
    await panel.button('Delete').click();
    assert.equal((await panel.intent('deleteConversations')).conversationIds.length, 1_234);
  });

  test('Select all of what was found means all that is found, and not what is looked for since', async () => {
    const panel = await opened();
    let before = panel.intents.length;
    await search(panel).fill('rent');
    await answerNext(panel, before, someConversations.slice(0, 1));
    await panel.button('Select several').click();
    before = panel.intents.length;
    await panel.button('Select all').click();
    const asked = await panel.intent('listConversationIds');
    assert.equal(asked.query, 'rent');
    await search(panel).fill('rents');
    await panel.intent('listConversations', before);
    await panel.send({ type: 'conversationIds', request: asked.request, conversationIds: ['p', 'x'] });
    await panel.page.getByText('Choose chats').waitFor();
    await panel.button('Select all').click();
    const again = await until('the question for all', () =>
      panel.intents.filter((intent) => intent.type === 'listConversationIds').at(1),
    );
    assert.equal(again.query, 'rents');
    await panel.send({ type: 'conversationIds', request: again.request, conversationIds: ['x'] });
    await panel.page.getByText('1 selected', { exact: true }).first().waitFor();
  });

  test('what was deleted is found again and brought back, by keyboard alone', async () => {
    const panel = await opened();
    await panel.button('Recently deleted').press('Enter');
    const asked = await panel.intent('listDeleted');
    assert.deepEqual([asked.offset, asked.count], [0, 100]);
    await panel.send(deletedConversations(asked.request));
    await panel.page.getByRole('heading', { name: 'November' }).waitFor();
    await panel.page.getByText('3 November · 7 days left').waitFor();
    assert.equal(await search(panel).isVisible(), false);
    await press(panel, 'Tab', 'Tab', 'ArrowDown');
    assert.equal(await focused(panel), 'Restore Names for a kitten');
    const before = panel.intents.length;
    await press(panel, 'Enter');
    assert.deepEqual((await panel.intent('restoreConversations')).conversationIds, ['d2']);
    assert.equal(await focused(panel), 'Restore A complaint to the railway company');
    // The host says that the lists are others.
    await panel.send({ type: 'conversationsChanged' });
    await panel.intent('listConversations', before);
    const again = await panel.intent('listDeleted', before);
    await panel.send(deletedConversations(again.request, []));
    await panel.page.getByText('Nothing was deleted in the last 30 days.').waitFor();
    await press(panel, 'Escape');
    await until('the keyboard on the button', async () => (await focused(panel)) === 'Recently deleted');
    assert.ok(await search(panel).isVisible());
  });

  test('all that was deleted comes back at one press', async () => {
    const panel = await opened();
    await panel.button('Recently deleted').click();
    await panel.send(deletedConversations((await panel.intent('listDeleted')).request));
    await panel.button('Restore all 2').click();
    await panel.intent('restoreAllDeleted');
    await search(panel).waitFor();
  });

  test('what is typed is searched for, only the latest answer counts, and what was found is marked', async () => {
    const panel = await opened();
    const before = panel.intents.length;
    await search(panel).fill('hea');
    const early = await panel.intent('listConversations', before);
    await search(panel).fill('heating');
    const late = await until('the second search', () =>
      panel.intents
        .slice(before)
        .find(
          (intent): intent is Extract<ViewIntent, { type: 'listConversations' }> =>
            intent.type === 'listConversations' && intent.query === 'heating',
        ),
    );
    await panel.send(
      conversations(late.request, [
        item('1', '<b>heating</b>', { titleRanges: [[3, 10]] }),
        item('2', 'A letter', {
          snippet: { text: 'The <img src=x onerror=alert(1)> heating is cold', ranges: [[33, 40]] },
        }),
      ]),
      conversations(early.request, someConversations),
    );
    const rows = panel.page.getByRole('listitem');
    assert.equal(await rows.count(), 2);
    assert.deepEqual(await panel.page.locator('mark').allInnerTexts(), ['heating', 'heating']);
    assert.match(await rows.nth(0).innerText(), /^<b>heating<\/b>/);
    assert.equal(await panel.page.locator('.history img, .history b').count(), 0);
    await panel.page.getByText('2 chats found').waitFor({ state: 'attached' });

    await search(panel).fill('nowhere');
    await answerNext(panel, panel.intents.length, []);
    await panel.page.getByText('Nothing was found for “nowhere”.').waitFor();
    await press(panel, 'Escape');
    assert.equal(await search(panel).inputValue(), '');
  });

  test('ten thousand conversations come in portions, as far as one scrolls', async () => {
    const all = Array.from({ length: 10_000 }, (_, index) => item(`c${index}`, `Chat number ${index}`));
    const panel = await opened(all.slice(0, 100), {}, { total: 10_000 });
    const rows = panel.page.getByRole('listitem');
    assert.equal(await rows.count(), 100);
    let answered = 0;
    for (const expected of [100, 200]) {
      await rows.last().locator('.history-open').focus();
      await rows.last().scrollIntoViewIfNeeded();
      const asked = await until('the next portion', () =>
        panel.intents
          .filter((intent) => intent.type === 'listConversations')
          .find((intent) => intent.offset === expected && intent.request > answered),
      );
      answered = asked.request;
      const items = all.slice(asked.offset, asked.offset + asked.count);
      await panel.send(conversations(asked.request, items, { offset: asked.offset, total: 10_000 }));
      assert.equal(await rows.count(), expected + 100);
    }
    assert.ok(panel.intents.filter((intent) => intent.type === 'listConversations').length <= 4);
  });

  test('a list that another window changed is right again, and the keyboard stays where it was', async () => {
    const panel = await opened();
    await press(panel, 'ArrowDown', 'ArrowDown', 'ArrowDown');
    const before = panel.intents.length;
    await panel.send({ type: 'conversationsChanged' });
    await answerNext(panel, before, [
      item('new', 'From the other window'),
      ...someConversations.filter(({ id }) => id !== 'y'),
    ]);
    assert.equal(await panel.page.getByRole('listitem').count(), 5);
    assert.equal(await focused(panel), 'How a mortgage works');
  });

  test('nothing clips at 300 pixels, however long a title', async () => {
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);
    const panel = await opened([
      item('1', long, { snippet: { text: long.repeat(3), ranges: [] } }),
      item('2', long, { pinned: true, current: true }),
    ]);
    await press(panel, 'ArrowDown');
    const sizes = await panel.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('.history, .history-list')].map(
        ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
      ),
    );
    assert.ok(
      sizes.every((overflow) => overflow <= 0),
      sizes.join(' '),
    );
    await panel.button(`Delete ${long}`).first().waitFor();
  });
});
