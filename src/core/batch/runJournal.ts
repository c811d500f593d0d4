import type { Releasable } from '../emitter';
import { AppendQueue } from '../storage/appendQueue';
import type { Timers } from '../storage/clock';
import type { FileSystem, StorageErrorKind } from '../storage/fileSystem';
import type { RunPrompt } from './itemPrompt';
import {
  formatRun,
  parseRun,
  runFormat,
  type KeptResult,
  type RunHeader,
  type RunRecord,
  type RunSource,
  type RunTarget,
} from './runRecord';

const folder = 'runs';
/** Runs that came to their end, kept for a while in case something went wrong with what they wrote. */
const endedFolder = `${folder}/ended`;
const extension = '.jsonl';
const lockExtension = '.lock';

/** How long runs are kept, in milliseconds: 30 days. */
export const runsAreKeptFor = 30 * 24 * 3_600_000;

/** What stands in a run's file. */
export interface StoredRun {
  readonly header: RunHeader;
  /** `undefined`: the person has not decided yet to run it over everything. */
  readonly target: RunTarget | undefined;
  /** By the item's place. */
  readonly results: ReadonlyMap<number, KeptResult>;
  /** The addresses of the files that hold an answer each, by the item's place. */
  readonly saved: ReadonlyMap<number, string>;
  /** Whether the person was told that it was broken off, and nothing came since. */
  readonly isOffered: boolean;
}

export interface RunStoreOptions {
  readonly fileSystem: FileSystem;
  readonly timers: Timers;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
}

export function lockOf(id: string): string {
  return `${folder}/${id}${lockExtension}`;
}

/** The runs on disk: a file of JSON lines each, only ever appended to. */
export class RunStore {
  readonly #options: RunStoreOptions;

  constructor(options: RunStoreOptions) {
    this.#options = options;
  }

  /** Begins a run's file. */
  create(about: {
    readonly workspace: string;
    readonly source: RunSource;
    readonly prompt: RunPrompt;
    readonly items: RunHeader['items'];
  }): RunJournal {
    const { newId, now } = this.#options;
    const header: RunHeader = { kind: 'header', format: runFormat, id: newId(), createdAt: now(), ...about };
    const journal = this.#journal({
      header,
      target: undefined,
      results: new Map(),
      saved: new Map(),
      isOffered: false,
    });
    journal.add(header);
    return journal;
  }

  /** Goes on with a run's file. */
  continue(run: StoredRun): RunJournal {
    return this.#journal(run);
  }

  /** `undefined` where there is none, or none that this version can read. Rejects with a `StorageError`. */
  async read(id: string): Promise<StoredRun | undefined> {
    const bytes = await this.#options.fileSystem.read(pathOf(id));
    return bytes && runIn(new TextDecoder().decode(bytes));
  }

  /** The runs that did not come to their end, the latest first. Those that can't be read are left out. Never rejects. */
  async unfinished(workspace: string): Promise<readonly StoredRun[]> {
    const runs: StoredRun[] = [];
    for (const id of await this.#ids()) {
      const run = await this.read(id).catch(() => undefined);
      if (run?.header.workspace === workspace) runs.push(run);
    }
    return runs.sort((one, other) => other.header.createdAt - one.header.createdAt);
  }

  /** Whether there is any run at all that did not come to its end. Looks into no file; never rejects. */
  async hasUnfinished(): Promise<boolean> {
    return (await this.#ids()).length > 0;
  }

  /** Puts a run aside that came to its end. Never rejects: what stays is offered once more. */
  async settle(id: string): Promise<void> {
    const { fileSystem } = this.#options;
    try {
      await fileSystem.move(pathOf(id), `${endedFolder}/${id}${extension}`);
      await fileSystem.remove(lockOf(id));
    } catch {
      return;
    }
  }

  /** Takes a run back that was put aside, as something is to be asked again. Never rejects. */
  async takeBack(id: string): Promise<void> {
    const { fileSystem } = this.#options;
    await fileSystem.move(`${endedFolder}/${id}${extension}`, pathOf(id)).catch(() => false);
  }

  /** Removes a run for good that the person does not want. Never rejects. */
  async discard(id: string): Promise<void> {
    const { fileSystem } = this.#options;
    try {
      await fileSystem.remove(pathOf(id));
      await fileSystem.remove(lockOf(id));
    } catch {
      return;
    }
  }

  /** Removes for good what was last written to longer ago than runs are kept. Never rejects. */
  async removeOld(): Promise<void> {
    const { fileSystem, now } = this.#options;
    for (const place of [folder, endedFolder]) {
      const names = await fileSystem.list(place).catch(() => []);
      for (const name of names) {
        const path = `${place}/${name}`;
        try {
          const facts = await fileSystem.stat(path);
          if (facts !== undefined && now() - facts.modifiedAt > runsAreKeptFor) await fileSystem.remove(path);
        } catch {
          // It is looked at again the next time.
          continue;
        }
      }
    }
  }

  async #ids(): Promise<readonly string[]> {
    const names = await this.#options.fileSystem.list(folder).catch(() => []);
    return names
      .filter((name) => name.endsWith(extension))
      .map((name) => name.slice(0, -extension.length))
      .filter((id) => /^[\w-]{1,100}$/.test(id));
  }

  #journal(run: StoredRun): RunJournal {
    const { fileSystem, timers } = this.#options;
    return new RunJournal(
      run,
      new AppendQueue({ path: pathOf(run.header.id), fileSystem, timers, onTrouble: () => undefined }),
    );
  }
}

