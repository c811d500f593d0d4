import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { extensionHostPids, isAlive } from '../../../scripts/vscode/processes';
import { startServer, windowUrl, type Server } from '../../../scripts/vscode/server';
import { repositoryRoot } from '../../../scripts/vscode/versions';
import { until } from './until';
import { Workbench } from './workbench';

export type ColorTheme = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

const colorThemes: Readonly<Record<ColorTheme, string>> = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
};

type Settings = Readonly<Record<string, unknown>>;

export interface MachineOptions {
  /** User settings; those that package.json declares `machine`-scoped go where VS Code reads these. */
  readonly settings?: Settings;
  /** Files of the opened folder, by their relative path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Variables for the extension host; `undefined` removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A packaged extension (.vsix) to install and run instead of the one in this repository. */
  readonly packagedExtension?: string;
  /** Folder of the built extension to run. Without it: this repository. */
  readonly extensionFolder?: string;
  /** Folders of other extensions that are installed too. */
  readonly otherExtensions?: readonly string[];
  /** Folders open in Restricted Mode. Without it: every folder is trusted. */
  readonly workspaceTrust?: boolean;
}

export interface WindowOptions {
  /**
   * Folder to open, or the `.code-workspace` file of several. Without it: the machine's own, with its `files`. `null`
   * opens an empty window.
   */
  readonly folder?: string | null;
  /** File to open, absolute or relative to the folder. */
  readonly openFile?: string;
  /** Size in CSS pixels. Without it: 1280 by 800. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Changes the theme of the whole machine, as a person would in the settings. */
  readonly colorTheme?: ColorTheme;
  readonly reducedMotion?: boolean;
}

/** A computer with a VS Code on it that nobody has used yet: settings, secrets, stored conversations. */
export class Machine {
  readonly windows: Workbench[] = [];
  /** Addresses off this machine that a window asked for; nothing ever should. */
  readonly externalRequests: string[] = [];

  private constructor(
    readonly server: Server,
    readonly context: BrowserContext,
    /** The folder that windows open; deleted with the machine. */
    readonly folder: string,
    private readonly options: MachineOptions,
    private readonly manifest: Manifest,
  ) {
    context.on('request', (request) => {
      if (isExternal(request.url())) this.externalRequests.push(`${request.method()} ${request.url()}`);
    });
    context.on('page', (page) => {
      page.on('websocket', (socket) => {
        if (isExternal(socket.url())) this.externalRequests.push(`websocket ${socket.url()}`);
      });
    });
  }

