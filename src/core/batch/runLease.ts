import type { Releasable } from '../emitter';
import { isObject, parseJson } from '../inference/json';
import type { Timers } from '../storage/clock';
import type { FileSystem } from '../storage/fileSystem';
import { lockOf } from './runJournal';

/** Milliseconds for which a window has a run without saying so again, and after which it does. */
const leaseTime = 15_000;
const renewEvery = 5_000;

export interface LeaseOptions {
  readonly fileSystem: FileSystem;
  readonly timers: Timers;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Which window this is. */
  readonly owner: string;
}

interface Claim {
  readonly owner: string;
  readonly at: number;
  readonly until: number;
}

/**
 * Sees to it that one window alone runs a run: windows add claims to a file beside it, and of two that want it at once the
 * first line wins, for every reader. A window that dies lets go of it after 15 seconds.
 */
export class RunLease implements Releasable {
  readonly #options: LeaseOptions;
  readonly #id: string;
  readonly #onLost: () => void;
  #timer: Releasable | undefined;
  #isOver = false;

  private constructor(options: LeaseOptions, id: string, onLost: () => void) {
    this.#options = options;
    this.#id = id;
    this.#onLost = onLost;
  }

  /**
   * Takes a run, or tells until when another window has it (milliseconds since the epoch). Never rejects: where nothing
   * can be written, no other window can write either.
   *
   * @param onLost another window took it, as after a long sleep of the computer
   */
  static async take(options: LeaseOptions, id: string, onLost: () => void): Promise<RunLease | number> {
    const held = await RunLease.heldUntil(options, id);
    if (held !== undefined) return held;
    const lease = new RunLease(options, id, onLost);
    const other = await lease.#claim();
    if (other !== undefined) return other.until;
    lease.#renewLater();
    return lease;
  }

  /** Until when another window has a run (milliseconds since the epoch); `undefined` where none has. Never rejects. */
  static async heldUntil(options: LeaseOptions, id: string): Promise<number | undefined> {
    const holder = await new RunLease(options, id, () => undefined).#holder();
    const isHeld = holder !== undefined && holder.owner !== options.owner && holder.until > options.now();
    return isHeld ? holder.until : undefined;
  }

  /** Lets another window have it. Never rejects. */
  async release(): Promise<void> {
    if (this.#isOver) return;
    this.dispose();
    const { owner, now } = this.#options;
    await this.#append({ owner, at: now(), until: now() }).catch(() => undefined);
  }

  dispose(): void {
    this.#isOver = true;
    this.#timer?.dispose();
  }

  #renewLater(): void {
    if (this.#isOver) return;
    this.#timer = this.#options.timers.after(renewEvery, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const other = await this.#claim();
    if (this.#isOver) return;
    if (other === undefined) this.#renewLater();
    else {
      this.dispose();
      this.#onLost();
    }
  }

  /** Claims it; who has it instead, if somebody does. */
  async #claim(): Promise<Claim | undefined> {
    const { owner, now } = this.#options;
    try {
      await this.#append({ owner, at: now(), until: now() + leaseTime });
    } catch {
      return undefined;
    }
    const holder = await this.#holder();
    return holder === undefined || holder.owner === owner ? undefined : holder;
  }

  async #append(claim: Claim): Promise<void> {
    const bytes = new TextEncoder().encode(`\n${JSON.stringify(claim)}`);
    await this.#options.fileSystem.append(lockOf(this.#id), bytes);
  }

  /** Whose claim stands: the first, until it ran out or was given up, then the first after that. */
  async #holder(): Promise<Claim | undefined> {
    const bytes = await this.#options.fileSystem.read(lockOf(this.#id)).catch(() => undefined);
    let holder: Claim | undefined;
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      const claim = claimOf(parseJson(line));
      if (claim && (holder === undefined || claim.owner === holder.owner || holder.until <= claim.at))
        holder = claim;
    }
    return holder;
  }
}

function claimOf(value: unknown): Claim | undefined {
  if (!isObject(value)) return undefined;
  const { owner, at, until } = value;
  return typeof owner === 'string' && typeof at === 'number' && typeof until === 'number'
    ? { owner, at, until }
    : undefined;
}
