import { chromium, type Browser } from 'playwright-core';
import { ensureBrowser } from './chromium';
import { ensureServer } from './install';

/**
 * Starts a headless Chromium that can't reach anything but this machine.
 *
 * @throws InstallError when there is none and none can be had; the message says what to do.
 */
export async function launchBrowser(report: (line: string) => void): Promise<Browser> {
  const { fontsFolder } = await ensureServer(report);
  const browser = await ensureBrowser(fontsFolder, report);
  const env = { ...process.env, ...browser.env };
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: browser.executablePath,
    headless: true,
    env: Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),
    // Our own handlers stop servers first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--disable-quic',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      '--no-first-run',
      // Chromium's sandbox refuses to run as root.
      ...(isRoot ? ['--no-sandbox'] : []),
    ],
  });
}
