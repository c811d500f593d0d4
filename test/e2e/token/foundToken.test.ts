import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { STANDIN_READ_TOKEN, STANDIN_TOKEN } from '../../standin/tokens';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { ChatPanel } from '../chat/chatPanel';

suite('A person has a token on this computer already', () => {
  const home = mkdtempSync(path.join(tmpdir(), 'huggingphaze-hf-home-'));
  writeFileSync(path.join(home, 'token'), `${STANDIN_READ_TOKEN}\n`);
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/pleasant' },
    env: { HF_TOKEN: STANDIN_TOKEN, HF_HOME: home },
  });

  suiteTeardown('removes the other tool’s folder', () => {
    rmSync(home, { recursive: true });
  });

  async function use(panel: ChatPanel, way: RegExp, token: string): Promise<void> {
    await panel.button('Set token').click();
    await panel.window.quickInput.opened('(1/2)');
    await panel.window.quickInput.pick(way);
    await panel.window.notification('Signed in as sam-standin').waitFor();
    await panel.clearNotifications();
    await panel.answerTo('Hello');
    const asked = machine.standIn().received.findLast(({ method }) => method === 'POST');
    assert.equal(asked?.headers.authorization, `Bearer ${token}`);
    await panel.newChat();
    await panel.window.runCommand('Huggingphaze: Sign Out');
    await panel.button('Set token').waitFor();
    await panel.clearNotifications();
  }

  test('the tokens of HF_TOKEN and huggingface-cli are offered, and neither is taken before it is chosen', async () => {
    const panel = await ChatPanel.open(machine());
    await panel.button('Set token').waitFor();
    const answer = await panel.ask('Hello');
    await panel.becomes('error', answer);
    assert.ok(machine.standIn().received.every(({ headers }) => headers.authorization === undefined));
    await panel.newChat();

    await panel.button('Set token').click();
    await panel.window.quickInput.opened('(1/2)');
    const ways = await panel.window.quickInput.items();
    assert.ok(ways.some((way) => way.includes('HF_TOKEN')));
    assert.ok(ways.some((way) => way.includes('huggingface-cli')));
    assert.ok(!ways.some((way) => way.includes(STANDIN_TOKEN) || way.includes(STANDIN_READ_TOKEN)));
    await panel.window.quickInput.cancel();
    await panel.button('Set token').waitFor();

    await use(panel, /HF_TOKEN/, STANDIN_TOKEN);
    await use(panel, /huggingface-cli/, STANDIN_READ_TOKEN);
  });

  test('a token found that does not work is said not to, and another can be given', async () => {
    writeFileSync(path.join(home, 'token'), 'hf_nobodyKnowsThisOne0000000000000000\n');
    const panel = await ChatPanel.open(machine());
    await panel.button('Set token').click();
    await panel.window.quickInput.opened('(1/2)');
    await panel.window.quickInput.pick(/huggingface-cli/);
    await panel.window.answerNotification('Hugging Face does not know this token', 'Use another token');
    await panel.window.quickInput.opened('(2/2)');
    await panel.window.quickInput.type(STANDIN_TOKEN);
    await panel.window.quickInput.accept();
    await panel.window.notification('Signed in as sam-standin').waitFor();
    await until('the button to be gone', async () => !(await panel.button('Set token').isVisible()));
  });
});
