/**
 * Drives a real VS Code as a person would. An end-to-end test in ten lines:
 *
 *     import assert from 'node:assert/strict';
 *     import { useMachine } from '../support/workbench/suite';
 *
 *     suite('Asking in the chat', () => {
 *       const machine = useMachine({ standIn: true, files: { 'letter.md': 'Dear Ann,\n' } });
 *
 *       test('an answer appears below the question', async () => {
 *         const window = await machine().openWindow({ openFile: 'letter.md' });
 *         await window.openView('Huggingphaze');
 *         await window.chat.getByRole('textbox', { name: 'Message' }).fill('Hello');
 *         await window.chat.getByRole('button', { name: 'Send' }).click();
 *         await window.chat.locator('article[data-state="done"]').last().waitFor();
 *       });
 *     });
 *
 * `useMachine` gives the suite a computer of its own (server, settings, secrets, stored conversations);
 * `openWindow` opens a window on it, and a second call a second window. `window.chat` is the inside of the
 * chat view: a Playwright locator that survives reloads. Wait for what a person would see, never for a time.
 * A failed test leaves a picture of each window, its console and the logs under `out/failures/`.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { repositoryRoot } from '../../../scripts/vscode/versions';
import { QuickInput } from './quickInput';
import { until } from './until';

const READY_TIMEOUT_MS = 90_000;
const COMMAND_TIMEOUT_MS = 45_000;
/** How long a list gets to show a typed command before it is typed again: commands may come late. */
const LIST_TIMEOUT_MS = 1_500;

/** One window of a real VS Code. */
export class Workbench {
  readonly quickInput: QuickInput;
  /** Lines that the workbench, its webviews and the extension host wrote to the console. */
  readonly console: string[] = [];
  /** The inside of the extension's chat view; waits until the view is shown. */
  readonly chat: FrameLocator;

  constructor(
    readonly page: Page,
    private readonly what: {
      /** Name of an item in the activity bar that shows that the extension is there. */
      readonly readyWhen: string | undefined;
      readonly extensionId: string;
      readonly folder: string | undefined;
    },
  ) {
    this.quickInput = new QuickInput(page);
    this.chat = this.webview(what.extensionId);
    page.on('console', (message) => this.console.push(`${message.type()} ${message.text()}`));
    page.on('pageerror', (error) => this.console.push(`pageerror ${error.stack ?? error.message}`));
    // Leaving a window with unsaved files asks first.
    page.on('dialog', (dialog) => {
      dialog.accept().catch((error: unknown) => this.console.push(`dialog ${String(error)}`));
    });
  }

  /** Waits until the window is there and knows the extension. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench').waitFor({ timeout: READY_TIMEOUT_MS });
    const { readyWhen } = this.what;
    if (readyWhen === undefined) return;
    await this.activityBarItem(readyWhen).waitFor({ timeout: READY_TIMEOUT_MS });
  }

  /** Runs a command through the command palette, by its whole title ("Huggingphaze: New Chat"). */
  async runCommand(title: string): Promise<void> {
    const option = this.quickInput.item(new RegExp(`^${escapeRegExp(title)}(,|$)`));
    await until(
      `the command "${title}" in the palette`,
      async () => {
        if (!(await this.quickInput.widget.isVisible())) {
          await this.page.keyboard.press('F1');
          // What takes the keyboard just now closes it again: then it is opened once more.
          if (!(await appears(this.quickInput.widget, LIST_TIMEOUT_MS))) return false;
        }
        // The list of the command before may be closing just now: then it is opened again.
        for (const text of ['>', `>${title}`]) {
          if (!(await accepts(this.quickInput.input, text))) return false;
        }
        if (!(await appears(option, LIST_TIMEOUT_MS))) return false;
        // A line of the list before may go just as it is about to be clicked.
        return option.click({ timeout: LIST_TIMEOUT_MS }).then(
          () => true,
          () => false,
        );
      },
      COMMAND_TIMEOUT_MS,
    );
  }

  /** Opens a view container from the activity bar, by its title. Does nothing if it is open. */
  async openView(title: string): Promise<void> {
    const item = this.activityBarItem(title);
    await item.waitFor();
    await until(`the view "${title}"`, async () => {
      if (await this.sidebarShows(title)) return true;
      // While a window loads, the view that it had open may come back just as it is clicked, which closes it again.
      await item.click();
      return until('the side bar to change', () => this.sidebarShows(title), LIST_TIMEOUT_MS).catch(
        () => false,
      );
    });
  }

  /** The frame of the chat view, for what a locator can't do (axe, evaluating in the page). */
  async chatFrame(): Promise<Frame> {
    await this.chat.locator('body').waitFor();
    return until('the chat view', async () => {
      const handle = await this.chat.owner().elementHandle();
      return (await handle.contentFrame()) ?? undefined;
    });
  }

  /** The inside of a webview of an extension. */
  webview(extensionId: string): FrameLocator {
    return this.page
      .frameLocator(`iframe.webview[src*="extensionId=${extensionId}"]`)
      .frameLocator('iframe#active-frame');
  }

