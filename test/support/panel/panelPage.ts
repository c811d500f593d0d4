// What runs inside the page sees a browser.
/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { repositoryRoot } from '../../../scripts/vscode/versions';
import type { HostMessage, ViewIntent } from '../../../src/protocol';
import { themes, type ThemeName } from '../themes';
import { until } from '../workbench/until';

const origin = 'https://panel.test';
const nonce = 'panel-test-nonce';
/** The bundle to test: `PANEL_BUNDLE`, else the one that `node esbuild.js` has made. */
const bundleFolder = process.env['PANEL_BUNDLE'] ?? path.join(repositoryRoot, 'dist', 'webview');

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.map': 'application/json',
};

export interface PanelOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ThemeName;
  readonly reducedMotion?: boolean;
  readonly forcedColors?: boolean;
}

/**
 * The panel's real bundle in a page of its own, under the Content Security Policy that VS Code's webview gets from
 * the extension, with a test in the host's place.
 */
export class PanelPage {
  /** What the panel has asked of the host, oldest first. */
  readonly intents: ViewIntent[] = [];
  /** Whatever the page should never do: violations of its policy, console lines, errors, requests elsewhere. */
  readonly troubles: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly theme: ThemeName,
  ) {}

  /** Opens the panel and waits until it says that it is ready. */
  static async open(browser: Browser, options: PanelOptions = {}): Promise<PanelPage> {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 300, height: options.height ?? 640 },
      reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
      forcedColors: options.forcedColors === true ? 'active' : 'none',
    });
    const panel = new PanelPage(await context.newPage(), options.theme ?? 'light');
    await panel.prepare();
    await panel.load();
    return panel;
  }

  /** Loads the page again, as VS Code does when a hidden panel comes back. */
  async load(): Promise<void> {
    const readyBefore = this.intents.filter((intent) => intent.type === 'ready').length;
    await this.page.goto(`${origin}/`);
    await until(
      'the panel to be ready',
      () => this.intents.filter((intent) => intent.type === 'ready').length > readyBefore,
    );
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  /** Sends messages as the host would, all in one task of the page. */
  async send(...messages: readonly HostMessage[]): Promise<void> {
    await this.page.evaluate((sent) => {
      for (const message of sent) window.postMessage(message, '*');
    }, messages);
    await this.settled();
  }

  /** Waits until what was sent is on the screen: two frames. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
        }),
    );
  }

  /** Waits for an intent of this type that comes, or has come, after the first `from` intents. */
  async intent<T extends ViewIntent['type']>(type: T, from = 0): Promise<Extract<ViewIntent, { type: T }>> {
    const isWanted = (intent: ViewIntent): intent is Extract<ViewIntent, { type: T }> => intent.type === type;
    return until(`the intent ${type}`, () => this.intents.slice(from).find(isWanted), 5000);
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Conversation' });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  private async prepare(): Promise<void> {
    const { page } = this;
    await page.exposeFunction('reportIntent', (intent: ViewIntent) => void this.intents.push(intent));
    await page.exposeFunction('reportTrouble', (trouble: string) => void this.troubles.push(trouble));
    page.on('console', (message) => this.troubles.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => this.troubles.push(`error: ${error.message}`));
    // tsx gives functions their names by a helper, which a function that is sent to the page has to find there.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.addInitScript(fakeVsCode);
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      const body = url.origin === origin ? await this.file(url.pathname) : undefined;
      if (body !== undefined) {
        const contentType = contentTypes[path.extname(url.pathname)] ?? 'text/html';
        await route.fulfill({ body, contentType });
        return;
      }
      this.troubles.push(`request: ${url.href}`);
      await route.abort();
    });
  }

  private async file(pathname: string): Promise<string | Buffer | undefined> {
    if (pathname === '/') return pageHtml(this.theme);
    if (pathname === '/surroundings.css') return surroundings(this.theme);
    return readFile(path.join(bundleFolder, pathname)).catch(() => undefined);
  }
}

/** Stands in for the interface that VS Code gives a webview. Runs in the page before anything else. */
function fakeVsCode(): void {
  interface Reports {
    reportIntent(intent: unknown): Promise<void>;
    reportTrouble(trouble: string): Promise<void>;
  }
  const reports = window as unknown as Reports;
  document.addEventListener('securitypolicyviolation', (event) => {
    void reports.reportTrouble(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
  });
  const api = {
    postMessage: (intent: unknown) => void reports.reportIntent(intent),
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
}

function pageHtml(theme: ThemeName): string {
  const { kind } = themes[theme];
  const policy = [
    "default-src 'none'",
    `img-src ${origin} data: blob:`,
    `font-src ${origin}`,
    `style-src ${origin} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}' ${origin}`,
    "connect-src 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <meta property="csp-nonce" content="${nonce}">
    <title>Chat</title>
    <link rel="stylesheet" href="/surroundings.css">
    <link rel="stylesheet" nonce="${nonce}" href="/chat.css">
  </head>
  <body class="${kind}" data-vscode-theme-kind="${kind}">
    <huggingphaze-chat></huggingphaze-chat>
    <script type="module" nonce="${nonce}" src="/chat.js"></script>
  </body>
</html>`;
}

/** The theme's colours and, in short, the rules that VS Code puts into every webview. */
function surroundings(theme: ThemeName): string {
  const variables = Object.entries({
    ...themes[theme].variables,
    '--vscode-font-family': 'system-ui, sans-serif',
    '--vscode-font-size': '13px',
    '--vscode-font-weight': 'normal',
    '--vscode-editor-font-family': 'monospace',
    '--vscode-editor-font-size': '13px',
  });
  return `:root { ${variables.map(([name, value]) => `${name}: ${value};`).join(' ')} }
html { background: var(--vscode-sideBar-background); }
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-sideBar-background); }
  body {
    overscroll-behavior-x: none; margin: 0; padding: 0 20px; background-color: transparent;
    color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size);
  }
  img, video { max-width: 100%; max-height: 100%; }
  a, a code { color: var(--vscode-textLink-foreground); }
  a:focus, input:focus, select:focus, textarea:focus {
    outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px;
  }
  code {
    font-family: var(--vscode-editor-font-family); color: var(--vscode-textPreformat-foreground);
    background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px;
  }
  pre code { padding: 0; }
  blockquote {
    background: var(--vscode-textBlockQuote-background); border-color: var(--vscode-textBlockQuote-border);
  }
}`;
}
