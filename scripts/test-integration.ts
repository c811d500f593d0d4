/**
 * Runs the integration tests inside a real extension host, through `@vscode/test-electron`. Without an
 * argument: in the VS Code that npm carries. With `--desktop`: in the desktop build that test-electron
 * downloads. With `-g words`: only tests whose names match.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { startStandIn } from '../test/standin/server';
import { repositoryRoot } from './vscode/versions';

async function main(): Promise<void> {
  // The server that stands in for the desktop build is VS Code for Linux and macOS.
  const desktop = process.argv.includes('--desktop') || process.platform === 'win32';
  const grepAt = process.argv.indexOf('-g');
  const grep = grepAt < 0 ? undefined : process.argv[grepAt + 1];
  const standIn = await startStandIn();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-integration-'));
  try {
    await cp(path.join(repositoryRoot, 'scripts', 'sample-workspace'), folder, { recursive: true });
    await runTests({
      ...(desktop
        ? {}
        : { vscodeExecutablePath: path.join(repositoryRoot, 'scripts/vscode/executable.mjs') }),
      extensionDevelopmentPath: repositoryRoot,
      extensionTestsPath: path.join(repositoryRoot, 'out/test/integration/index.js'),
      launchArgs: [folder, '--disable-extensions'],
      extensionTestsEnv: {
        HUGGINGPHAZE_STANDIN_URL: standIn.url,
        HUGGINGPHAZE_TEST_GREP: grep,
        // No token of the person who runs the tests is ever found.
        HF_TOKEN: undefined,
        HUGGING_FACE_HUB_TOKEN: undefined,
        HF_HOME: path.join(folder, 'no-hf-home'),
      },
    });
  } finally {
    await standIn.close();
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  // What failed has been printed by then.
  if (!(error instanceof TestRunFailedError)) console.error(error);
  process.exitCode = 1;
});
