import assert from 'node:assert/strict';
import path from 'node:path';
import { repositoryRoot } from '../../scripts/vscode/versions';
import { useMachine } from '../support/workbench/suite';
import { until } from '../support/workbench/until';

// What the other end-to-end tests stand on, tried with an extension of a few lines.
suite('A real VS Code, driven as a person would', () => {
  const machine = useMachine({
    extensionFolder: path.join(repositoryRoot, 'test', 'support', 'workbench', 'probe'),
    files: { 'letter.md': 'Dear Ann,\n\nthank you.\n' },
    settings: { 'probe.colour': 'green', 'probe.address': 'http://127.0.0.1:1' },
    env: { PROBE_GREETING: 'Hello' },
  });

  test('commands, input boxes, pick lists and notifications answer', async () => {
    const window = await machine().openWindow({ openFile: 'letter.md', colorTheme: 'dark' });
    await window.runCommand('Probe: Ask');
    await window.quickInput.opened('What is your name?');
    await window.quickInput.type('Bea');
    await window.quickInput.accept();
    await window.quickInput.opened('Which one?');
    assert.deepEqual(await window.quickInput.items(), ['one', 'two', 'three']);
    await window.quickInput.pick('two');
    await window.notification('Bea chose two').waitFor();
    assert.deepEqual(await window.notifications(), ['Bea chose two']);
    await window.answerNotification('Bea chose two', 'Fine');
    await window.notification('You pressed Fine').waitFor();
    assert.equal(await window.editorText(), 'Dear Ann,\n\nthank you.\n');
    await window.close();
  });

  test('settings, environment and secrets reach the extension and survive a reload', async () => {
    const window = await machine().openWindow();
    await window.runCommand('Probe: Remember');
    await window.notification('green http://127.0.0.1:1 Hello secret').waitFor();
    await window.reload();
    await window.runCommand('Probe: Recall');
    await window.notification('Recalled secret').waitFor();
    await window.close();
  });

  test('a view is opened, narrowed, pressed in, and there again when its extension host was killed', async () => {
    const window = await machine().openWindow();
    await window.openView('Probe');
    await window.setSidebarWidth(300);
    await window.chat.getByRole('button', { name: 'Press' }).click();
    await window.chat.getByRole('button', { name: 'Pressed 1' }).waitFor();
    const frame = await window.chatFrame();
    assert.equal(await frame.title(), 'Probe');
    const [before] = await machine().extensionHostPids();
    await machine().killExtensionHost();
    await until('another extension host', async () => {
      const [now] = await machine().extensionHostPids();
      return now !== undefined && now !== before;
    });
    await window.runCommand('Probe: Recall');
    await window.notification('Recalled secret').waitFor();
    assert.match(await machine().extensionLog(), /Recalled/);
    await window.close();
  });

  test('two windows are open at once', async () => {
    const one = await machine().openWindow();
    const other = await machine().openWindow();
    await until('two extension hosts', async () => (await machine().extensionHostPids()).length === 2);
    await one.close();
    await other.close();
  });
});