/** One run's file while it is written, and what stands in it. */
export class RunJournal implements Releasable {
  readonly header: RunHeader;
  readonly #queue: AppendQueue;
  readonly #results: Map<number, KeptResult>;
  readonly #saved: Map<number, string>;
  #target: RunTarget | undefined;

  constructor(run: StoredRun, queue: AppendQueue) {
    this.header = run.header;
    this.#results = new Map(run.results);
    this.#saved = new Map(run.saved);
    this.#target = run.target;
    this.#queue = queue;
  }

  get results(): ReadonlyMap<number, KeptResult> {
    return this.#results;
  }

  get saved(): ReadonlyMap<number, string> {
    return this.#saved;
  }

  get target(): RunTarget | undefined {
    return this.#target;
  }

  /** Why the file can't be written at the moment; the lines wait in memory. */
  get trouble(): StorageErrorKind | undefined {
    return this.#queue.trouble;
  }

  /** What is added counts at once, and is in the file as soon as the disk takes it. */
  add(record: RunRecord): void {
    apply(record, this.#results, this.#saved);
    if (record.kind === 'target') this.#target = record.target;
    void this.#queue.add([formatRun(record)]);
  }

  /** Resolves when everything is in the file, or the disk did not take it. */
  async flush(): Promise<void> {
    await this.#queue.flush();
  }

  dispose(): void {
    this.#queue.dispose();
  }
}

function runIn(text: string): StoredRun | undefined {
  let header: RunHeader | undefined;
  let target: RunTarget | undefined;
  const results = new Map<number, KeptResult>();
  const saved = new Map<number, string>();
  let isOffered = false;
  for (const line of text.split('\n')) {
    const record = parseRun(line);
    if (record === undefined) continue;
    if (record.kind === 'header') header ??= record;
    else if (record.kind === 'target') ({ target } = record);
    else if (record.kind === 'offered') isOffered = true;
    else {
      apply(record, results, saved);
      isOffered = false;
    }
  }
  return header && { header, target, results, saved, isOffered };
}

function apply(record: RunRecord, results: Map<number, KeptResult>, saved: Map<number, string>): void {
  if (record.kind === 'saved') saved.set(record.index, record.file);
  if (record.kind !== 'result') return;
  const { index, state, text, missing, cost, modelName } = record;
  // A whole answer is never given up for one that is not.
  if (results.get(index)?.state === 'done') return;
  results.set(index, {
    index,
    state,
    text,
    ...(missing !== undefined && { missing }),
    ...(cost !== undefined && { cost }),
    ...(modelName !== undefined && { modelName }),
  });
}

function pathOf(id: string): string {
  return `${folder}/${id}${extension}`;
}