  /** The notifications on screen that contain `text`. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  /** Texts of the notifications on screen, newest first. */
  async notifications(): Promise<string[]> {
    const texts = await this.page
      .locator('.notifications-toasts .notification-list-item-message')
      .allInnerTexts();
    return texts.map((text) => text.trim());
  }

  /** Waits for a notification and presses one of its buttons. */
  async answerNotification(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** A modal dialog that contains `text`; its buttons are found by role and name. */
  dialog(text: string | RegExp): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  /** The tab of an editor, by its file name. */
  editorTab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container').getByRole('tab', { name });
  }

  /** The text of the active editor that is in view, line by line as shown. */
  async editorText(): Promise<string> {
    const lines = this.page
      .locator('.editor-group-container.active .view-lines')
      .last()
      .locator('.view-line');
    // Monaco keeps the lines in any order, each at its height, draws spaces as no-break spaces, and may draw a line anew
    // at any time: all are read in one go.
    const rows = await lines.evaluateAll((elements) =>
      elements.map((line) => ({ style: line.getAttribute('style') ?? '', text: line.textContent })),
    );
    const top = ({ style }: { readonly style: string }): number =>
      Number(/top:\s*([\d.]+)px/.exec(style)?.[1] ?? 0);
    return rows
      .sort((one, other) => top(one) - top(other))
      .map(({ text }) => text.replaceAll('\u00a0', ' '))
      .join('\n');
  }

  /** Saves the active editor and gives what the file holds then; `file` is relative to the opened folder. */
  async savedText(file: string): Promise<string> {
    await this.runCommand('File: Save');
    await until(
      `"${file}" to be saved`,
      async () => (await this.page.locator('.tab.active.dirty').count()) === 0,
    );
    return readFile(this.pathOf(file), 'utf8');
  }

  /** Opens a file of the opened folder by its name, through the quick open list. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.quickInput.type(name);
    await this.quickInput.pick(name);
    // Not the tab of a suggestion for the file, "letter.md: Shorter", which may still be there after a reload.
    await this.editorTab(name).and(this.page.locator(':not([aria-label*=": "])')).first().waitFor();
  }

  /** Puts the keyboard into the active editor. */
  async focusEditor(): Promise<void> {
    await this.runCommand('View: Focus Active Editor Group');
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

  /** Drags the border of the side bar until it is `px` wide, within a pixel. */
  async setSidebarWidth(px: number): Promise<void> {
    const sidebar = this.page.locator('[id="workbench.parts.sidebar"]');
    const before = await sidebar.boundingBox();
    if (before === null) throw new Error('The side bar is not shown.');
    const y = before.y + before.height * 0.8;
    const edge = before.x + before.width;
    await this.page.mouse.move(edge, y);
    await this.page.mouse.down();
    await this.page.mouse.move(edge + (px - before.width) / 2, y);
    await this.page.mouse.move(edge + (px - before.width), y);
    await this.page.mouse.up();
    // Away from the border, which is highlighted under the mouse.
    await this.page.mouse.move(before.x + 4, before.y + before.height - 4);
    await until(`a side bar of ${px} px`, async () => {
      const now = await sidebar.boundingBox();
      return now !== null && Math.abs(now.width - px) <= 1;
    });
  }

  /** Loads the page anew, as F5 in a browser does, and waits until it is ready: VS Code has no time to note anything. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Reloads the window by VS Code's command, which notes first which editors are open, and waits until it is ready. */
  async reloadInOrder(): Promise<void> {
    const navigated = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await navigated;
    await this.ready();
  }

  /** Closes the window. */
  async close(): Promise<void> {
    await this.page.close();
  }

  /** Saves a picture as `out/screenshots/<name>.png` and gives its path. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(repositoryRoot, 'out', 'screenshots', `${name}.png`);
    await mkdir(path.dirname(file), { recursive: true });
    await this.page.screenshot({ path: file });
    return file;
  }

  private pathOf(file: string): string {
    return path.resolve(this.what.folder ?? '/', file);
  }

  private activityBarItem(title: string): Locator {
    return this.page
      .locator('.activitybar')
      .getByRole('tab', { name: new RegExp(`^${escapeRegExp(title)}`) });
  }

  private async sidebarShows(title: string): Promise<boolean> {
    const item = this.activityBarItem(title);
    const selected = (await item.getAttribute('aria-selected')) === 'true';
    return selected && (await this.page.locator('[id="workbench.parts.sidebar"]').isVisible());
  }
}

async function appears(locator: Locator, timeoutMs: number): Promise<boolean> {
  return locator.waitFor({ timeout: timeoutMs }).then(
    () => true,
    () => false,
  );
}

async function accepts(input: Locator, text: string): Promise<boolean> {
  // Set and not typed: if the list closes just now, what is typed goes into the document behind it.
  const set = (element: HTMLElement | SVGElement, value: string): boolean => {
    if (!(element instanceof HTMLInputElement) || element.offsetParent === null) return false;
    element.value = value;
    return element.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return input.evaluate(set, text, { timeout: LIST_TIMEOUT_MS }).catch(() => false);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
