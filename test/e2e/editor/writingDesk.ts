import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { roleEvent, textEvent } from '../../standin/events';
import type { ReceivedRequest } from '../../standin/requests';
import type { StandIn } from '../../standin/server';
import type { Machine, WindowOptions } from '../../support/workbench/machine';
import { until } from '../../support/workbench/until';
import type { Workbench } from '../../support/workbench/workbench';
import { ChatPanel } from '../chat/chatPanel';
import type { Faucet } from '../chat/faucet';

/** Where the answer to Ask… goes, as the pick list says it. */
export const places = {
  chat: /In the chat/,
  cursor: /At the cursor/,
  newDocument: /In a new document/,
  clipboard: /Copied, to paste anywhere/,
} as const;

/** A window in which somebody writes, and asks for help with what they wrote. */
export class WritingDesk {
  readonly panel: ChatPanel;
  readonly page: Page;

  private constructor(
    readonly window: Workbench,
    private readonly machine: Machine,
  ) {
    this.panel = new ChatPanel(window);
    this.page = window.page;
  }

  /** Opens a window on the machine, and sets the stand-in's token there unless `signedIn` is false. */
  static async open(
    machine: Machine,
    options: WindowOptions = {},
    { signedIn = true } = {},
  ): Promise<WritingDesk> {
    const desk = new WritingDesk(await machine.openWindow(options), machine);
    if (signedIn) {
      await desk.panel.signIn();
      await desk.panel.clearNotifications();
    }
    return desk;
  }

  /** Opens a file of the folder and puts the cursor into a line of it, counted from 1. */
  async open(file: string, line = 1): Promise<void> {
    await this.window.openFile(file);
    await this.window.quickInput.closed();
    await this.goTo(line);
  }

  /** Puts the cursor into a line of the active editor, at its beginning unless a column is named; from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    const { quickInput } = this.window;
    await this.window.runCommand('Go to Line/Column...');
    await quickInput.opened('go to');
    await quickInput.input.pressSequentially(`${line}:${column}`);
    await quickInput.accept();
    await quickInput.closed();
    await until(`the cursor in line ${line}`, async () =>
      (await this.statusBar.innerText()).includes(`Ln ${line}, Col ${column}`),
    );
  }

  /** Selects whole lines of the active editor, without the line break after the last. */
  async select(first: number, last: number): Promise<void> {
    await this.goTo(first);
    for (let line = first; line < last; line++) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
    await this.statusBar.getByText(/\(\d+ selected\)/).waitFor();
  }

  get statusBar(): Locator {
    return this.page.locator('[id="workbench.parts.statusbar"]');
  }

  /** Undo in the active editor, once. */
  async undo(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Z');
  }

  /** Goes through Ask… with a prompt that is typed, and waits until nothing more is asked. */
  async ask(prompt: string, place: RegExp): Promise<void> {
    await this.beginAsk(prompt, place);
    await this.window.quickInput.closed();
  }

  /** Goes through Ask…; another question may follow, as for the token. */
  async beginAsk(prompt: string, place: RegExp): Promise<void> {
    const { quickInput } = this.window;
    await this.window.runCommand('Huggingphaze: Ask…');
    await quickInput.opened('Type what you want to ask');
    await quickInput.type(prompt);
    await quickInput.accept();
    await quickInput.opened('Where should the answer go?');
    await quickInput.pick(place);
  }

  /** Goes through Rewrite… and waits until its preview is there. */
  async rewrite(how: string | RegExp): Promise<void> {
    await this.beginRewrite(how);
    await this.window.quickInput.closed();
    await this.acceptButton.waitFor();
  }

  /** Goes through Rewrite…; another question may follow, as for the token. */
  async beginRewrite(how: string | RegExp): Promise<void> {
    const { quickInput } = this.window;
    await this.window.runCommand('Huggingphaze: Rewrite…');
    await quickInput.opened('Choose how');
    await quickInput.pick(how);
  }

  /** Has a paragraph made shorter, to the end: the preview shows these words in its place. */
  async suggest(faucet: Faucet, file: string, line: number, words: string): Promise<void> {
    await this.open(file, line);
    await this.rewrite('Shorter');
    faucet.pour(words);
    faucet.end();
    await this.suggests(words);
    await this.settled();
  }

  /** Puts the cursor into the suggestion, where it says this. */
  async clickSuggested(words: string): Promise<void> {
    await this.page
      .locator('.editor-group-container.active .editor.modified .view-line', { hasText: words })
      .click();
  }

  /** ✓ in the title bar of the preview. */
  get acceptButton(): Locator {
    return this.titleButton(/^Accept Rewrite/);
  }

  /** ✕ in the title bar of the preview. */
  get discardButton(): Locator {
    return this.titleButton(/^Discard Rewrite/);
  }

