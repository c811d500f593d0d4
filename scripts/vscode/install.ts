import { copyFile, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeOnce } from './once';
import { run } from './run';
import { cacheFolder, codeServerVersion, fontsPackage, nodePackage, repositoryRoot } from './versions';

/** A VS Code server on this machine, ready to start. */
export interface InstalledServer {
  /** The Node that runs it. */
  readonly node: string;
  /** The folder to start it in. */
  readonly folder: string;
  /** Its entry, relative to `folder`. */
  readonly entry: string;
  /** A folder with TrueType fonts, for machines that have none. */
  readonly fontsFolder: string;
}

/** Something that the person has to do before VS Code can be installed; the message says what. */
export class InstallError extends Error {
  override readonly name = 'InstallError';
}

const home = path.join(cacheFolder, `code-server-${codeServerVersion}-${process.platform}-${process.arch}`);

function serverFolder(root: string): string {
  return path.join(root, 'node_modules', 'code-server', 'lib', 'vscode');
}

/** Goes up whenever this file installs something differently, so that old caches are replaced. */
const RECIPE = 2;
const stamp = JSON.stringify({ recipe: RECIPE, codeServer: codeServerVersion, node: nodePackage });

/**
 * Installs VS Code's server and its Node from npm into `.vscode-test/`, once: about 25 seconds and 800 MB.
 * A second call, in this process or another, finds the finished install.
 *
 * @param report receives plain lines about what is going on.
 * @throws InstallError when this machine lacks something.
 */
export async function ensureServer(report: (line: string) => void): Promise<InstalledServer> {
  const wait = (): void => {
    report('Another run is installing VS Code; waiting for it.');
  };
  await makeOnce(home, stamp, wait, async (unfinished) => install(unfinished, report));
  return {
    node: await serverNode(),
    folder: serverFolder(home),
    entry: path.join('out', 'server-main.js'),
    fontsFolder: path.join(home, 'node_modules', fontsPackage.name, 'ttf'),
  };
}

async function install(root: string, report: (line: string) => void): Promise<void> {
  report(
    `Installing VS Code (code-server ${codeServerVersion}) into .vscode-test, once. It takes half a minute or so.`,
  );
  await writeFile(path.join(root, 'package.json'), JSON.stringify({ private: true }));
  const packages = [`code-server@${codeServerVersion}`, `${fontsPackage.name}@${fontsPackage.version}`];
  if (nodePackage === undefined) await ownNode();
  else packages.push(`${nodePackage.name}@${nodePackage.version}`);
  await npmInstall(root, packages);
  report('Installing what VS Code needs…');
  const server = serverFolder(root);
  await npmInstall(server, ['--omit=dev']);
  report('Installing what its built-in extensions need…');
  await npmInstall(path.join(server, 'extensions'), ['--omit=dev']);

  // Some of VS Code's files look for packages in the archive that the desktop build has.
  await symlink('node_modules', path.join(server, 'node_modules.asar'), 'junction');
  for (const name of ['spdlog', 'native-watchdog']) {
    const shim = path.join(repositoryRoot, 'scripts', 'vscode', 'shims', `${name}.cjs`);
    await copyFile(shim, path.join(server, 'node_modules', '@vscode', name, 'index.js'));
  }
  await honourExtensionPaths(server);
  report('VS Code is installed.');
}

/**
 * The web workbench takes the path of an extension under development from its address only when started as
 * a smoke test, and then it shows no notifications and behaves differently in other ways. A person shall see
 * what the desktop shows, so that one condition goes.
 */
async function honourExtensionPaths(server: string): Promise<void> {
  const file = path.join(server, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js');
  const before = await readFile(file, 'utf8');
  const condition = 'if(this.payload&&(!this.isBuilt||this.enableSmokeTestDriver))';
  const parts = before.split(condition);
  if (parts.length !== 2) {
    throw new InstallError(`code-server ${codeServerVersion} differs from what this project knows: ${file}`);
  }
  await writeFile(file, parts.join('if(this.payload)'));
}

async function npmInstall(folder: string, extra: readonly string[]): Promise<void> {
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...extra];
  const result = await run('npm', args, folder);
  if (result.code === 0) return;
  const tail = result.output.trim().split('\n').slice(-15).join('\n');
  throw new InstallError(
    `npm could not install VS Code's server. Check that this machine reaches the npm registry, then run the ` +
      `same line again; it starts afresh. npm said:\n${tail}`,
  );
}

/** The packaged Node, or the person's own where npm has no package for this machine. */
async function serverNode(): Promise<string> {
  if (nodePackage === undefined) return ownNode();
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(home, 'node_modules', nodePackage.name, 'bin', binary);
}

async function ownNode(): Promise<string> {
  const candidates = [process.env['HUGGINGPHAZE_NODE24'], process.execPath, 'node24', 'node'];
  for (const candidate of candidates) {
    if (candidate === undefined || candidate === '') continue;
    const { code, output } = await run(candidate, ['--version'], repositoryRoot).catch(() => ({
      code: 1,
      output: '',
    }));
    if (code === 0 && output.startsWith('v24.')) return candidate;
  }
  throw new InstallError(
    `VS Code's server needs Node 24, and npm carries none for ${process.platform} on ${process.arch}. ` +
      'Install Node 24 (https://nodejs.org) and set HUGGINGPHAZE_NODE24 to the path of its `node`.',
  );
}
