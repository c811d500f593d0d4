/**
 * Does the main job by itself in a real VS Code, headless, as a new user would: sets a token, asks, watches the
 * answer stream, has a paragraph explained and another rewritten. Prints what it saw and takes pictures: of the
 * panel at 300 and 500 px in three themes (`out/screenshots/`), and the README's (`media/readme/`).
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { STANDIN_TOKEN } from '../test/standin/tokens';
import { startStandIn } from '../test/standin/server';
import { startMachine, stopEverything } from '../test/support/workbench/suite';
import type { ColorTheme, Machine } from '../test/support/workbench/machine';
import type { Workbench } from '../test/support/workbench/workbench';
import { run } from './vscode/run';
import { repositoryRoot } from './vscode/versions';

const themes: readonly ColorTheme[] = ['light', 'dark', 'high-contrast'];
const widths = [300, 500] as const;
const sampleFiles = ['letter.md', 'report.md', 'expenses.csv', 'totals.py'] as const;

function say(line: string): void {
  console.log(line);
}

async function main(): Promise<void> {
  const build = await run(process.execPath, ['esbuild.js', '--production'], repositoryRoot);
  if (build.code !== 0) throw new Error(`The extension could not be built:\n${build.output.trim()}`);
  const standIn = await startStandIn({ listOwnModels: false });
  const samples = path.join(repositoryRoot, 'scripts', 'sample-workspace');
  const files = Object.fromEntries(
    await Promise.all(
      sampleFiles.map(async (name) => [name, await readFile(path.join(samples, name), 'utf8')] as const),
    ),
  );
  const machine = await startMachine({
    files,
    settings: {
      // As on a desktop, where a document is saved when the person says so.
      'files.autoSave': 'off',
      'huggingphaze.routerUrl': standIn.url,
      'huggingphaze.hubUrl': standIn.url,
    },
  });
  try {
    say('The answers come from the stand-in on this machine, not from a real model.\n');
    await mainJob(machine);
    await picturesOfThePanel(machine);
  } finally {
    await stopEverything();
    await standIn.close();
  }
}

/** Token, question, streamed answer, explanation, accepted rewrite, through what is on screen. */
async function mainJob(machine: Machine): Promise<void> {
  const window = await machine.openWindow({
    colorTheme: 'light',
    openFile: 'letter.md',
    viewport: { width: 1440, height: 760 },
  });
  await window.openView('Huggingphaze');
  await window.setSidebarWidth(400);
  await window.chat.getByRole('button', { name: 'Set token' }).waitFor();
  say('A new user sees one sentence and the button "Set token".');
  await picture(window, 'welcome');

  await window.chat.getByRole('button', { name: 'Set token' }).click();
  await window.quickInput.opened();
  await picture(window, 'token');
  await window.quickInput.pick(/I have a token|Paste/);
  await window.quickInput.type(`  "Bearer ${STANDIN_TOKEN}" `);
  await window.quickInput.accept();
  const signedIn = window.notification('Signed in as');
  await signedIn.waitFor();
  say(`The token is pasted with quotes and blanks: "${(await signedIn.innerText()).split('\n')[0] ?? ''}".`);

  await window.runCommand('Notifications: Clear All Notifications');
  await signedIn.waitFor({ state: 'hidden' });

  const message = window.chat.getByRole('textbox', { name: 'Message' });
  await message.fill('Write a short letter to parents about our trip to the museum on Friday.');
  await message.press('Enter');
  await window.chat.locator('article[data-state="streaming"]').waitFor();
  say('The answer streams.');
  const answer = window.chat.locator('article[data-state="done"]').last();
  await answered(window, 2);
  say(
    `The answer is there: ${wordsOf(await answer.innerText())} words by ${(await answer.getAttribute('aria-label')) ?? ''}.`,
  );
  await picture(window, 'chat', 'readme');

  await selectLine(window);
  await window.runCommand('Huggingphaze: Explain');
  await answered(window, 4);
  say(`Explain: ${wordsOf(await answer.innerText())} words in the chat.`);
  await picture(window, 'explain');

  const before = await window.savedText('letter.md');
  await putCursorIntoParagraph(window);
  await window.runCommand('Huggingphaze: Rewrite…');
  await window.quickInput.item(/spelling/i).waitFor();
  await picture(window, 'rewrite-choices');
  await window.quickInput.pick(/spelling/i);
  await window.page.getByRole('button', { name: 'Accept Rewrite' }).first().waitFor();
  await window.page.locator('.editor.modified .char-insert').first().waitFor();
  // The picture is of the whole suggestion.
  await window.page
    .locator('[id="workbench.parts.statusbar"]')
    .getByText(/Rewriting/)
    .waitFor({ state: 'hidden' });
  // And of every change in it: VS Code compares the two a moment later.
  await window.page.locator('.editor.modified .char-insert').nth(2).waitFor();
  say('The suggestion stands beside the letter, which is untouched.');
  await picture(window, 'rewrite', 'readme');
  await window.runCommand('Huggingphaze: Accept Rewrite');
  await window.editorTab(/pelling/).waitFor({ state: 'hidden' });
  const after = await window.savedText('letter.md');
  if (after === before) throw new Error('The accepted rewrite did not change the letter.');
  say('Rewrite accepted: the letter has changed.');
  await picture(window, 'accepted');
  await window.close();
}

async function picturesOfThePanel(machine: Machine): Promise<void> {
  for (const colorTheme of themes) {
    for (const width of widths) {
      const window = await machine.openWindow({
        colorTheme,
        openFile: 'letter.md',
        viewport: { width: 1000, height: 760 },
      });
      await window.openView('Huggingphaze');
      await window.setSidebarWidth(width);
      await window.chat.getByRole('article').first().waitFor();
      await picture(window, `panel-${colorTheme}-${width}`);
      await window.close();
    }
  }
}

/** Waits until the conversation has so many messages and none of them is being written. */
async function answered(window: Workbench, messages: number): Promise<void> {
  await window.chat
    .getByRole('article')
    .nth(messages - 1)
    .waitFor();
  await window.chat
    .getByRole('article')
    .nth(messages - 1)
    .and(window.chat.locator('[data-state="done"]'))
    .waitFor();
}

/** Puts the cursor into the letter's last paragraph, which is then what a rewrite takes. */
async function putCursorIntoParagraph(window: Workbench): Promise<void> {
  await window.focusEditor();
  await window.page.keyboard.press('ControlOrMeta+G');
  await window.quickInput.opened('go to');
  await window.page.keyboard.type('10');
  await window.quickInput.accept();
  await window.quickInput.closed();
}

/** Selects the third line of the active editor. */
async function selectLine(window: Workbench): Promise<void> {
  await window.focusEditor();
  await window.page.keyboard.press('ControlOrMeta+Home');
  await window.page.keyboard.press('ArrowDown');
  await window.page.keyboard.press('ArrowDown');
  await window.page.keyboard.press('Shift+End');
}

async function picture(window: Workbench, name: string, kind?: 'readme'): Promise<void> {
  const file = await window.screenshot(`demo-${name}`);
  say(`  picture: ${path.relative(repositoryRoot, file)}`);
  if (kind === undefined) return;
  const folder = path.join(repositoryRoot, 'media', 'readme');
  await mkdir(folder, { recursive: true });
  // The package carries them: 256 colours look the same and take less than half of the room.
  await sharp(file)
    .png({ palette: true, dither: 0, effort: 10 })
    .toFile(path.join(folder, `${name}.png`));
}

function wordsOf(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
