import type { Releasable } from '../emitter';
import { StorageError, type FileSystem, type StorageErrorKind } from './fileSystem';
import type { Timers } from './clock';

/** Whether lines are in the file, or wait in memory for a disk that takes them. */
export type AppendOutcome = 'saved' | 'queued';

/** Milliseconds until a failed write is tried again: the first time, and at most. */
const firstRetry = 2_000;
const longestRetry = 30_000;

/**
 * The lines that are on their way into one file. They are written in order, all that wait in one write. What cannot
 * be written is kept and tried again later; nothing that was added is ever dropped.
 */
export class AppendQueue implements Releasable {
  readonly #path: string;
  readonly #fileSystem: FileSystem;
  readonly #timers: Timers;
  readonly #onTrouble: () => void;
  readonly #encoder = new TextEncoder();
  /** In the file's order; those of the write that is under way stay here until it has succeeded. */
  readonly #waiting: string[] = [];
  #writing: Promise<AppendOutcome> | undefined;
  #retry: Releasable | undefined;
  #retryAfter = firstRetry;
  #trouble: StorageErrorKind | undefined;

  constructor(options: {
    readonly path: string;
    readonly fileSystem: FileSystem;
    readonly timers: Timers;
    /** Called when {@link trouble} begins or ends. */
    readonly onTrouble: () => void;
  }) {
    this.#path = options.path;
    this.#fileSystem = options.fileSystem;
    this.#timers = options.timers;
    this.#onTrouble = options.onTrouble;
  }

  /** Why the last write failed; `undefined` if it didn't. */
  get trouble(): StorageErrorKind | undefined {
    return this.#trouble;
  }

  /** Lines that may not be in the file yet. */
  get waiting(): readonly string[] {
    return this.#waiting;
  }

  /** Adds lines; resolves when they are in the file, or at once with `queued` while the file can't be written. */
  async add(lines: readonly string[]): Promise<AppendOutcome> {
    this.#waiting.push(...lines);
    if (this.#trouble && !this.#writing) return 'queued';
    return this.flush();
  }

  /** Tries to write all that waits now, also while in trouble. */
  async flush(): Promise<AppendOutcome> {
    // Lines added during a write are not in it, so whoever added them waits for the next one.
    if (this.#writing) {
      const outcome = await this.#writing;
      if (outcome === 'queued') return outcome;
    }
    if (this.#waiting.length === 0) return 'saved';
    this.#writing ??= this.#write();
    return this.#writing;
  }

  async #write(): Promise<AppendOutcome> {
    this.#retry?.dispose();
    this.#retry = undefined;
    const count = this.#waiting.length;
    // Each line begins with a line break instead of ending with one: whatever stands at the end of the file, a line
    // that another window was killed in or one that this window could write only half, spoils nothing but itself.
    const bytes = this.#encoder.encode(this.#waiting.map((line) => `\n${line}`).join(''));
    try {
      await this.#fileSystem.append(this.#path, bytes);
      this.#waiting.splice(0, count);
      this.#retryAfter = firstRetry;
      this.#setTrouble(undefined);
      return 'saved';
    } catch (error) {
      this.#retry = this.#timers.after(this.#retryAfter, () => void this.flush());
      this.#retryAfter = Math.min(this.#retryAfter * 2, longestRetry);
      this.#setTrouble(error instanceof StorageError ? error.kind : 'unexpected');
      return 'queued';
    } finally {
      this.#writing = undefined;
    }
  }

  /** Forgets what waits and ends the retrying; resolves when no write is under way any more. */
  async discard(): Promise<void> {
    await this.#writing;
    this.#waiting.length = 0;
    this.dispose();
    this.#setTrouble(undefined);
  }

  #setTrouble(trouble: StorageErrorKind | undefined): void {
    if (this.#trouble === trouble) return;
    this.#trouble = trouble;
    this.#onTrouble();
  }

  /** Ends the retrying. What still waits is lost with the process; {@link flush} first. */
  dispose(): void {
    this.#retry?.dispose();
    this.#retry = undefined;
  }
}
