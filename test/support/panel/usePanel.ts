import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/vscode/browser';
import { PanelPage, type PanelOptions } from './panelPage';

/** A first run unpacks Chromium. */
const startTimeout = 300_000;

export interface UsePanel {
  /** Opens a panel for the test that runs now. It is closed after it. */
  readonly open: (options?: PanelOptions) => Promise<PanelPage>;
}

/**
 * Gives each test of the surrounding suite panels of its own. A test fails if its panel did what no panel may:
 * violate its policy, write to the console, throw, or ask the network for anything.
 */
export function usePanel(): UsePanel {
  let browser: Browser | undefined;
  const panels: PanelPage[] = [];

  suiteSetup('starts Chromium', async function () {
    this.timeout(startTimeout);
    browser = await launchBrowser(() => undefined);
  });

  teardown('closes the panel', async () => {
    const opened = panels.splice(0);
    for (const panel of opened) await panel.close();
    for (const panel of opened) assert.deepEqual(panel.troubles, [], 'the panel caused trouble');
  });

  suiteTeardown('stops Chromium', async () => {
    await browser?.close();
  });

  return {
    open: async (options) => {
      assert.ok(browser, 'a panel is opened in a test');
      const panel = await PanelPage.open(browser, options);
      panels.push(panel);
      return panel;
    },
  };
}