  static async start(browser: Browser, options: MachineOptions = {}): Promise<Machine> {
    const extension = options.extensionFolder ?? repositoryRoot;
    const manifest = await readManifest(extension);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-folder-'));
    for (const [name, content] of Object.entries(options.files ?? {})) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), content);
    }
    const { user, machine } = split(manifest, options.settings ?? {});
    const server = await startServer({
      settings: user,
      machineSettings: machine,
      ...(options.workspaceTrust === true && { workspaceTrust: true }),
      ...(options.packagedExtension === undefined
        ? { extensionFolders: [extension, ...(options.otherExtensions ?? [])] }
        : {
            extensions: [options.packagedExtension],
            extensionFolders: options.otherExtensions ?? [],
          }),
      // No token of the person who runs the tests is ever found.
      env: {
        HF_TOKEN: undefined,
        HUGGING_FACE_HUB_TOKEN: undefined,
        HF_HOME: path.join(folder, '..', 'no-hf-home'),
        ...options.env,
      },
    });
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(30_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
    return new Machine(server, context, folder, options, manifest);
  }

  /** Opens a window and waits until the extension is there. */
  async openWindow(options: WindowOptions = {}): Promise<Workbench> {
    if (options.colorTheme !== undefined) {
      await this.changeSettings({ 'workbench.colorTheme': colorThemes[options.colorTheme] });
    }
    const page = await this.context.newPage();
    if (options.viewport) await page.setViewportSize(options.viewport);
    if (options.reducedMotion) await page.emulateMedia({ reducedMotion: 'reduce' });
    const folder = options.folder === null ? undefined : (options.folder ?? this.folder);
    const window = new Workbench(page, {
      readyWhen: this.manifest.container,
      extensionId: this.manifest.id,
      folder,
    });
    this.windows.push(window);
    page.once('close', () => this.windows.splice(this.windows.indexOf(window), 1));
    await page.goto(
      windowUrl(this.server, {
        ...(folder === undefined ? {} : { folder }),
        ...(options.openFile === undefined
          ? {}
          : { openFile: path.resolve(folder ?? '/', options.openFile) }),
      }),
    );
    await window.ready();
    if (options.openFile !== undefined) await window.editorTab(path.basename(options.openFile)).waitFor();
    return window;
  }

  private settings: Settings = {};

  /** Changes user settings over those the machine has; open windows take them over. */
  async changeSettings(changes: Settings): Promise<void> {
    this.settings = { ...this.settings, ...changes };
    const { user, machine } = split(this.manifest, { ...this.options.settings, ...this.settings });
    await this.server.writeSettings(user, machine);
  }

  /** What the extension wrote to its log, all windows together. */
  async extensionLog(): Promise<string> {
    const texts = await Promise.all((await this.logFiles()).map((file) => readFile(file, 'utf8')));
    return texts.join('\n');
  }

  /** Process ids of the extension hosts: one per window. */
  async extensionHostPids(): Promise<number[]> {
    return extensionHostPids(this.server);
  }

  /** Kills the extension host of every window (SIGKILL) and waits until they are gone. */
  async killExtensionHost(): Promise<void> {
    const pids = await until('an extension host', async () => {
      const found = await this.extensionHostPids();
      return found.length > 0 && found;
    });
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await until('the extension host to be gone', async () => {
      const left = await this.extensionHostPids();
      return pids.every((pid) => !left.includes(pid) || !isAlive(pid));
    });
  }

  /** Saves a picture and the console of each window, and every log, in `folder`. */
  async saveEvidence(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    for (const [index, window] of this.windows.entries()) {
      await window.page.screenshot({ path: path.join(folder, `window-${index + 1}.png`) });
      await writeFile(path.join(folder, `window-${index + 1}.console.txt`), window.console.join('\n'));
    }
    await cp(path.join(this.server.dataFolder, 'data', 'logs'), path.join(folder, 'logs'), {
      recursive: true,
    });
    await cp(path.join(this.server.dataFolder, 'server.log'), path.join(folder, 'server.log'));
  }

  /** Closes every window, ends the server and deletes what it kept. */
  async stop(): Promise<void> {
    await this.context.close();
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async logFiles(): Promise<string[]> {
    const root = path.join(this.server.dataFolder, 'data', 'logs');
    const names = await readdir(root, { recursive: true });
    const ours = names.filter((name) => name.includes(this.manifest.id) && name.endsWith('.log'));
    return ours.map((name) => path.join(root, name));
  }
}

interface Manifest {
  readonly id: string;
  /** Title of the first view container in the activity bar. */
  readonly container: string | undefined;
  /** Names of settings that only a machine's own settings may set. */
  readonly machineScoped: ReadonlySet<string>;
}

async function readManifest(folder: string): Promise<Manifest> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const contributes = property(manifest, 'contributes');
  const containers = property(property(contributes, 'viewsContainers'), 'activitybar');
  const title = property(Array.isArray(containers) ? containers[0] : undefined, 'title');
  const configuration = property(contributes, 'configuration');
  const sections: unknown[] = Array.isArray(configuration) ? configuration : [configuration];
  const declared = sections.flatMap((section) => Object.entries(property(section, 'properties') ?? {}));
  const machineScoped = declared.filter(([, schema]) =>
    String(property(schema, 'scope')).startsWith('machine'),
  );
  return {
    id: `${String(property(manifest, 'publisher'))}.${String(property(manifest, 'name'))}`,
    container: typeof title === 'string' ? title : undefined,
    machineScoped: new Set(machineScoped.map(([name]) => name)),
  };
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

function split(manifest: Manifest, settings: Settings): { user: Settings; machine: Settings } {
  const entries = Object.entries(settings);
  return {
    user: Object.fromEntries(entries.filter(([name]) => !manifest.machineScoped.has(name))),
    machine: Object.fromEntries(entries.filter(([name]) => manifest.machineScoped.has(name))),
  };
}

function isExternal(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (!/^(https?|wss?):$/.test(protocol)) return false;
  // The name under which VS Code's service worker hands a webview its extension's own files.
  if (hostname.endsWith('.vscode-resource.vscode-cdn.net')) return false;
  return hostname !== '127.0.0.1' && hostname !== 'localhost';
}
