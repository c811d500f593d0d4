import * as vscode from 'vscode';
import { RunLease, type LeaseOptions } from '../core/batch/runLease';
import { RunStore, type StoredRun } from '../core/batch/runJournal';
import type { RunPrompt } from '../core/batch/itemPrompt';
import { RunSession } from '../core/batch/runSession';
import { shareInWords } from '../core/batch/runWords';
import { askToGoOn, askWithProgress } from './asking';
import type { BatchServices } from './batchServices';
import { choosePrompt } from './choosePrompt';
import { chooseSource } from './chooseSource';
import { lookAndDecide } from './decide';
import type { OpenSource } from './openSource';
import { PreviewTab } from './previewTab';
import { goOnWith } from './goOnWith';
import { report } from './report';
import { SavingAsTheyCome, saveAll } from './saving';
import { discardRun, doneInWords, pickUnfinished, sourceName } from './unfinished';
import { rest, type Work } from './work';

/** Runs prompts over many things, one run at a time in a window. */
export class RunOverMany implements vscode.Disposable {
  readonly #services: BatchServices;
  readonly #store: RunStore;
  readonly #leases: LeaseOptions;
  readonly #preview = new PreviewTab();
  #work: Work | undefined;
  #isBusy = false;

  constructor(services: BatchServices) {
    this.#services = services;
    this.#store = new RunStore({ ...services, now: Date.now });
    this.#leases = { ...services, now: Date.now, owner: services.newId() };
    services.inBackground(this.#store.removeOld());
  }

  /** Run a Prompt over Many…, with the arguments that VS Code gives a command of the menu it stands in. */
  async start(parameters: readonly unknown[]): Promise<void> {
    if (this.#work !== undefined) return this.#askAboutRunning(this.#work);
    await this.#alone(async () => {
      const unfinished = await this.#store.unfinished(this.#services.workspace());
      const chosen = unfinished.length === 0 ? 'new' : await pickUnfinished(unfinished);
      if (chosen === undefined) return;
      if (chosen !== 'new') await this.#goOn(chosen);
      else await this.#begin(parameters);
    });
  }

