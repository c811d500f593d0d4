/**
 * Builds the extension and opens a real VS Code with it and a small sample workspace, until Ctrl+C. With
 * `HF_TOKEN` set it talks to Hugging Face; without, to a stand-in on this machine.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startStandIn } from '../test/standin/server';
import { STANDIN_TOKEN } from '../test/standin/tokens';
import { InstallError } from './vscode/install';
import { run } from './vscode/run';
import { startServer, windowUrl } from './vscode/server';
import { repositoryRoot } from './vscode/versions';

function say(line: string): void {
  console.log(line);
}

async function main(): Promise<void> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const build = await run(process.execPath, ['esbuild.js'], repositoryRoot);
  if (build.code !== 0) throw new InstallError(`The extension could not be built:\n${build.output.trim()}`);

  const folder = path.join(await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-')), 'sample-workspace');
  await cp(path.join(repositoryRoot, 'scripts', 'sample-workspace'), folder, { recursive: true });
  const real = (process.env['HF_TOKEN'] ?? '') !== '';
  const standIn = real ? undefined : await startStandIn();
  const who = standIn === undefined ? 'Hugging Face' : 'the stand-in (no real model)';
  if (standIn !== undefined) {
    await appendFile(
      path.join(folder, 'README.md'),
      `\n> No HF_TOKEN was set, so the answers come from a stand-in on this machine and not from a real model.\n` +
        `> When you are asked for a token, paste \`${STANDIN_TOKEN}\`.\n`,
    );
  }
  const server = await startServer({
    report: say,
    extensionFolders: [repositoryRoot],
    settings: {
      'window.title': `\${activeEditorShort}\${separator}Huggingphaze with ${who}`,
      'workbench.colorTheme': 'Light Modern',
      'window.autoDetectColorScheme': true,
    },
    machineSettings:
      standIn === undefined
        ? {}
        : { 'huggingphaze.routerUrl': standIn.url, 'huggingphaze.hubUrl': standIn.url },
  });
  const address = windowUrl(server, { folder, openFile: path.join(folder, 'README.md') });
  say('');
  say(`VS Code with Huggingphaze: ${address}`);
  if (standIn === undefined) {
    say('It talks to Hugging Face with your HF_TOKEN, once you agree to it when asked.');
  } else {
    say('HF_TOKEN is not set, so it talks to a stand-in on this machine, not to a real model.');
    say(`When it asks for a token, paste ${STANDIN_TOKEN}`);
  }
  say('Stop with Ctrl+C.');
  openInBrowser(address);

  await interrupted;
  say('\nStopping…');
  await server.stop();
  await standIn?.close();
  await rm(path.dirname(folder), { recursive: true, force: true });
}

const openers: Partial<Record<NodeJS.Platform, { program: string; args: readonly string[] }>> = {
  darwin: { program: 'open', args: [] },
  linux: { program: 'xdg-open', args: [] },
  win32: { program: 'rundll32', args: ['url.dll,FileProtocolHandler'] },
};

/** Opens the default browser where there is a screen to show it on. */
function openInBrowser(address: string): void {
  const opener = openers[process.platform];
  const hasDisplay = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  if (opener === undefined || (process.platform === 'linux' && !hasDisplay)) return;
  const child = spawn(opener.program, [...opener.args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {
    say('(The browser could not be opened; open the address yourself.)');
  });
  child.unref();
}

main().catch((error: unknown) => {
  console.error(error instanceof InstallError ? error.message : error);
  process.exitCode = 1;
});
