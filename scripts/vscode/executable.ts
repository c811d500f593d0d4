import { statSync } from 'node:fs';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { launchBrowser } from './browser';
import { InstallError } from './install';
import { startServer, windowUrl } from './server';

/**
 * Runs an extension's tests in the real VS Code of `.vscode-test`, in a headless browser, and exits with
 * their code. Of VS Code's command line it understands the extension, the tests and the folder to open; the
 * rest is about a desktop and is passed over.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  });
  const { extensionDevelopmentPath, extensionTestsPath } = values;
  if (typeof extensionDevelopmentPath !== 'string' || typeof extensionTestsPath !== 'string') {
    console.error('Give --extensionDevelopmentPath=FOLDER and --extensionTestsPath=MODULE.');
    return 2;
  }
  const folder = positionals.find((name) => statSync(name, { throwIfNoEntry: false })?.isDirectory());
  const report = (line: string): void => {
    console.log(line);
  };

  const server = await startServer({ report });
  const browser = await launchBrowser(report);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const ended = new Promise<number>((resolve, reject) => {
      page.on('crash', () => {
        reject(new Error('The browser page crashed.'));
      });
      page.on('close', () => {
        reject(new Error('The browser page was closed before the tests ended.'));
      });
      const interrupt = (): void => {
        reject(new Error('Interrupted.'));
      };
      process.once('SIGINT', interrupt);
      process.once('SIGTERM', interrupt);
      // The workbench calls these two when they are there.
      const automation = Promise.all([
        page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
          print(type, args);
        }),
        page.exposeFunction('codeAutomationExit', resolve),
      ]);
      automation
        .then(() =>
          page.goto(
            windowUrl(server, {
              extensionDevelopmentPath: path.resolve(extensionDevelopmentPath),
              extensionTestsPath: path.resolve(extensionTestsPath),
              ...(folder === undefined ? {} : { folder: path.resolve(folder) }),
            }),
          ),
        )
        .catch(reject);
    });
    return await ended;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** How the lines begin that the workbench itself writes between those of the tests. */
const workbenchNoise = [
  'Canceled',
  'Creating a socket',
  'Ignoring fetching additional builtin extensions',
  'Resolved connection token',
  'Resolving connection token',
  'Updating additional builtin extensions',
  '[AccountPolicyGate]',
  '[AgentHost',
  '[Service Worker]',
  '[reconnection-grace-time]',
];

function print(type: string, args: readonly unknown[]): void {
  const text = format(...args);
  if (workbenchNoise.some((beginning) => text.startsWith(beginning))) return;
  const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
  stream.write(`${text}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof InstallError ? error.message : error);
    process.exitCode = 1;
  },
);
