import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { HostMessage } from '../../../src/protocol';
import type { PanelPage } from '../../support/panel/panelPage';
import { answer, longConversation, snapshot, userMessage } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import { until } from '../../support/workbench/until';

const you = (panel: PanelPage): Locator => panel.page.getByRole('article', { name: 'You' });
const wording = (panel: PanelPage): Locator => panel.page.getByRole('textbox', { name: 'New wording' });
const says = (panel: PanelPage): Locator => panel.page.locator('huggingphaze-announcer [role=status]');

/** What has the keyboard: the name of a button or text field. */
async function focused(panel: PanelPage): Promise<string> {
  return panel.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
  });
}

/** One question with two answers, of which the second is shown. */
const twoAnswers = snapshot([userMessage('u1', 'Why?'), answer('m2', 'Because of **that**.')], {
  branches: [{ messageId: 'm2', position: 2, count: 2 }],
});

/** What the host says when the first of them is shown instead. */
const stepBack: readonly HostMessage[] = [
  { type: 'pathChanged', afterMessageId: 'u1', messages: [answer('m1', 'Because.')] },
  { type: 'branchesChanged', branches: [{ messageId: 'm1', position: 1, count: 2 }] },
];

suite('Branches in the panel', () => {
  const { open } = usePanel();

  suite('Editing one’s own message', () => {
    test('happens in place, by keyboard alone: the keyboard is in the text, and Enter sends the new words', async () => {
      const panel = await open();
      await panel.send(snapshot([userMessage('u1', 'Wy?'), answer('m1', 'What?')]));
      await you(panel).getByRole('button', { name: 'Edit' }).press('Enter');
      await until('the keyboard in the text', async () => (await focused(panel)) === 'New wording');
      assert.equal(await wording(panel).inputValue(), 'Wy?');
      await panel.page.keyboard.type(' Tell me');
      await panel.page.keyboard.press('Enter');
      const { messageId, text } = await panel.intent('editMessage');
      assert.deepEqual([messageId, text], ['u1', 'Wy? Tell me']);
      await panel.send(
        { type: 'truncated', fromMessageId: 'u1' },
        { type: 'messageAdded', message: userMessage('u2', 'Wy? Tell me') },
        { type: 'branchesChanged', branches: [{ messageId: 'u2', position: 2, count: 2 }] },
      );
      assert.equal(await wording(panel).count(), 0);
      await panel.page.getByRole('group', { name: 'Question 2 of 2' }).waitFor();
      assert.equal(await focused(panel), 'Message');
    });

    test('is given up with Escape or Cancel, which stop no answer; the keyboard is where it was', async () => {
      const panel = await open();
      await panel.send(snapshot([userMessage('u1', 'Why?'), answer('m1', 'Be', { state: 'streaming' })]));
      const edit = you(panel).getByRole('button', { name: 'Edit' });
      for (const giveUp of [
        async () => panel.page.keyboard.press('Escape'),
        async () => panel.button('Cancel').click(),
      ]) {
        await edit.click();
        await wording(panel).fill('Something else');
        await giveUp();
        await you(panel).getByText('Why?').waitFor();
        await until('the keyboard on Edit', async () => (await focused(panel)) === 'Edit');
      }
      assert.ok(panel.intents.every(({ type }) => type !== 'stop' && type !== 'editMessage'));
    });

    test('while an answer streams is not sent, says why, and loses no word', async () => {
      const panel = await open();
      await panel.send(snapshot([userMessage('u1', 'Why?'), answer('m1', 'Be', { state: 'streaming' })]));
      await you(panel).getByRole('button', { name: 'Edit' }).click();
      await wording(panel).fill('Why not?');
      await wording(panel).press('Enter');
      await panel.page.locator('.composer-hint', { hasText: 'when the answer has ended' }).waitFor();
      assert.equal(await wording(panel).inputValue(), 'Why not?');
      await panel.send({ type: 'answerChanged', message: answer('m1', '') });
      await wording(panel).press('Enter');
      assert.equal((await panel.intent('editMessage')).text, 'Why not?');
    });

    test('half done, is there again after the panel was hidden and after another chat was read', async () => {
      const panel = await open();
      const conversation = snapshot([userMessage('u1', 'Why?'), answer('m1', 'Because')]);
      await panel.send(conversation);
      await you(panel).getByRole('button', { name: 'Edit' }).click();
      await wording(panel).fill('Why on earth?');
      await panel.send(snapshot([userMessage('u9', 'Other')], { conversationId: 'conversation-2' }));
      assert.equal(await wording(panel).count(), 0);
      await panel.load();
      await panel.send(conversation);
      assert.equal(await wording(panel).inputValue(), 'Why on earth?');
    });
  });

  suite('Stepping', () => {
    test('to another answer renders only that one, keeps the keyboard on the stepper and is said', async () => {
      const panel = await open();
      await panel.send(twoAnswers);
      await panel.page.evaluate(() => {
        document.querySelector('huggingphaze-user-message')?.setAttribute('data-same', 'yes');
      });
      const group = panel.page.getByRole('group', { name: 'Answer 2 of 2' });
      assert.equal(
        await group.getByRole('button', { name: 'Next answer' }).getAttribute('aria-disabled'),
        'true',
      );
      await group.getByRole('button', { name: 'Previous answer' }).press('Enter');
      const { messageId, direction } = await panel.intent('stepBranch');
      assert.deepEqual([messageId, direction], ['m2', 'previous']);
      await panel.send(...stepBack);
      await panel.page.getByRole('group', { name: 'Answer 1 of 2' }).waitFor();
      assert.equal(await panel.page.getByText('Because of that.').count(), 0);
      assert.equal(await panel.page.locator('[data-same=yes]').count(), 1);
      await until('the keyboard on the stepper', async () => (await focused(panel)) === 'Previous answer');
      assert.equal(await says(panel).textContent(), 'Answer 1 of 2');
      // The end of the row: nothing happens, and the keyboard stays.
      await panel.page.keyboard.press('Enter');
      assert.equal(panel.intents.filter(({ type }) => type === 'stepBranch').length, 1);
    });

    test('in the middle of a long conversation moves nothing that is read', async () => {
      const panel = await open();
      const conversation = longConversation(30);
      assert.ok(conversation.type === 'snapshot');
      const branch = { position: 1, count: 2 };
      await panel.send({ ...conversation, branches: [{ messageId: 'm21', ...branch }] });
      const stepper = panel.page.getByRole('group', { name: 'Answer 1 of 2' });
      await stepper.scrollIntoViewIfNeeded();
      await panel.settled();
      const before = await stepper.boundingBox();
      await stepper.getByRole('button', { name: 'Next answer' }).click();
      await panel.send(
        {
          type: 'pathChanged',
          afterMessageId: 'u20',
          messages: [answer('m99', `Other. ${'word '.repeat(2000)}`)],
        },
        { type: 'branchesChanged', branches: [{ messageId: 'm99', position: 2, count: 2 }] },
      );
      const other = panel.page.getByRole('group', { name: 'Answer 2 of 2' });
      await other.waitFor();
      await panel.settled();
      assert.ok(Math.abs(((await other.boundingBox())?.y ?? 0) - (before?.y ?? 0)) < 2);
      assert.equal(await panel.page.getByText('Question 12: what then?').count(), 0);
    });

    test('does nothing while an answer streams, and says why', async () => {
      const panel = await open();
      await panel.send(twoAnswers);
      await panel.send(
        { type: 'messageAdded', message: userMessage('u2', 'And?') },
        { type: 'messageAdded', message: answer('m3', '', { state: 'streaming' }) },
      );
      await panel.button('Previous answer').click();
      await panel.page.locator('.composer-hint', { hasText: 'when the answer has ended' }).waitFor();
      assert.ok(panel.intents.every(({ type }) => type !== 'stepBranch'));
    });
  });

  suite('Deleting', () => {
    test('offers to undo it at once, where the keyboard is; what follows is not rendered again', async () => {
      const panel = await open();
      await panel.send(
        snapshot([
          userMessage('u1', 'One'),
          answer('m1', 'First'),
          userMessage('u2', 'Two'),
          answer('m2', 'Second'),
        ]),
      );
      await panel.page.evaluate(() => {
        document.querySelector('[data-message-id=m2]')?.setAttribute('data-same', 'yes');
      });
      await you(panel).first().getByRole('button', { name: 'Delete' }).press('Enter');
      assert.equal((await panel.intent('deleteMessage')).messageId, 'u1');
      const sentence = 'Question and answer deleted. What follows is kept.';
      await panel.send(
        {
          type: 'pathChanged',
          afterMessageId: null,
          messages: [userMessage('u2', 'Two'), answer('m2', 'Second')],
        },
        { type: 'branchesChanged', branches: [] },
        { type: 'undoChanged', undo: { id: 'u1', sentence } },
      );
      assert.equal(await panel.page.getByRole('article').count(), 2);
      assert.equal(await panel.page.locator('[data-same=yes]').count(), 1);
      await until('the keyboard on Undo', async () => (await focused(panel)) === 'Undo');
      assert.equal(await says(panel).textContent(), sentence);
      await panel.page.keyboard.press('Enter');
      assert.equal((await panel.intent('undo')).id, 'u1');
      await panel.send(
        { type: 'undoChanged' },
        {
          type: 'pathChanged',
          afterMessageId: null,
          messages: [
            userMessage('u1', 'One'),
            answer('m1', 'First'),
            userMessage('u2', 'Two'),
            answer('m2', 'Second'),
          ],
        },
      );
      assert.equal(await panel.button('Undo').count(), 0);
      assert.equal(await panel.page.getByRole('article').count(), 4);
      assert.equal(await says(panel).textContent(), 'Brought back');
      assert.equal(await focused(panel), 'Message');
    });

    test('a question whose answer was deleted can be answered again', async () => {
      const panel = await open();
      await panel.send(snapshot([userMessage('u1', 'Why?')]));
      await panel.button('Get an answer').click();
      assert.equal((await panel.intent('tryAgain')).messageId, 'u1');
    });

    test('the offer to undo can be dismissed, with Escape too', async () => {
      const panel = await open();
      const undo = { id: 'u1', sentence: 'Question deleted.' };
      await panel.send(snapshot([userMessage('u2', 'Two')], { undo }));
      await panel.button('Undo').focus();
      await panel.page.keyboard.press('Escape');
      await panel.intent('dismissUndo');
      assert.equal(await focused(panel), 'Message');
    });
  });

  suite('Quoting', () => {
    const quoted = '> Because of that.\n\n';

    test('what is selected in an answer goes into the message as a quotation, around what is typed', async () => {
      const panel = await open();
      await panel.send(twoAnswers);
      await panel.composer.fill('Before after');
      await panel.composer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(6, 6));
      await panel.page.getByText('Because of that.').click({ clickCount: 3 });
      await panel.button('Quote selection').click();
      await until('the quotation', async () => (await panel.composer.inputValue()).includes('>'));
      assert.equal(await panel.composer.inputValue(), `Before\n\n${quoted}after`);
      assert.equal(await focused(panel), 'Message');
      await panel.page.keyboard.type('!');
      assert.equal(await panel.composer.inputValue(), `Before\n\n${quoted}!after`);
      assert.equal(await panel.button('Quote selection').count(), 0);
      await until('the draft', () =>
        panel.intents.some((intent) => intent.type === 'draftChanged' && intent.text.includes('!')),
      );
    });

    test('a whole answer is quoted by keyboard, as it was written', async () => {
      const panel = await open();
      await panel.send(snapshot([userMessage('u1', 'Why?'), answer('m1', '**Because**\n\n- of that')]));
      await panel.button('Quote').press('Enter');
      await until('the quotation', async () => (await panel.composer.inputValue()) !== '');
      assert.equal(await panel.composer.inputValue(), '> **Because**\n>\n> - of that\n\n');
      assert.equal(await says(panel).textContent(), 'Quoted in your message');
    });

    test('one’s own words and what the panel says are not offered for quoting', async () => {
      const panel = await open();
      await panel.send(twoAnswers);
      await panel.page.getByText('Why?').click({ clickCount: 3 });
      await panel.settled();
      assert.equal(await panel.button('Quote selection').count(), 0);
    });
  });
});
