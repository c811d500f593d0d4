import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureServer } from './install';
import { descendants, hasCode, isAlive } from './processes';
import { run } from './run';
import { repositoryRoot } from './versions';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 5_000;
const POLL_MS = 25;

export interface ServerOptions {
  /** User settings, as in a person's settings.json. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of scope `machine`, which VS Code reads from another file when it talks to a server. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Packaged extensions (.vsix) to install before the start. */
  readonly extensions?: readonly string[];
  /** Folders of built extensions to install before the start, as if they had been packaged. */
  readonly extensionFolders?: readonly string[];
  /** Variables for the server and the extension host, over those of this process; `undefined` removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where the server keeps everything. Without it: a fresh temporary folder, deleted when it stops. */
  readonly dataFolder?: string;
  /** Port on 127.0.0.1. Without it: a free one. */
  readonly port?: number;
  /** Folders open in Restricted Mode, as a stranger's do. Without it: every folder is trusted. */
  readonly workspaceTrust?: boolean;
  /** Receives plain lines about a first installation. */
  readonly report?: (line: string) => void;
}

/** A running VS Code server: to a person, one machine. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Where it keeps settings, logs, extensions and what extensions store. */
  readonly dataFolder: string;
  /** Replaces the user settings, and those of scope `machine`; open windows take them over. */
  writeSettings(
    user: Readonly<Record<string, unknown>>,
    machine: Readonly<Record<string, unknown>>,
  ): Promise<void>;
  /** Ends the server and everything that it started. A second call waits for the first. */
  stop(): Promise<void>;
}

/** Settings that keep a fresh VS Code quiet: nothing opens, asks, updates or looks for the network. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.autofetch': false,
  'npm.fetchOnlinePackageInfo': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Opens folders in Restricted Mode, without asking. */
const restrictedSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts VS Code's server on 127.0.0.1 and waits until it answers; installs it first where needed.
 * It dies with this process, however this process dies.
 *
 * @throws InstallError when it can't be installed, Error when it does not answer.
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const installed = await ensureServer(options.report ?? (() => undefined));
  const ownFolder = options.dataFolder === undefined;
  const dataFolder = options.dataFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-vscode-')));
  const writeSettings: Server['writeSettings'] = async (user, machine) => {
    const trust = options.workspaceTrust === true ? restrictedSettings : {};
    await writeJson(path.join(dataFolder, 'data', 'User', 'settings.json'), {
      ...quietSettings,
      ...trust,
      ...user,
    });
    await writeJson(path.join(dataFolder, 'data', 'Machine', 'settings.json'), machine);
  };
  await writeSettings(options.settings ?? {}, options.machineSettings ?? {});
  for (const folder of options.extensionFolders ?? []) await installFolder(dataFolder, folder);
  for (const file of options.extensions ?? []) await installExtension(dataFolder, file);

  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const hook = pathToFileURL(path.join(repositoryRoot, 'scripts', 'vscode', 'server-hook.mjs')).href;
  const child = spawn(
    installed.node,
    [
      '--import',
      hook,
      installed.entry,
      ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', dataFolder],
      '--without-connection-token',
      '--accept-server-license-terms',
      ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      // How long the extension host of a window that vanished is kept for its return.
      ...['--reconnection-grace-time', '10'],
      // The environment is given; asking the person's shell for it costs time and differs per machine.
      '--force-disable-user-env',
    ],
    { cwd: installed.folder, env: environment(options.env ?? {}), stdio: ['pipe', 'pipe', 'pipe'] },
  );
  running.add(child);
  const log = createWriteStream(path.join(dataFolder, 'server.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  // The pipe only tells the server that we live; it breaks when the server ends first.
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'close').then(() => {
    running.delete(child);
    log.end();
  });

  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    const family = child.pid === undefined ? [] : await descendants(child.pid);
    child.kill('SIGTERM');
    await Promise.race([ended, delay(STOP_TIMEOUT_MS)]);
    child.kill('SIGKILL');
    for (const pid of family) {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
    await ended;
    if (ownFolder) await rm(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  const stopOnce = (): Promise<void> => (stopping ??= stop());

  try {
    await answers(url, child);
  } catch (error) {
    await stopOnce();
    throw error;
  }
  return { url, pid: child.pid ?? 0, dataFolder, writeSettings, stop: stopOnce };
}

/** Installs a packaged extension into a server's folder; a server started on it afterwards runs it. */
export async function installExtension(dataFolder: string, file: string): Promise<void> {
  const installed = await ensureServer(() => undefined);
  const args = [installed.entry, '--accept-server-license-terms', '--server-data-dir', dataFolder];
  const env = environment({});
  const result = await run(installed.node, [...args, '--install-extension', file], installed.folder, env);
  if (result.code !== 0) throw new Error(`VS Code did not install ${file}:\n${result.output.trim()}`);
}

/** What of an extension's folder is in its package. */
const packaged = ['package.json', 'package.nls.json', 'l10n', 'dist', 'media', 'README.md', 'CHANGELOG.md'];

/**
 * Copies a built extension to where a server that has not been started yet looks for installed ones. Unlike
 * an extension under development it then is what a person has: no other window title, and its extension host
 * is started again after a crash.
 */
async function installFolder(dataFolder: string, folder: string): Promise<void> {
  const { publisher, name, version, files } = await readManifest(folder);
  const target = path.join(dataFolder, 'extensions', `${publisher}.${name}-${version}`);
  for (const entry of files ?? packaged) {
    await cp(path.join(folder, entry), path.join(target, entry), { recursive: true }).catch(
      (error: unknown) => {
        if (!hasCode(error, 'ENOENT')) throw error;
      },
    );
  }
}

async function readManifest(
  folder: string,
): Promise<{ publisher: string; name: string; version: string; files?: string[] }> {
  const text = await readFile(path.join(folder, 'package.json'), 'utf8');
  return JSON.parse(text) as { publisher: string; name: string; version: string; files?: string[] };
}

/** The address that opens a window. Paths are absolute. */
export function windowUrl(
  server: Pick<Server, 'url'>,
  options: {
    /** A folder, or a `.code-workspace` file. */
    readonly folder?: string;
    readonly extensionDevelopmentPath?: string;
    readonly extensionTestsPath?: string;
    readonly openFile?: string;
  },
): string {
  const url = new URL(server.url);
  if (options.folder === undefined) url.searchParams.set('ew', 'true');
  else
    url.searchParams.set(options.folder.endsWith('.code-workspace') ? 'workspace' : 'folder', options.folder);
  const payload = (['extensionDevelopmentPath', 'extensionTestsPath', 'openFile'] as const).flatMap((key) => {
    const value = options[key];
    // A file must have the address that it has in its folder, or it is open twice as soon as anybody shows it again.
    const authority = key === 'openFile' ? url.host : 'remote';
    return value === undefined ? [] : [[key, `vscode-remote://${authority}${pathToFileURL(value).pathname}`]];
  });
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/** A port on 127.0.0.1 that nobody uses now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was given.');
  return address.port;
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  let output = '';
  const listen = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-4_000);
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const answered = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    );
    if (answered) break;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`VS Code's server ended before it answered:\n${output.trim()}`);
    }
    if (Date.now() > deadline)
      throw new Error(`VS Code's server does not answer at ${url}:\n${output.trim()}`);
    await delay(POLL_MS);
  }
  child.stdout?.off('data', listen);
  child.stderr?.off('data', listen);
}

/** This process's environment without what npm, tsx or a surrounding VS Code put into it. */
function environment(extra: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(npm_|NODE_OPTIONS$|NODE_PATH$|VSCODE_|ELECTRON_|TSX_)/i.test(name)) env[name] = value;
  }
  // Without a gallery neither the server nor the workbench looks for one on the network.
  env['EXTENSIONS_GALLERY'] = '{}';
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) Reflect.deleteProperty(env, name);
    else env[name] = value;
  }
  return env;
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(value, undefined, 2));
}
