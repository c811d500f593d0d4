import assert from 'node:assert/strict';
import type { PanelPage } from '../../support/panel/panelPage';
import { answer, snapshot, userMessage } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';

const question = userMessage('u1', 'A question');

suite('What a model writes is shown as it meant it', () => {
  const { open } = usePanel();

  async function streaming(panel: PanelPage, text: string): Promise<void> {
    await panel.send(snapshot([question, answer('m1', text, { state: 'streaming' })]));
  }

  test('a formula is set under the panel’s policy, and a wide one scrolls inside itself', async () => {
    const panel = await open({ width: 300 });
    await streaming(panel, 'So $x^2$ is it:\n\n$$\n');
    await panel.page.locator('math').waitFor();
    const sum = Array.from({ length: 40 }, (_, index) => `x_{${index}}`).join(' + ');
    await panel.send({ type: 'delta', messageId: 'm1', text: `${sum}\n$$\n\nWell.`, reasoning: '' });
    const wide = panel.page.getByRole('group', { name: 'Formula' });
    assert.ok(await wide.evaluate((element) => element.scrollWidth > element.clientWidth));
    assert.equal(await panel.page.evaluate(() => document.documentElement.scrollWidth), 300);
    await wide.focus();
    assert.ok(await wide.evaluate((element) => element === document.activeElement));
  });

  test('a footnote leads to its note and back by keyboard, and the page stays where it is', async () => {
    const panel = await open({ width: 300, height: 400 });
    const middle = 'Some words in between.\n\n'.repeat(30);
    await panel.send(
      snapshot([question, answer('m1', `Said here[^1].\n\n${middle}[^1]: And more of it there.\n`)]),
    );
    const reference = panel.page.getByRole('link', { name: 'Footnote 1', exact: true });
    await reference.focus();
    await panel.page.keyboard.press('Enter');
    await panel.page.getByText('And more of it there.').waitFor();
    const note = panel.page.getByLabel('Footnote 1', { exact: true }).and(panel.page.locator('div'));
    assert.ok(await note.evaluate((element) => element === document.activeElement));
    await panel.page.keyboard.press('Tab');
    await panel.page.keyboard.press('Enter');
    assert.ok(await reference.evaluate((element) => element === document.activeElement));
    const { top, bottom } = await reference.evaluate((element) => {
      const box = element.getBoundingClientRect();
      return { top: box.top, bottom: window.innerHeight - box.bottom };
    });
    assert.ok(top >= 0 && bottom >= 0, 'the reference is in sight');
    assert.deepEqual(
      panel.intents.filter((intent) => intent.type === 'openLink'),
      [],
    );
  });

  test('words selected by mouse stay selected while the answer goes on', async () => {
    const panel = await open({ width: 500 });
    await streaming(panel, 'The words in the middle are **good** ones');
    const words = panel.page.locator('.answer-text p');
    const box = await words.boundingBox();
    assert.ok(box);
    await panel.page.mouse.move(box.x + 2, box.y + box.height / 2);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + 150, box.y + box.height / 2, { steps: 4 });
    await panel.page.mouse.up();
    const selected = (): Promise<string> => panel.page.evaluate(() => String(document.getSelection()));
    const before = await selected();
    assert.match(before, /^The words/);
    for (const text of [' and more', ' of them.\n\nNext', ' paragraph\n\n- a list\n', '- goes on\n\n']) {
      await panel.send({ type: 'delta', messageId: 'm1', text, reasoning: '' });
      assert.equal(await selected(), before);
    }
    await panel.send({ type: 'answerChanged', message: answer('m1', '') });
    assert.equal(await selected(), before);
  });

  test('what is selected and copied is free of labels and buttons', async () => {
    const panel = await open({ width: 500 });
    await panel.send(snapshot([question, answer('m1', '- one\n- two\n\n```js\nlet a;\n```\n')]));
    await panel.page.getByRole('button', { name: 'Insert at cursor' }).waitFor();
    const copied = await panel.page.evaluate(() => {
      const answered = document.querySelector('.answer-text');
      if (answered) document.getSelection()?.selectAllChildren(answered);
      const event = new ClipboardEvent('copy', {
        bubbles: true,
        cancelable: true,
        clipboardData: new DataTransfer(),
      });
      answered?.dispatchEvent(event);
      return ['text/plain', 'text/html'].map((type) => event.clipboardData?.getData(type));
    });
    assert.deepEqual(copied, [
      '- one\n- two\n\nlet a;',
      '<ul><li><p>one</p></li><li><p>two</p></li></ul><pre><code>let a;\n</code></pre>',
    ]);
  });
});
