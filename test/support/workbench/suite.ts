import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../../scripts/vscode/browser';
import { repositoryRoot } from '../../../scripts/vscode/versions';
import { startStandIn, type StandIn } from '../../standin/server';
import { Machine, type MachineOptions } from './machine';

/** A first run installs VS Code. */
const START_TIMEOUT_MS = 300_000;

export interface SuiteOptions extends MachineOptions {
  /** Starts the stand-in for Hugging Face and points the extension at it. */
  readonly standIn?: boolean;
}

/** The machine of the suite that runs now. */
export interface UseMachine {
  (): Machine;
  /** The stand-in of a suite with `standIn: true`. */
  readonly standIn: () => StandIn;
}

/** Every machine that is on, so that a failed test's windows can be pictured. */
const machines = new Set<Machine>();
let browser: Promise<Browser> | undefined;

/**
 * Gives the surrounding suite a machine that nobody has used: started before its first test, stopped after
 * its last. The suite fails if a window asked for an address off this machine.
 */
export function useMachine(options: SuiteOptions = {}): UseMachine {
  let machine: Machine | undefined;
  let standIn: StandIn | undefined;

  suiteSetup('starts VS Code', async function () {
    this.timeout(START_TIMEOUT_MS);
    if (options.standIn === true) standIn = await startStandIn();
    machine = await startMachine(
      standIn === undefined
        ? options
        : { ...options, settings: { ...pointedAt(standIn.url), ...options.settings } },
    );
  });

  suiteTeardown('stops VS Code', async function () {
    this.timeout(START_TIMEOUT_MS);
    const requests = machine?.externalRequests ?? [];
    if (machine !== undefined) await stopMachine(machine);
    await standIn?.close();
    assert.deepEqual(requests, [], 'a window asked for an address off this machine');
  });

  return Object.assign((): Machine => given(machine), { standIn: (): StandIn => given(standIn) });
}

/** Starts a machine of which the caller takes care: for tests that need one of their own. */
export async function startMachine(options: MachineOptions = {}): Promise<Machine> {
  browser ??= launchBrowser((line) => {
    console.log(line);
  });
  const machine = await Machine.start(await browser, options);
  machines.add(machine);
  return machine;
}

/** Stops a machine of `startMachine`. */
export async function stopMachine(machine: Machine): Promise<void> {
  machines.delete(machine);
  await machine.stop();
}

/** Saves what a failed test left on the screens and in the logs under `out/failures/`. */
export async function saveEvidence(testTitle: string): Promise<void> {
  const folder = path.join(
    repositoryRoot,
    'out',
    'failures',
    testTitle.replaceAll(/[^\w]+/g, '-').slice(0, 100),
  );
  await rm(folder, { recursive: true, force: true });
  let index = 0;
  for (const machine of machines) {
    index += 1;
    await machine.saveEvidence(machines.size === 1 ? folder : path.join(folder, `machine-${index}`));
  }
  if (machines.size > 0) console.log(`      pictures and logs: ${path.relative(repositoryRoot, folder)}`);
}

/** Stops what is still on, at the end of the run or when it is interrupted. */
export async function stopEverything(): Promise<void> {
  await Promise.all([...machines].map(stopMachine));
  const started = browser;
  browser = undefined;
  await (await started)?.close();
}

function pointedAt(url: string): Record<string, unknown> {
  return {
    'huggingphaze.routerUrl': url,
    'huggingphaze.hubUrl': url,
    // A test that counts what is asked of the stand-in counts its own questions only.
    'huggingphaze.betterTitles': false,
  };
}

function given<T>(value: T | undefined): T {
  if (value === undefined)
    throw new Error('Only the tests of the suite have it, and only if it was asked for.');
  return value;
}
