import type { Locator } from 'playwright-core';
import { STANDIN_TOKEN } from '../../standin/tokens';
import type { ColorTheme, Machine, WindowOptions } from '../../support/workbench/machine';
import { until } from '../../support/workbench/until';
import type { Workbench } from '../../support/workbench/workbench';

export type AnswerState = 'streaming' | 'done' | 'stopped' | 'cut-off' | 'error';

const themeNames: Readonly<Record<ColorTheme, string>> = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high-contrast': 'Dark High Contrast',
  'high-contrast-light': 'Light High Contrast',
};

/** What VS Code writes on a webview's body. */
const bodyClasses: Readonly<Record<ColorTheme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  'high-contrast': 'vscode-high-contrast:not(.vscode-high-contrast-light)',
  'high-contrast-light': 'vscode-high-contrast-light',
};

/** The chat view of a window, by the names under which a person with a screen reader knows it. */
export class ChatPanel {
  readonly composer: Locator;
  /** The conversation. */
  readonly log: Locator;
  readonly articles: Locator;

  constructor(readonly window: Workbench) {
    const { chat } = window;
    this.composer = chat.getByRole('textbox', { name: 'Message' });
    this.log = chat.getByRole('log', { name: 'Conversation' });
    this.articles = this.log.getByRole('article');
  }

  /** Opens a window on the machine and the chat in it. */
  static async open(machine: Machine, options: WindowOptions = {}): Promise<ChatPanel> {
    const window = await machine.openWindow(options);
    await window.openView('Huggingphaze');
    const panel = new ChatPanel(window);
    await panel.ready();
    return panel;
  }

  /** Waits until the panel shows what the host knows. */
  async ready(): Promise<void> {
    await this.button(/^Model: (?!Choose a model)/).waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.window.chat.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** The newest answer. */
  get lastAnswer(): Locator {
    return this.articles.last();
  }

  /** Types a message, presses Enter and waits until the answer to it has its place. */
  async ask(text: string): Promise<Locator> {
    const before = await this.articles.count();
    await this.composer.fill(text);
    await this.composer.press('Enter');
    const answer = this.articles.nth(before + 1);
    await answer.waitFor();
    return answer;
  }

  /** Waits until an answer, the newest if none is named, is in this state. */
  async becomes(state: AnswerState, answer = this.lastAnswer): Promise<Locator> {
    await answer.and(this.window.chat.locator(`[data-state="${state}"]`)).waitFor();
    return answer;
  }

  /** Asks and waits for the whole answer. */
  async answerTo(text: string): Promise<Locator> {
    return this.becomes('done', await this.ask(text));
  }

  /** What an answer says, without its buttons and notes; blanks as one sees them. */
  async textOf(answer: Locator): Promise<string> {
    return (await answer.locator('.answer-text').innerText()).trim();
  }

  /** Waits until an answer shows this text. */
  async shows(text: string, answer = this.lastAnswer): Promise<void> {
    await answer.getByText(text).first().waitFor();
  }

  /** Begins an empty conversation. */
  async newChat(): Promise<void> {
    // The composer's; an error above it may offer the same.
    await this.button('New chat').last().click();
    await until('an empty conversation', async () => (await this.articles.count()) === 0);
  }

  /** Opens an earlier conversation by its title, through "Open Chat…". */
  async openChat(title: string): Promise<void> {
    await this.openHistory();
    await this.historyRow(title).click();
    await this.search.waitFor({ state: 'hidden' });
  }

  /** Shows the earlier conversations, with the keyboard in their search. */
  async openHistory(): Promise<void> {
    await this.window.runCommand('Huggingphaze: Open Chat…');
    await this.search.waitFor();
    await this.window.chat.getByText('Looking for your chats…').waitFor({ state: 'hidden' });
  }

  get search(): Locator {
    return this.window.chat.getByRole('searchbox', { name: 'Search chats' });
  }

  /** The row of a conversation in the history. */
  historyRow(title: string): Locator {
    return this.window.chat
      .getByRole('listitem')
      .getByRole('button', { name: new RegExp(`^${escapeRegExp(title)}`) })
      .first();
  }

  /** Chooses the model that answers from now on, from the list. */
  async useModel(id: string): Promise<void> {
    const [maker = ''] = id.split('/');
    const name = nameInWords(id);
    if (await this.button(`Model: ${name}`).isVisible()) return;
    const { quickInput } = this.window;
    await this.button(/^Model: /).click();
    await quickInput.opened('Select Model');
    await quickInput.type(id);
    await quickInput.pick(new RegExp(`^${escapeRegExp(`${name}, ${maker}`)}`));
    await this.button(`Model: ${name}`).waitFor();
  }

  /** Chooses the colours, and waits until the panel has them. */
  async useTheme(theme: ColorTheme): Promise<void> {
    await this.window.runCommand('Preferences: Color Theme');
    await this.window.quickInput.opened('Select Color Theme');
    await this.window.quickInput.type(themeNames[theme]);
    await this.window.quickInput.pick(themeNames[theme]);
    await this.window.quickInput.closed();
    await this.window.chat.locator(`body.${bodyClasses[theme]}`).waitFor();
  }

  /** Puts another view in the chat's place. */
  async hide(): Promise<void> {
    await this.window.openView('Explorer');
    await this.composer.waitFor({ state: 'hidden' });
  }

  async show(): Promise<void> {
    await this.window.openView('Huggingphaze');
    await this.ready();
  }

  /** Reloads the window; the chat is there again as it was. */
  async reload(): Promise<void> {
    await this.window.reload();
    await this.show();
  }

  /** Sets the stand-in's token (or another) through the guided flow. */
  async signIn(token = STANDIN_TOKEN): Promise<void> {
    await pasteToken(this.window, token);
    await this.window.notification('Signed in as').waitFor();
  }

  /**
   * The address of the page that opens in the browser when `action` is done; the page is closed again. An address on
   * this machine is opened without VS Code's question, through the path `/proxy/PORT` of its server.
   */
  async pageOpenedBy(action: () => Promise<void>): Promise<string> {
    const opened = this.window.page.context().waitForEvent('page');
    await action();
    const page = await opened;
    await page.waitForURL(/^http/);
    const address = page.url();
    await page.close();
    return address;
  }

  async clearNotifications(): Promise<void> {
    await this.window.runCommand('Notifications: Clear All Notifications');
    await until('no notification', async () => (await this.window.notifications()).length === 0);
  }
}

/** Goes through "Set Hugging Face Token…" up to the token being checked. */
export async function pasteToken(window: Workbench, token: string): Promise<void> {
  await window.runCommand('Huggingphaze: Set Hugging Face Token…');
  await window.quickInput.opened('(1/2)');
  await window.quickInput.pick(/I have a token/);
  await window.quickInput.opened('(2/2)');
  await window.quickInput.type(token);
  await window.quickInput.accept();
}

/** How a model is called in the panel: `standin/fault-401` → "fault 401". */
export function nameInWords(id: string): string {
  return id.slice(id.indexOf('/') + 1).replaceAll(/[-_]+/g, ' ');
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
