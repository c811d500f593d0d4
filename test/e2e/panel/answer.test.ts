import assert from 'node:assert/strict';
import type { ErrorView } from '../../../src/protocol';
import type { PanelPage } from '../../support/panel/panelPage';
import { answer, longConversation, scenes, snapshot, userMessage } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import { until } from '../../support/workbench/until';

const question = userMessage('u1', 'A question');
const trouble: ErrorView = {
  sentence: 'The model is busy just now.',
  actions: [
    { id: 'tryAgain', label: 'Try again' },
    { id: 'chooseModel', label: 'Choose another model' },
  ],
  details: 'Status 503\nRequest: abc',
};

suite('An answer is shown as it comes and with how it ended', () => {
  const { open } = usePanel();

  const article = (panel: PanelPage) =>
    panel.page.getByRole('article', { name: 'Llama 3.3 70B Instruct' }).last();

  test('it streams, ends, and keeps every word', async () => {
    const panel = await open();
    await panel.send(snapshot([question]));
    await panel.send({ type: 'messageAdded', message: answer('m1', '', { state: 'streaming' }) });
    assert.equal(await article(panel).getAttribute('data-state'), 'streaming');
    const words = 'One **two** three\n\n- four\n- five\n'.split(/(?<= )/);
    for (const text of words) await panel.send({ type: 'delta', messageId: 'm1', text, reasoning: '' });
    await panel.send({ type: 'answerChanged', message: answer('m1', '', { footnote: 'Groq · 5 tokens' }) });
    assert.equal(await article(panel).getAttribute('data-state'), 'done');
    assert.equal(await article(panel).locator('strong').textContent(), 'two');
    assert.equal(await article(panel).locator('li').count(), 2);
    await article(panel).getByText('Groq · 5 tokens').waitFor();
    await article(panel).getByRole('button', { name: 'Copy', exact: true }).click();
    assert.equal((await panel.intent('copyText')).text, words.join(''));
    await article(panel).getByRole('button', { name: 'Try again', exact: true }).click();
    assert.equal((await panel.intent('tryAgain')).messageId, 'm1');
  });

  test('pieces that come faster than frames are all there, in order', async () => {
    const panel = await open();
    await panel.send(snapshot([question, answer('m1', '', { state: 'streaming' })]));
    const pieces = Array.from({ length: 500 }, (_, index) => `w${index} `);
    await panel.send(
      ...pieces.map((text) => ({ type: 'delta', messageId: 'm1', text, reasoning: '' }) as const),
      { type: 'answerChanged', message: answer('m1', '') },
    );
    assert.equal(
      (await article(panel).locator('.answer-text').textContent())?.trim(),
      pieces.join('').trim(),
    );
  });

  test('an answer that grows touches nothing but itself, however long the conversation', async () => {
    const panel = await open();
    // What is older is made before the answer begins: while it streams, that waits.
    await panel.send(longConversation(30));
    await until('all messages', async () => (await panel.page.locator('article').count()) === 30);
    await panel.send({
      type: 'messageAdded',
      message: answer('newest', '', { state: 'streaming' }),
    });
    await panel.send({ type: 'delta', messageId: 'newest', text: 'First ', reasoning: '' });
    const stored = await panel.page.evaluate('sessionStorage.getItem("state")');
    await panel.page.evaluate(() => {
      const touched: string[] = [];
      Object.assign(window, { touched });
      new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          if (!element?.closest('[data-message-id="newest"] .answer-text')) touched.push(target.nodeName);
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    for (let index = 0; index < 10; index++) {
      await panel.send({
        type: 'delta',
        messageId: 'newest',
        text: `More words ${index}.\n\n`,
        reasoning: '',
      });
    }
    assert.deepEqual(await panel.page.evaluate('window.touched'), []);
    assert.equal(await panel.page.evaluate('sessionStorage.getItem("state")'), stored);
  });

  test('what the model thinks is folded away and grows inside', async () => {
    const panel = await open();
    await panel.send(snapshot([question, answer('m1', '', { state: 'streaming' })]));
    assert.equal(await article(panel).locator('summary').isVisible(), false);
    await panel.send({ type: 'delta', messageId: 'm1', text: '', reasoning: 'First ' });
    const summary = article(panel).locator('summary');
    assert.equal(await summary.textContent(), 'Thinking…');
    await panel.send({
      type: 'delta',
      messageId: 'm1',
      text: '',
      reasoning: 'thought.\n\nSecond <b>one</b>',
    });
    assert.equal(await article(panel).locator('.reasoning-text').isVisible(), false);
    await panel.send({ type: 'delta', messageId: 'm1', text: 'Answer', reasoning: '' });
    assert.equal(await summary.textContent(), 'Reasoning');
    await summary.click();
    assert.deepEqual(await article(panel).locator('.reasoning-text p').allTextContents(), [
      'First thought.',
      'Second <b>one</b>',
    ]);
  });

  test('an error keeps the words above it, alerts once, and its buttons mend it', async () => {
    const panel = await open();
    await panel.send(snapshot([question, answer('m1', 'Half an ans', { state: 'streaming' })]));
    await panel.send({
      type: 'answerChanged',
      message: answer('m1', '', { state: 'error', error: trouble }),
    });
    assert.equal(await article(panel).getAttribute('data-state'), 'error');
    assert.equal((await article(panel).locator('.answer-text').textContent())?.trim(), 'Half an ans');
    const alert = article(panel).getByRole('alert');
    assert.equal(await alert.count(), 1);
    await alert.getByText(trouble.sentence).waitFor();
    assert.equal(await alert.getByText('Request: abc').isVisible(), false);
    await article(panel).getByRole('button', { name: 'Choose another model' }).click();
    const intent = await panel.intent('errorAction');
    assert.deepEqual([intent.action, intent.messageId], ['chooseModel', 'm1']);
    assert.equal(await article(panel).getByRole('button', { name: 'Try again' }).count(), 1);
  });

  test('one button of the screen is primary, however many errors there are', async () => {
    const panel = await open();
    const failed = { state: 'error', error: trouble } as const;
    await panel.send(
      snapshot([question, answer('m1', '', failed), userMessage('u2', 'Again'), answer('m2', '', failed)]),
    );
    assert.deepEqual(await panel.page.locator('vscode-button[appearance=primary]').allTextContents(), [
      'Try again',
    ]);
  });

  test('an answer that was cut off can be continued, in the same message', async () => {
    const panel = await open();
    await panel.send(snapshot([question, answer('m1', 'Once upon', { state: 'cut-off' })]));
    await article(panel).getByRole('button', { name: 'Continue' }).click();
    assert.equal((await panel.intent('continueAnswer')).messageId, 'm1');
    await panel.send({ type: 'answerChanged', message: answer('m1', '', { state: 'streaming' }) });
    assert.equal(await article(panel).getByRole('button', { name: 'Continue' }).count(), 0);
    await panel.send({ type: 'delta', messageId: 'm1', text: ' a time', reasoning: '' });
    await panel.send({ type: 'answerChanged', message: answer('m1', '') });
    assert.equal((await article(panel).locator('.answer-text').textContent())?.trim(), 'Once upon a time');
    assert.equal(await article(panel).getAttribute('data-state'), 'done');
  });

  test('Try again takes away what it replaces', async () => {
    const panel = await open();
    await panel.send(snapshot([question, answer('m1', 'Old')]));
    await panel.send(
      { type: 'truncated', fromMessageId: 'm1' },
      { type: 'messageAdded', message: answer('m2', 'New', { state: 'streaming' }) },
    );
    assert.equal(await panel.page.getByText('Old').count(), 0);
    assert.equal(await panel.page.getByRole('article').count(), 2);
  });

  test('code can be copied, inserted and opened as a file, also while it grows', async () => {
    const panel = await open();
    const code = '```python\nprint(1)\n';
    await panel.send(snapshot([question, answer('m1', code, { state: 'streaming' })]));
    await panel.button('Copy code').click();
    assert.equal((await panel.intent('copyText')).text, 'print(1)');
    await panel.send({ type: 'delta', messageId: 'm1', text: 'print(2)\n```\n', reasoning: '' });
    await panel.button('Insert at cursor').click();
    assert.equal((await panel.intent('insertAtCursor')).code, 'print(1)\nprint(2)');
    await panel.button('New file').click();
    const intent = await panel.intent('newFile');
    assert.deepEqual([intent.code, intent.language], ['print(1)\nprint(2)', 'python']);
  });

  test('a link goes to the host and never opens by itself', async () => {
    const panel = await open();
    await panel.send(...scenes.conversation);
    await panel.page.getByRole('link', { name: 'what the law says' }).click();
    assert.equal((await panel.intent('openLink')).href, 'https://example.org/heating');
    assert.equal(new URL(panel.page.url()).pathname, '/');
  });

  test('hostile text runs nothing and fetches nothing, wherever it comes from', async () => {
    const panel = await open();
    const hostile = [
      '<script>window.hacked = 1</script>',
      '<img src="https://evil.example/x.png" onerror="window.hacked = 1">',
      '![picture](https://evil.example/y.png)',
      '[link](javascript:window.hacked=1) [command](command:workbench.action.quit)',
      '<svg onload="window.hacked = 1"><style>body{display:none}</style></svg>',
      '<iframe src="https://evil.example/"></iframe><form action="https://evil.example/"><input></form>',
      '<div style="position:fixed;inset:0">cover</div>',
      '```"><script>window.hacked=1</script>\ncode\n```',
    ].join('\n\n');
    await panel.send(
      snapshot(
        [
          {
            role: 'user',
            id: 'u1',
            text: hostile,
            attachments: [{ id: 'a', label: hostile, size: hostile }],
          },
          answer('m1', '', { state: 'streaming', modelName: hostile, footnote: hostile }),
        ],
        {
          title: hostile,
          status: {
            setup: 'ready',
            modelName: hostile,
            modelDetail: hostile,
            notice: hostile,
            noticeOpensSettings: true,
            serverName: hostile,
          },
        },
      ),
    );
    for (let index = 0; index < hostile.length; index += 7) {
      const text = hostile.slice(index, index + 7);
      await panel.page.evaluate((message) => window.postMessage(message, '*'), {
        type: 'delta',
        messageId: 'm1',
        text,
        reasoning: text,
      });
    }
    const error = {
      sentence: hostile,
      actions: [{ id: 'tryAgain', label: hostile }],
      details: hostile,
    } as const;
    await panel.send({
      type: 'answerChanged',
      message: answer('m1', '', { state: 'error', modelName: hostile, error }),
    });
    assert.equal(await panel.page.evaluate('window.hacked'), undefined);
    const forbidden = 'main :is(script, img, iframe, form, input, style, [onerror], [onload], [style])';
    assert.deepEqual(await panel.page.locator(forbidden).allInnerTexts(), []);
    assert.equal(await panel.page.locator('a[href^="javascript:" i], a[href^="command:" i]').count(), 0);
    assert.ok(await panel.composer.isVisible());
  });

  test('messages that this version does not know are passed over', async () => {
    const panel = await open();
    await panel.send(...scenes.conversation);
    await panel.page.evaluate(() => {
      for (const data of [null, 7, 'text', {}, { type: 7 }, { type: 'fromTheFuture', messages: 1 }]) {
        window.postMessage(data, '*');
      }
    });
    await panel.send({ type: 'delta', messageId: 'nobody', text: 'lost', reasoning: '' });
    await panel.send({ type: 'truncated', fromMessageId: 'nobody' });
    assert.equal(await panel.page.getByRole('article').count(), 2);
  });

  test('a screen reader is told when an answer starts and ends, not every word', async () => {
    const panel = await open();
    await panel.send(snapshot([question]));
    await panel.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.querySelector('huggingphaze-announcer [role=status]');
      if (!region) throw new Error('there is no announcer');
      new MutationObserver(() => said.push(region.textContent)).observe(region, {
        childList: true,
        subtree: true,
      });
    });
    const said = async (): Promise<unknown> => panel.page.evaluate('window.said');
    await panel.send({ type: 'messageAdded', message: answer('m1', '', { state: 'streaming' }) });
    await until('the start', async () => String(await said()) === 'Answer started');
    for (let index = 0; index < 120; index++) {
      await panel.page.evaluate(
        (text) => window.postMessage({ type: 'delta', messageId: 'm1', text, reasoning: '' }, '*'),
        `word${index} `,
      );
    }
    await panel.send({ type: 'answerChanged', message: answer('m1', '') });
    await until(
      'the end',
      async () => JSON.stringify(await said()) === '["Answer started","Answer finished, 120 words"]',
    );
    await panel.send({ type: 'messageAdded', message: answer('m2', '', { state: 'streaming' }) });
    await panel.send({ type: 'answerChanged', message: answer('m2', '', { state: 'stopped' }) });
    await panel.send({
      type: 'answerChanged',
      message: answer('m2', '', { state: 'stopped', footnote: 'late' }),
    });
    assert.deepEqual(await said(), [
      'Answer started',
      'Answer finished, 120 words',
      'Answer started',
      'Answer stopped',
    ]);
    assert.equal(await panel.log.getAttribute('aria-live'), 'off');
  });
});
