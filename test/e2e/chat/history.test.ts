import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';

suite('Earlier chats are found and kept in order', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/pleasant', 'huggingphaze.betterTitles': true },
  });
  let panel: ChatPanel;

  suiteSetup('opens the chat, signs in and asks two questions', async () => {
    panel = await ChatPanel.open(machine());
    await panel.signIn();
    machine.standIn().configure({ tokensPerSecond: 1000 });
    await panel.answerTo('Why are plums so expensive this autumn?');
    await panel.newChat();
    await panel.answerTo('What is the capital of France?');
  });

  test('a chat is found by a word of its answer, under the title that the model gave it, by keyboard alone', async () => {
    await panel.openHistory();
    await panel.historyRow('Plums expensive autumn').waitFor();
    // It stands in the answer only.
    await panel.search.fill('smallest next step');
    await panel.window.chat.locator('mark').first().waitFor();
    await panel.historyRow('Plums expensive autumn').waitFor();
    await until('one row', async () => (await panel.window.chat.locator('.history-row').count()) === 1);
    await panel.search.press('ArrowDown');
    await panel.window.page.keyboard.press('Enter');
    await panel.articles.first().getByText('Why are plums so expensive this autumn?').waitFor();
    await until('the keyboard in the composer', async () =>
      panel.composer.evaluate((field) => field === document.activeElement),
    );
  });

  test('a new name is kept, and a deleted chat comes back by Undo', async () => {
    await panel.openHistory();
    const row = panel.historyRow('Plums expensive autumn');
    await row.focus();
    await row.press('F2');
    await panel.window.chat.getByRole('textbox', { name: 'Title' }).fill('Plums');
    await panel.window.page.keyboard.press('Enter');
    await panel.historyRow('Plums').waitFor();
    await panel.historyRow('Plums').press('Delete');
    await panel.window.chat.getByText('“Plums” was deleted.').first().waitFor();
    assert.equal(await panel.historyRow('Plums').count(), 0);
    await panel.button('Undo').press('Enter');
    await panel.historyRow('Plums').waitFor();
    await panel.search.press('Escape');
    await panel.reload();
    await panel.openHistory();
    await panel.historyRow('Plums').click();
    await panel.articles.nth(1).waitFor();
  });

  test('a deleted chat is brought back after the list was left, and one is exported from its row', async () => {
    await panel.openHistory();
    await panel.historyRow('Plums').press('Delete');
    await panel.window.chat.getByText('“Plums” was deleted.').first().waitFor();
    await panel.search.press('Escape');
    await panel.reload();
    await panel.openHistory();
    assert.equal(await panel.historyRow('Plums').count(), 0);
    await panel.button('Recently deleted').press('Enter');
    await panel.button('Restore Plums').press('Enter');
    await panel.window.chat.getByText('Nothing was deleted in the last 30 days.').waitFor();
    await panel.button('Back to the list').press('Enter');
    await panel.historyRow('Plums').focus();
    await panel.button('Export Plums…').press('Enter');
    const { quickInput } = panel.window;
    await quickInput.opened('Export Chat');
    await quickInput.item(/JSON/).waitFor();
    await quickInput.cancel();
    await until('the keyboard on its row', async () =>
      panel.historyRow('Plums').evaluate((row) => row === document.activeElement && document.hasFocus()),
    );
    await panel.search.press('Escape');
  });

  test('what another window did is in the list when it is shown', async () => {
    const other = await ChatPanel.open(machine(), { folder: null });
    await other.answerTo('Hello from elsewhere');
    await panel.openHistory();
    await panel.historyRow('Hello').waitFor();
    await panel.search.press('Escape');
    await other.window.close();
  });

  test('without history, it is said, and nothing of a chat reaches the disk', async () => {
    await machine().changeSettings({ 'huggingphaze.keepHistory': false });
    await panel.newChat();
    await panel.window.chat.getByText('History is off, so this chat is not kept').waitFor();
    const before = await chatFiles();
    await panel.answerTo('This is nobody else’s business');
    await panel.newChat();
    await panel.openChat('This');
    await panel.articles.nth(1).waitFor();
    assert.deepEqual(await chatFiles(), before);
    await machine().changeSettings({ 'huggingphaze.keepHistory': true });
    await panel.newChat();
  });

  test('Delete All Chats… asks first and then leaves nothing', async () => {
    const deleteAll = async (button: string): Promise<void> => {
      await panel.window.runCommand('Huggingphaze: Delete All Chats…');
      await panel.window.dialog('Delete all chats for good?').getByRole('button', { name: button }).click();
    };
    await deleteAll('Cancel');
    assert.notDeepEqual(await chatFiles(), []);
    await deleteAll('Delete All Chats');
    await panel.window.notification('All chats were deleted.').waitFor();
    assert.deepEqual(await chatFiles(), []);
    await panel.openHistory();
    await panel.window.chat.getByText('There is no chat yet.').waitFor();
  });

  async function chatFiles(): Promise<readonly string[]> {
    const storage = ['data', 'User', 'globalStorage', 'huggingphaze.huggingphaze', 'conversations'];
    const folder = path.join(machine().server.dataFolder, ...storage);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  }
});
