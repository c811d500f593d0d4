// What runs inside the page sees a browser.
/// <reference lib="dom" />
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { PanelPage } from './panelPage';

const resolver = createRequire(__filename);

/** What axe finds in a panel, as "rule: element", so that a failure reads well. */
export async function findings(panel: PanelPage): Promise<string[]> {
  await panel.page.evaluate(await readFile(resolver.resolve('axe-core/axe.min.js'), 'utf8'));
  const options: RunOptions = {
    resultTypes: ['violations'],
    // What a model writes has the headings it has.
    rules: { 'heading-order': { enabled: false } },
  };
  const results = await panel.page.evaluate(async (runOptions) => {
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return axe.run(runOptions);
  }, options);
  return results.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}
