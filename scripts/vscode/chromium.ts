import { constants } from 'node:fs';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { InstallError } from './install';
import { makeOnce } from './once';
import { run } from './run';
import { cacheFolder, repositoryRoot } from './versions';

/** A Chromium that runs on this machine, with the environment it needs. */
export interface InstalledBrowser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Finds or unpacks a Chromium: `CHROME_PATH`, else an installed Chrome, Chromium or Edge, else the one that
 * the npm package `@sparticuz/chromium` carries (Linux on x64).
 *
 * @param fontsFolder TrueType fonts to show text with where the machine has none.
 * @param report receives plain lines about what is going on.
 * @throws InstallError when this machine lacks something; the message says what to do.
 */
export async function ensureBrowser(
  fontsFolder: string,
  report: (line: string) => void,
): Promise<InstalledBrowser> {
  const fonts = await fontEnvironment(fontsFolder);
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (await isExecutable(chosen)) return { executablePath: chosen, env: fonts };
    throw new InstallError(`CHROME_PATH names ${chosen}, which is not a program. Correct it or unset it.`);
  }
  for (const candidate of usualPlaces()) {
    if (await isExecutable(candidate)) return { executablePath: candidate, env: fonts };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new InstallError(
      'No Chrome, Chromium or Edge was found. Install one of them, or set CHROME_PATH to where it is.',
    );
  }
  const unpacked = await unpackChromium(report);
  return { executablePath: unpacked.executablePath, env: { ...unpacked.env, ...fonts } };
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['/Applications', path.join(os.homedir(), 'Applications')].map((folder) =>
        path.join(folder, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
      (name) => process.env[name] ?? [],
    );
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) => roots.map((root) => path.join(root, program)));
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function unpackChromium(report: (line: string) => void): Promise<InstalledBrowser> {
  const version = await packageVersion();
  const home = path.join(cacheFolder, `chromium-${version}`);
  const wait = (): void => {
    report('Another run is unpacking Chromium; waiting for it.');
  };
  await makeOnce(home, version, wait, async (unfinished) => {
    report(`Unpacking Chromium (@sparticuz/chromium ${version}) into .vscode-test, once.`);
    await unpackInto(unfinished);
  });
  const executablePath = path.join(home, 'chromium');
  const ownLibraries = path.join(home, 'al2023', 'lib');
  return { executablePath, env: await libraryEnvironment(executablePath, ownLibraries, report) };
}

async function unpackInto(home: string): Promise<void> {
  // The package unpacks into the temporary folder, and its own copy of the NSS libraries only where it
  // believes to be in Amazon's cloud: the environment tells it both.
  const script = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  const env = { ...process.env, TMPDIR: home, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const args = ['--input-type=module', '-e', script];
  const result = await run(process.execPath, args, repositoryRoot, env);
  if (result.code !== 0) throw new InstallError(`Chromium could not be unpacked:\n${result.output.trim()}`);
}

async function packageVersion(): Promise<string> {
  const manifest = path.join(repositoryRoot, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  const parsed: unknown = JSON.parse(await readFile(manifest, 'utf8'));
  const version =
    typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  if (typeof version !== 'string') throw new InstallError(`${manifest} has no version; run npm ci.`);
  return version;
}

/** Finds the libraries that Chromium needs: the machine's, else the package's own, else Debian's. */
async function libraryEnvironment(
  executablePath: string,
  ownLibraries: string,
  report: (line: string) => void,
): Promise<Record<string, string>> {
  if (await starts(executablePath, {})) return {};
  const inherited = process.env['LD_LIBRARY_PATH'];
  const own = { LD_LIBRARY_PATH: inherited ? `${ownLibraries}:${inherited}` : ownLibraries };
  if (await starts(executablePath, own)) return own;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && (await isExecutable('/usr/bin/apt-get'))) {
    report('Installing libnss3, which Chromium needs (apt-get install libnss3).');
    await run('apt-get', ['update'], repositoryRoot);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'libnss3'], repositoryRoot);
    if (await starts(executablePath, {})) return {};
  }
  throw new InstallError(
    'Chromium does not start here: libraries are missing. On Debian or Ubuntu run ' +
      '`sudo apt-get install -y libnss3` and try again; elsewhere install Chrome or Chromium.',
  );
}

async function starts(executablePath: string, env: Record<string, string>): Promise<boolean> {
  const result = await run(executablePath, ['--version'], repositoryRoot, { ...process.env, ...env }).catch(
    () => ({ code: 1 }),
  );
  return result.code === 0;
}

/** Points Chromium at the fonts of an npm package where the machine has none, so that text is not boxes. */
async function fontEnvironment(fontsFolder: string): Promise<Record<string, string>> {
  if (process.platform !== 'linux') return {};
  const folders = [
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    path.join(os.homedir(), '.local/share/fonts'),
  ];
  for (const folder of [...folders, path.join(os.homedir(), '.fonts')]) {
    const files = await readdir(folder, { recursive: true }).catch(() => []);
    if (files.some((file) => /\.(ttf|otf|ttc)$/i.test(file))) return {};
  }
  const home = path.join(cacheFolder, 'fonts');
  const file = path.join(home, 'fonts.conf');
  await mkdir(home, { recursive: true });
  await writeFile(file, fontConfiguration(fontsFolder, path.join(home, 'cache')));
  return { FONTCONFIG_FILE: file };
}

function fontConfiguration(fontsFolder: string, cache: string): string {
  const alias = (family: string, preferred: string): string =>
    `  <alias><family>${family}</family><prefer><family>${preferred}</family></prefer></alias>`;
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${fontsFolder}</dir>`,
    `  <cachedir>${cache}</cachedir>`,
    alias('monospace', 'DejaVu Sans Mono'),
    alias('sans-serif', 'DejaVu Sans'),
    alias('system-ui', 'DejaVu Sans'),
    alias('serif', 'DejaVu Serif'),
    '  <match>',
    '    <edit name="family" mode="append_last"><string>DejaVu Sans</string></edit>',
    '  </match>',
    '</fontconfig>',
    '',
  ].join('\n');
}
