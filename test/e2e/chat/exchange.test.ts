import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from './chatPanel';

const message = (id: string, role: string, text: string, parent: string | null): object => ({
  id,
  parent,
  children: [],
  message: { author: { role }, content: { content_type: 'text', parts: [text] } },
});

const fromChatGpt = JSON.stringify([
  {
    title: 'Bread',
    conversation_id: 'bread',
    current_node: 'a',
    mapping: {
      q: message('q', 'user', 'How do I bake bread?', null),
      a: message('a', 'assistant', 'Slowly.', 'q'),
    },
  },
]);

suite('Chats leave and come in', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/pleasant' },
    files: { 'conversations.json': fromChatGpt },
  });
  let panel: ChatPanel;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine());
    await panel.signIn();
  });

  setup(() => {
    machine.standIn().reset();
    machine.standIn().configure({ tokensPerSecond: 1000 });
  });

  /** Takes the name that VS Code's file dialog proposes; where VS Code runs in a browser, that is a quick input. */
  async function takeProposal(title: string, name: RegExp): Promise<void> {
    const { quickInput } = panel.window;
    await quickInput.opened(title);
    await until('the proposed name', async () => name.test(await quickInput.input.inputValue()));
    await quickInput.accept();
    await quickInput.closed();
  }

  async function choose(title: string, name: RegExp): Promise<void> {
    const { quickInput } = panel.window;
    await quickInput.opened(title);
    await quickInput.pick(name);
  }

  test('a chat is exported as a text, which opens from the message about it', async () => {
    const { window } = panel;
    await panel.answerTo('Hello, who are you?');
    await window.runCommand('Huggingphaze: Export Chat…');
    await choose('Export Chat', /Markdown/);
    await takeProposal('Export Chat', /\/Hello, who are you\.md$/);
    await window.answerNotification('“Hello, who are you?” was exported.', 'Open');
    await window.editorTab(/Hello, who are you\.md/).waitFor();
    const text = await readFile(path.join(machine().folder, 'Hello, who are you.md'), 'utf8');
    assert.match(text, /^# Hello, who are you\?\n\n_2 messages, last changed on /);
    assert.match(text, /\n## You\n/);
  });

  test('all chats, exported as JSON, are here already when they are imported again', async () => {
    const { window } = panel;
    await window.runCommand('Huggingphaze: Export All Chats…');
    await choose('Export All Chats', /JSON/);
    await takeProposal('Export All Chats', /\/Huggingphaze chats [\d-]+\.json$/);
    await window.notification('1 chat was exported.').waitFor();
    await window.runCommand('Huggingphaze: Import Chats…');
    await choose('Import Chats', /^Huggingphaze chats/);
    await window.notification('1 chat was already here; nothing was changed.').waitFor();
  });

  test('a chat from elsewhere is imported and opened, and can be gone on with', async () => {
    const { window } = panel;
    await window.runCommand('Huggingphaze: Import Chats…');
    await choose('Import Chats', /^conversations\.json/);
    await window.answerNotification('1 chat imported.', 'Open');
    await panel.articles.first().getByText('How do I bake bread?').waitFor();
    await panel.articles.last().getByText('Slowly.').waitFor();
    await panel.answerTo('Thanks!');
    assert.equal(await panel.articles.count(), 4);
  });
});
