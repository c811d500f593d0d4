import type { Log } from '../log';
import { StorageError, type FileSystem } from '../storage/fileSystem';

const folder = 'continuations';

/** What was asked for without being asked by the person, in all windows, on one day. */
export interface AskedToday {
  readonly count: number;
  /** US dollars by the prices that were known; `undefined` where none was. */
  readonly cost: number | undefined;
  /** How often the person let it go on beyond the limit. */
  readonly extensions: number;
}

/**
 * Counts what is asked for by itself, in a file a day that all windows add lines to: `asked`, with the price in
 * millionths of a dollar where it is known, and `more` where the person let it go on.
 */
export class CostGuard {
  readonly #fileSystem: FileSystem;
  readonly #log: Log;
  readonly #today: () => string;
  /** What could not be written to the disk counts in this window at least. */
  #unwritten = { day: '', lines: '' };

  /** @param today the day on the person's calendar, as in `2026-11-26` */
  constructor(options: { readonly fileSystem: FileSystem; readonly log: Log; readonly today: () => string }) {
    this.#fileSystem = options.fileSystem;
    this.#log = options.log;
    this.#today = options.today;
  }

  /** What was asked for today so far. */
  async today(): Promise<AskedToday> {
    const day = this.#today();
    let written = '';
    try {
      const bytes = await this.#fileSystem.read(`${folder}/${day}`);
      written = bytes === undefined ? '' : new TextDecoder().decode(bytes);
    } catch (error) {
      this.#noteTrouble(error);
    }
    const unwritten = this.#unwritten.day === day ? this.#unwritten.lines : '';
    return summary(written + unwritten);
  }

  /** Whether one more may be asked for: the limit holds for a day, and again for each time that it was extended. */
  async mayAsk(mostADay: number): Promise<boolean> {
    const { count, extensions } = await this.today();
    return count < mostADay * (extensions + 1);
  }

  /** @param cost US dollars, where it is known */
  async asked(cost: number | undefined): Promise<void> {
    await this.#add(cost === undefined ? 'asked' : `asked ${Math.round(cost * 1_000_000)}`);
  }

  /** The person lets it go on for as many again. */
  async extend(): Promise<void> {
    await this.#add('more');
  }

  async #add(line: string): Promise<void> {
    const day = this.#today();
    try {
      const isFirst = (await this.#fileSystem.stat(`${folder}/${day}`)) === undefined;
      await this.#fileSystem.append(`${folder}/${day}`, new TextEncoder().encode(`${line}\n`));
      if (isFirst) await this.#removeOthers(day);
    } catch (error) {
      this.#noteTrouble(error);
      const earlier = this.#unwritten.day === day ? this.#unwritten.lines : '';
      this.#unwritten = { day, lines: `${earlier}${line}\n` };
    }
  }

  async #removeOthers(day: string): Promise<void> {
    for (const name of await this.#fileSystem.list(folder)) {
      if (name !== day) await this.#fileSystem.remove(`${folder}/${name}`);
    }
  }

  #noteTrouble(error: unknown): void {
    if (!(error instanceof StorageError)) throw error;
    this.#log.warn(`What continuations cost could not be kept on disk: ${error.kind}.`);
  }
}

function summary(lines: string): AskedToday {
  let count = 0;
  let extensions = 0;
  let cost: number | undefined;
  for (const line of lines.split('\n')) {
    const [, price] = /^asked(?: (\d{1,12}))?$/u.exec(line) ?? [];
    if (line.startsWith('asked')) count += 1;
    if (price !== undefined) cost = (cost ?? 0) + Number(price) / 1_000_000;
    if (line === 'more') extensions += 1;
  }
  return { count, cost, extensions };
}