  get stopButton(): Locator {
    return this.titleButton(/^Stop/);
  }

  /** Presses ✓ when the suggestion is complete, and waits until the preview is gone. */
  async accept(): Promise<void> {
    await this.settled();
    await this.stopButton.waitFor({ state: 'hidden' });
    const preview = this.window.editorTab(/: .+ \(.+\)/);
    await this.acceptButton.click();
    await preview.waitFor({ state: 'hidden' });
  }

  /** A button in the title bar of the active editor. */
  titleButton(name: RegExp): Locator {
    return this.page
      .locator('.editor-group-container.active .title .editor-actions')
      .getByRole('button', { name });
  }

  /** Waits until the active editor shows exactly this text. */
  async shows(text: string): Promise<void> {
    await this.sees(
      `the text ${JSON.stringify(text)}`,
      async () => (await this.window.editorText()) === text,
    );
  }

  /** Waits until the active editor shows this among other text. */
  async showsAmong(part: string): Promise<void> {
    await this.sees(`${JSON.stringify(part)} in the text`, async () =>
      (await this.window.editorText()).includes(part),
    );
  }

  private async sees(what: string, probe: () => Promise<boolean>): Promise<void> {
    try {
      await until(what, probe);
    } catch (error) {
      throw new Error(`${what}; there is ${JSON.stringify(await this.window.editorText())}`, {
        cause: error,
      });
    }
  }

  /** The document's side of the preview. */
  async original(): Promise<string> {
    return this.textOf(this.page.locator('.editor-group-container.active .editor.original'));
  }

  /** The suggestion's side of the preview. */
  async suggestion(): Promise<string> {
    return this.textOf(this.page.locator('.editor-group-container.active .editor.modified'));
  }

  private async textOf(editor: Locator): Promise<string> {
    const rows = await editor
      .locator('.view-lines .view-line')
      .evaluateAll((lines) =>
        lines.map((line) => [Number.parseFloat((line as HTMLElement).style.top), line.textContent] as const),
      );
    return rows
      .sort(([one], [other]) => one - other)
      .map(([, text]) => text.replaceAll('\u00a0', ' '))
      .join('\n');
  }

  /** Waits until the suggestion has this in it. */
  async suggests(part: string): Promise<void> {
    await until(`${JSON.stringify(part)} in the suggestion`, async () =>
      (await this.suggestion()).includes(part),
    );
  }

  /** Waits until nothing is being written into a document, nor a suggestion. */
  async settled(): Promise<void> {
    await until(
      'the end of the answer',
      async () => !/Writing into|Rewriting/.test(await this.statusBar.innerText()),
    );
  }

  /** What is on the disk. */
  async bytesOf(file: string): Promise<Buffer> {
    return readFile(path.join(this.machine.folder, file));
  }

  /** Saves the active editor and gives what is on the disk then. */
  async savedBytesOf(file: string): Promise<Buffer> {
    await this.window.savedText(file);
    return this.bytesOf(file);
  }

  /** Waits until the active editor has (or has not) changes that are not saved. */
  async isUnsaved(unsaved: boolean): Promise<void> {
    await until(unsaved ? 'unsaved changes' : 'no unsaved changes', async () => {
      const count = await this.page.locator('.editor-group-container.active .tab.active.dirty').count();
      return count === (unsaved ? 1 : 0);
    });
  }

  /** Makes room for the next test: no editor, no notification. */
  async clear(): Promise<void> {
    if (await this.window.quickInput.widget.isVisible()) await this.window.quickInput.cancel();
    if ((await this.page.locator('.editor-group-container .tab').count()) > 0) await this.closeAll();
    if ((await this.window.notifications()).length > 0) await this.panel.clearNotifications();
  }

  /** Closes all editors; what is not saved in them is given up. */
  async closeAll(): Promise<void> {
    await this.window.runCommand('View: Close All Editors');
    const question = this.window.dialog(/save/i);
    const empty = this.page.locator('.editor-group-container.empty');
    await question.or(empty).first().waitFor();
    if (await question.isVisible()) await question.getByRole('button', { name: /Don.t Save/ }).click();
    await empty.first().waitFor();
  }
}

/** The chat request whose question contains `text`; it has come or will come. */
export async function requestAbout(standIn: StandIn, text: string): Promise<ReceivedRequest> {
  return standIn.waitFor(({ path: route, body }) => route === '/v1/chat/completions' && body.includes(text));
}

/** Has every answer break off, as a bad connection does, after this text. */
export function breakOffAfter(standIn: StandIn, text: string, model = 'standin/pleasant'): void {
  standIn.script(model, () => ({ chunks: [roleEvent(model), textEvent(model, text)], ending: 'reset' }));
}
