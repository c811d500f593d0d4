import assert from 'node:assert/strict';
import {
  answer,
  readyStatus,
  refusedTurn,
  roomyContext,
  scenes,
  snapshot,
  tooLongContext,
  userMessage,
} from '../../support/panel/scenes';
import { until } from '../../support/workbench/until';
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

  test('new wording that cannot fit stays in its editor, which keeps the keyboard, until it is sent or given up', async () => {
    const panel = await open();
    await panel.send(snapshot(conversation, { context: roomyContext }));
    const alert = panel.page.getByRole('alert');
    const wording = panel.page.getByRole('textbox', { name: 'New wording' });
    const isTypedInto = async (): Promise<boolean> =>
      wording.evaluate((element) => element === document.activeElement);
    await panel.page
      .getByRole('article', { name: 'You' })
      .first()
      .getByRole('button', { name: 'Edit' })
      .click();
    await wording.fill('far too long');
    await wording.press('Enter');
    await panel.intent('editMessage');
    await panel.send({ type: 'turnRefused', refusal: refusedTurn('edit', 'u1') });
    await alert.getByText('about 140,000 tokens, and 126,976 fit').waitFor();
    await until('the keyboard in the new wording', isTypedInto);
    assert.equal(await wording.inputValue(), 'far too long');
    // Another chat, and back: the words are still there.
    await panel.send(snapshot([], { conversationId: 'conversation-2' }));
    await alert.waitFor({ state: 'detached' });
    await panel.send(snapshot(conversation, { context: roomyContext }));
    assert.equal(await wording.inputValue(), 'far too long');
    await wording.press('Enter');
    await panel.send({ type: 'turnRefused', refusal: refusedTurn('edit', 'u1') });
    await alert.getByRole('button', { name: 'Choose another model' }).click();
    await panel.intent('selectModel');
    await panel.send({ type: 'statusChanged', status: { ...readyStatus, modelName: 'Another' } });
    await alert.waitFor({ state: 'detached' });
    await panel.send({ type: 'focusComposer' });
    await until('the keyboard in the new wording again', isTypedInto);
    await panel.send({ type: 'turnRefused', refusal: refusedTurn('edit', 'u1') });
    await wording.press('Escape');
    await alert.waitFor({ state: 'detached' });
  });

  test('a question that cannot be asked again is one press away from another model, and so is the rest of an answer', async () => {
    const panel = await open();
    await panel.send(snapshot(conversation, { context: roomyContext }));
    const alert = panel.page.getByRole('alert');
    await panel.send({ type: 'turnRefused', refusal: refusedTurn('tryAgain', 'm2') });
    await alert.getByText('so it was not asked again').waitFor();
    // What is typed for the composer changes nothing about it.
    await panel.send({ type: 'contextChanged', context: { ...roomyContext, share: 0.2 } });
    await alert.getByRole('button', { name: 'Choose another model' }).click();
    assert.equal((await panel.intent('tryAgainWithModel')).messageId, 'm2');
    await panel.send({ type: 'truncated', fromMessageId: 'm2' });
    await panel.send({ type: 'messageAdded', message: answer('m3', 'th', { state: 'streaming' }) });
    await alert.waitFor({ state: 'detached' });
    await panel.send({ type: 'answerChanged', message: answer('m3', '', { state: 'cut-off' }) });
    await panel.send({ type: 'turnRefused', refusal: refusedTurn('continue', 'm3') });
    await alert.getByRole('button', { name: 'Choose another model' }).click();
    assert.equal((await panel.intent('continueWithModel')).messageId, 'm3');
    await alert.getByRole('button', { name: 'Dismiss' }).press('Enter');
    await alert.waitFor({ state: 'detached' });
    assert.equal(await panel.composer.evaluate((element) => element === document.activeElement), true);
  });
});
