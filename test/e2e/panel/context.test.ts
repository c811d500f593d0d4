import assert from 'node:assert/strict';
import {
  answer,
  roomyContext,
  scenes,
  snapshot,
  tooLongContext,
  userMessage,
} from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';

const conversation = [
  userMessage('u1', 'one'),
  answer('m1', 'first'),
  userMessage('u2', 'two'),
  answer('m2', 'second'),
];

suite('The panel tells what the model sees', () => {
  const { open } = usePanel();

  test('how full the window is, and on a press the numbers, by keyboard alone', async () => {
    const panel = await open();
    await panel.send(snapshot(conversation, { context: roomyContext }));
    const meter = panel.button('Context: about 12% of what the model can read');
    await meter.focus();
    await panel.page.keyboard.press('Enter');
    const popover = panel.page.getByRole('dialog', { name: 'What the model reads' });
    await popover.getByText('about 13,000').waitFor();
    assert.equal(await meter.getAttribute('aria-expanded'), 'true');
    assert.equal(await popover.evaluate((element) => element === document.activeElement), true);
    await panel.send({
      type: 'contextChanged',
      context: { ...roomyContext, figures: [{ label: 'Your message', value: '7' }] },
    });
    await popover.getByText('Your message').waitFor();
    await panel.page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
    assert.equal(await meter.evaluate((element) => element === document.activeElement), true);
  });

  test('Escape closes the numbers and leaves the answer running', async () => {
    const panel = await open();
    await panel.send(
      snapshot([userMessage('u1', 'one'), answer('m1', 'fi', { state: 'streaming' })], {
        context: roomyContext,
      }),
    );
    await panel.button(roomyContext.name).click();
    await panel.page.keyboard.press('Escape');
    await panel.page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.ok(!panel.intents.some(({ type }) => type === 'stop'));
  });

  test('the settings of the chat are one press away', async () => {
    const panel = await open();
    await panel.send(snapshot(conversation, { context: roomyContext }));
    await panel.button(roomyContext.name).click();
    await panel.button('Settings of this chat').click();
    await panel.intent('chatSettings');
    assert.equal(await panel.page.getByRole('dialog').count(), 0);
  });

  test('where it stops seeing the conversation, and no line where it sees all', async () => {
    const panel = await open();
    const line = panel.page.getByRole('separator', { name: 'The model no longer sees what is above' });
    const lineIsBetween = async (above: string, below: string): Promise<boolean> => {
      const boxes = await Promise.all(
        [panel.page.getByText(above), line, panel.page.getByText(below)].map((locator) =>
          locator.boundingBox(),
        ),
      );
      const [first, middle, last] = boxes.map((box) => box?.y ?? NaN);
      return Number(first) < Number(middle) && Number(middle) < Number(last);
    };
    await panel.send(snapshot(conversation, { context: roomyContext }));
    assert.equal(await line.count(), 0);
    const boundary = { unseen: 'messages', firstSeenId: 'u2' } as const;
    await panel.send({ type: 'contextChanged', context: { ...roomyContext, boundary } });
    await line.waitFor();
    assert.ok(await lineIsBetween('first', 'two'));
    await panel.send({
      type: 'contextChanged',
      context: { ...roomyContext, boundary: { ...boundary, firstSeenId: '' } },
    });
    assert.ok(await lineIsBetween('first', 'second').then((isBetween) => !isBetween));
    await panel.send({ type: 'contextChanged', context: roomyContext });
    await line.waitFor({ state: 'detached' });
  });

  test('a message that cannot fit is refused over the words that came back, with ways out', async () => {
    const panel = await open();
    await panel.send(...scenes.tooLong);
    const alert = panel.page.getByRole('alert');
    await alert.getByText('it takes about 140,000 tokens, and 126,976 fit').waitFor();
    assert.equal(await panel.composer.inputValue(), 'Compare these two leases.');
    await alert.getByRole('button', { name: 'Choose another model' }).click();
    await panel.intent('selectModel');
    await alert.getByRole('button', { name: 'Remove lease.md' }).click();
    assert.equal((await panel.intent('removeAttachment')).attachmentId, 'a1');
    await panel.send({ type: 'contextChanged', context: tooLongContext });
    assert.equal(await alert.count(), 1);
    await panel.send({ type: 'contextChanged', context: roomyContext });
    await alert.waitFor({ state: 'detached' });
  });
});