  /** Says that a run of this workspace was broken off: once, and not while another window is at it. */
  async offerBrokenOff(): Promise<void> {
    const unfinished = await this.#store.unfinished(this.#services.workspace());
    const run = unfinished.find(({ target, isOffered }) => target !== undefined && !isOffered);
    if (run === undefined) return;
    const { id } = run.header;
    const heldUntil = await RunLease.heldUntil(this.#leases, id);
    if (heldUntil !== undefined) {
      await this.#pass(heldUntil - Date.now() + 500);
      if ((await RunLease.heldUntil(this.#leases, id)) !== undefined) return;
    }
    const journal = this.#store.continue(run);
    journal.add({ kind: 'offered' });
    await journal.flush();
    journal.dispose();
    const [goOn, discard] = ['Go On', 'Discard'];
    const choice = await vscode.window.showInformationMessage(
      `A run over ${sourceName(run.header)} was broken off: ${doneInWords(run)}.`,
      goOn,
      discard,
    );
    if (choice === goOn) await this.#alone(async () => this.#goOn(run));
    if (choice === discard) await discardRun(this.#store, run);
  }

  /** Stops what is running; what has come is on disk when this resolves, and another window may go on with it. */
  async close(): Promise<void> {
    const work = this.#work;
    if (work === undefined) return;
    work.session.stop();
    await work.session.journal.flush();
    await work.lease?.release();
  }

  dispose(): void {
    this.#work?.session.dispose();
    this.#work?.lease?.dispose();
    this.#preview.dispose();
  }

  /** Two runs at once in one window would ask their questions over one another. */
  async #alone(task: () => Promise<void>): Promise<void> {
    if (this.#isBusy) {
      void vscode.window.showInformationMessage(
        'A run is being prepared in this window already. Finish that first.',
      );
      return;
    }
    this.#isBusy = true;
    try {
      await task();
    } finally {
      this.#isBusy = false;
      this.#work = undefined;
    }
  }

  async #begin(parameters: readonly unknown[]): Promise<void> {
    const open = await chooseSource(parameters, this.#services.readFile);
    if (open === undefined) return;
    if (typeof open === 'string') {
      void vscode.window.showWarningMessage(open);
      return;
    }
    const prompt = await choosePrompt(this.#services, open);
    if (prompt !== undefined) await this.#beginWith(open, prompt);
  }

  async #beginWith(open: OpenSource, prompt: RunPrompt): Promise<void> {
    if (!(await this.#services.ensureToken())) return;
    const services = this.#services;
    const journal = this.#store.create({
      workspace: services.workspace(),
      source: open.source,
      prompt,
      items: open.items.map(({ name, text }) => ({ name, digest: services.digest(text) })),
    });
    const work: Work = { open, session: this.#session(open, journal), lease: undefined, leftOut: new Set() };
    if (await this.#take(work)) await this.#look(work);
  }

  #session(open: OpenSource, journal: ReturnType<RunStore['create']>): RunSession {
    const { client, selection, timers } = this.#services;
    return new RunSession({
      items: open.items,
      form: open.form,
      prompt: journal.header.prompt,
      journal,
      client,
      selection,
      timers,
      settings: () => this.#services.settings(),
      today: () => new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'full' }).format(new Date()),
      describe: (error, modelName) => this.#services.describeError(error, modelName),
    });
  }

  async #goOn(run: StoredRun): Promise<void> {
    if (!(await this.#services.ensureToken())) return;
    const again = await goOnWith(run, {
      store: this.#store,
      services: this.#services,
    });
    if (again === undefined) return;
    const { open, journal, leftOut } = again;
    const work: Work = { open, session: this.#session(open, journal), lease: undefined, leftOut };
    if (!(await this.#take(work))) return;
    if (journal.target === undefined) await this.#look(work);
    else await this.#runRest(work);
  }

  async #look(work: Work): Promise<void> {
    const { session, open } = work;
    const { id, prompt } = session.journal.header;
    let decision;
    try {
      decision = await lookAndDecide(this.#services, this.#preview, work);
    } finally {
      await this.#preview.close();
    }
    if (decision.kind === 'run') {
      session.journal.add({ kind: 'target', target: decision.target });
      return this.#runRest(work);
    }
    await this.#letGo(work);
    const { done, incomplete } = session.counts;
    if (decision.kind === 'changePrompt' || done + incomplete === 0) await this.#store.discard(id);
    if (decision.kind === 'cancel') return;
    const changed = await choosePrompt(this.#services, open, prompt.text);
    if (changed !== undefined) await this.#beginWith(open, changed);
  }

  async #runRest(work: Work): Promise<void> {
    await this.#run(work, rest(work));
  }

  async #run(work: Work, indexes: readonly number[]): Promise<void> {
    const { session, open } = work;
    const saving = new SavingAsTheyCome(work);
    if (open.saveOne !== undefined)
      for (const index of session.results.keys()) if (!session.journal.saved.has(index)) saving.add(index);
    const how =
      indexes.length === 0
        ? 'ended'
        : await askWithProgress(
            this.#services,
            work,
            indexes,
            'all',
            `Running over ${open.name}`,
            ({ index }) => saving.add(index),
          );
    await saving.done();
    if (how === 'stopped') await this.#stopped(work);
    else await this.#ended(work);
  }

  async #ended(work: Work): Promise<void> {
    const { session } = work;
    const written = await saveAll(work);
    await this.#letGo(work);
    if (written === undefined) return;
    const { id } = session.journal.header;
    await (this.#services.keepsHistory() ? this.#store.settle(id) : this.#store.discard(id));
    // The report may stand for long; meanwhile another run may begin.
    this.#services.inBackground(
      report(work, written).then(async (again) => {
        if (again === undefined) return;
        await this.#store.takeBack(session.journal.header.id);
        await this.#again(work, again);
      }),
    );
  }

  async #stopped(work: Work): Promise<void> {
    const { session, open } = work;
    await this.#letGo(work);
    this.#services.inBackground(
      (async () => {
        const { done, incomplete } = session.counts;
        const far = shareInWords(done + incomplete, session.items.length, open.source.kind);
        const [goOn, save] = ['Go On', 'Save What Is Done'];
        const choice = await vscode.window.showInformationMessage(
          `The run over ${open.name} was stopped at ${far}. What was answered is kept: go on now, or later with the same command.`,
          goOn,
          ...(open.saveAll !== undefined && done + incomplete > 0 ? [save] : []),
        );
        if (choice === goOn) await this.#again(work, rest(work));
        if (choice === save) await this.#alone(async () => this.#ended(work));
      })(),
    );
  }

  async #again(work: Work, indexes: readonly number[]): Promise<void> {
    await this.#alone(async () => {
      if (await this.#take(work)) await this.#run(work, indexes);
    });
  }

  /** Takes a run for this window, or says that another has it; waits for one that has just been closed. */
  async #take(work: Work): Promise<boolean> {
    const { id } = work.session.journal.header;
    const onLost = (): void => {
      work.session.stop();
      void vscode.window.showWarningMessage(
        `Another window goes on with the run over ${work.open.name}, so it was stopped here.`,
      );
    };
    let taken = await RunLease.take(this.#leases, id, onLost);
    if (typeof taken === 'number') {
      const wait = taken - Date.now() + 500;
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: 'Looking whether another window is at it' },
        async () => this.#pass(wait),
      );
      taken = await RunLease.take(this.#leases, id, onLost);
    }
    if (typeof taken === 'number') {
      void vscode.window.showInformationMessage(
        `Another window is at work on ${work.open.name}. Go on there, or stop it there first.`,
      );
      return false;
    }
    work.lease = taken;
    this.#work = work;
    return true;
  }

  async #letGo(work: Work): Promise<void> {
    await work.session.journal.flush();
    await work.lease?.release();
    work.lease = undefined;
    if (this.#work === work) this.#work = undefined;
  }

  async #askAboutRunning(work: Work): Promise<void> {
    if (work.session.isPaused) return askToGoOn(work);
    const { session, open } = work;
    if (work.isDeciding === true) {
      void vscode.window.showInformationMessage(
        `You are still to decide about the run over ${open.name}: choose in the list that is open, or press Escape.`,
      );
      return;
    }
    const stop = 'Stop It';
    const far = shareInWords(session.results.size, session.items.length, open.source.kind);
    const choice = await vscode.window.showInformationMessage(
      `A run over ${open.name} is at ${far}. What is answered is kept when it is stopped.`,
      stop,
    );
    if (choice === stop) work.session.stop();
  }

  #pass(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#services.timers.after(Math.max(0, milliseconds), resolve);
    });
  }
}
