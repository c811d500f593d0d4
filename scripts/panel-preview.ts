// Pictures of the chat panel in every state, theme and width, into out/preview/, for a look without VS Code.
//
//   node esbuild.js && npx tsx scripts/panel-preview.ts [scene …]
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PanelPage } from '../test/support/panel/panelPage';
import { sceneNames, scenes, typedInScene } from '../test/support/panel/scenes';
import type { ThemeName } from '../test/support/themes';
import { launchBrowser } from './vscode/browser';
import { repositoryRoot } from './vscode/versions';

const themeNames: readonly ThemeName[] = ['light', 'dark', 'high-contrast', 'high-contrast-light'];
const widths = [300, 500];

async function main(): Promise<void> {
  const folder = path.join(repositoryRoot, 'out', 'preview');
  await mkdir(folder, { recursive: true });
  const wanted = process.argv.slice(2);
  const browser = await launchBrowser(console.log);
  try {
    for (const theme of themeNames) {
      for (const width of widths) {
        const panel = await PanelPage.open(browser, { theme, width, reducedMotion: true });
        for (const scene of sceneNames) {
          if (wanted.length > 0 && !wanted.includes(scene)) continue;
          await panel.page.evaluate('sessionStorage.clear()');
          await panel.load();
          await panel.send(...scenes[scene]);
          const typed = typedInScene[scene];
          if (typed !== undefined) {
            await panel.composer.pressSequentially(typed);
            await panel.send(...scenes[scene].slice(1));
          }
          await panel.page.screenshot({ path: path.join(folder, `${scene}-${theme}-${width}.png`) });
        }
        for (const trouble of panel.troubles) console.log(`${theme} ${width}: ${trouble}`);
        await panel.close();
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`Pictures are in ${path.relative(repositoryRoot, folder)}`);
}

main().catch((error: unknown) => {
  process.exitCode = 1;
  console.error(error);
});
