import { saveEvidence, stopEverything } from '../support/workbench/suite';

/** Mocha's root hooks of the end-to-end tests. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    this.timeout(30_000);
    if (this.currentTest?.state === 'failed') await saveEvidence(this.currentTest.fullTitle());
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    this.timeout(60_000);
    await stopEverything();
  },
};
