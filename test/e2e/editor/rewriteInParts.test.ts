import assert from 'node:assert/strict';
import { DONE, finishEvent, textEvent } from '../../standin/events';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import { WritingDesk } from './writingDesk';

const model = 'standin/pleasant';
const section = (name: string): string =>
  `## ${name}\n\n${`Here is teh ${name} part of the story.\n`.repeat(8)}\n`;
const story = ['First', 'Second', 'Third'].map(section).join('');

suite('Somebody has a long text rewritten', () => {
  const machine = useMachine({
    standIn: true,
    // Some 80 tokens an answer: one section each.
    settings: { 'huggingphaze.model': model, 'huggingphaze.maxTokens': 100, 'files.autoSave': 'off' },
    files: { 'story.md': story },
  });
  let desk: WritingDesk;
  /** The sections that were asked for, by name. */
  let asked: string[];

  suiteSetup('opens a window and signs in', async () => {
    desk = await WritingDesk.open(machine());
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
    asked = [];
  });

  /** Corrects whatever it is asked for; the connection breaks at the sections named. */
  function correct(breaksAt: readonly string[] = []): void {
    machine.standIn().script(model, ({ body }) => {
      const messages = (JSON.parse(body) as { messages: { content: string }[] }).messages;
      // The last text: before it may stand the end of the part before.
      const part =
        [...(messages.at(-1)?.content ?? '').matchAll(/<text>\n([\s\S]*?)\n<\/text>/gu)].at(-1)?.[1] ?? '';
      const name = /## (\w+)/u.exec(part)?.[1] ?? '';
      asked.push(name);
      const answer = textEvent(model, part.replaceAll('teh', 'the').trim());
      if (breaksAt.includes(name) && asked.filter((other) => other === name).length === 1)
        return { chunks: [textEvent(model, part.slice(0, part.length / 2))], ending: 'reset' };
      return { chunks: [answer, finishEvent(model, 'stop'), DONE] };
    });
  }

  async function begin(): Promise<void> {
    await desk.open('story.md', 1);
    await desk.window.runCommand('Select All');
    await desk.beginRewrite('Fix spelling and grammar');
  }

  test('it is said beforehand in how many parts, and declining asks nobody', async () => {
    correct();
    await begin();
    const question = desk.window.dialog('This text is long');
    await question.getByText(/in 3 parts, one after the other/).waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'hidden' });
    assert.deepEqual(asked, []);
    await desk.shows(story);
  });

  test('its parts come in order, and one undo takes all of them back', async () => {
    correct();
    await begin();
    await desk.window.dialog('This text is long').getByRole('button', { name: 'Rewrite in 3 parts' }).click();
    const expected = story.replaceAll('teh', 'the');
    await until('all parts', async () => (await desk.suggestion()) === expected);
    assert.deepEqual(asked, ['First', 'Second', 'Third']);
    await desk.accept();
    await desk.shows(expected);
    await desk.undo();
    await desk.shows(story);
  });

  test('the connection breaks in the second part: the first is kept, and Go on goes on with the second', async () => {
    correct(['Second']);
    await begin();
    await desk.window.dialog('This text is long').getByRole('button', { name: 'Rewrite in 3 parts' }).click();
    await desk.window.notification(/1 of 3 parts are rewritten; the rest is as it was/).waitFor();
    const first = section('First').replaceAll('teh', 'the');
    await until(
      'the first part alone',
      async () => (await desk.suggestion()) === first + section('Second') + section('Third'),
    );
    await desk.window.answerNotification(/1 of 3 parts/, 'Go on');
    const expected = story.replaceAll('teh', 'the');
    await until('all parts', async () => (await desk.suggestion()) === expected);
    assert.deepEqual(asked, ['First', 'Second', 'Second', 'Third']);
    await desk.discardButton.click();
    await desk.shows(story);
  });
});
