import { DONE, finishEvent, textEvent } from '../../standin/events';
import type { ReceivedRequest } from '../../standin/requests';
import type { StandIn } from '../../standin/server';

/** A model whose answer a test brings piece by piece, so that it knows what has been said at any moment. */
export class SteppedModel {
  readonly id = 'standin/stepped';
  readonly #standIn: StandIn;
  #waiting: string[] = [];
  #ended: 'end' | undefined;
  #wake: () => void = () => undefined;
  #asked: ((request: ReceivedRequest) => void)[] = [];

  constructor(standIn: StandIn) {
    this.#standIn = standIn;
    this.prepare();
  }

  /** Forgets the last answer. */
  prepare(): void {
    this.#waiting = [];
    this.#ended = undefined;
    this.#standIn.script(this.id, (request) => {
      for (const asked of this.#asked.splice(0)) asked(request);
      return { chunks: this.#chunks(), ending: 'end' };
    });
  }

  /** The next request. */
  asked(): Promise<ReceivedRequest> {
    return new Promise((resolve) => this.#asked.push(resolve));
  }

  /** The next piece of the answer. */
  says(text: string): void {
    this.#waiting.push(textEvent(this.id, text));
    this.#wake();
  }

  /** The answer is complete, or `length`: was cut by the limit. */
  ends(reason = 'stop'): void {
    this.#waiting.push(finishEvent(this.id, reason), DONE);
    this.#ended = 'end';
    this.#wake();
  }

  /** As `ends`, and whoever asks next gets another answer. */
  endsAndPrepares(): void {
    const last = [finishEvent(this.id, 'stop'), DONE];
    const wake = this.#wake;
    const waiting = this.#waiting;
    this.#standIn.script(this.id, (request) => {
      this.prepare();
      for (const asked of this.#asked.splice(0)) asked(request);
      return { chunks: this.#chunks(), ending: 'end' };
    });
    waiting.push(...last);
    this.#ended = 'end';
    wake();
  }

  /** The connection ends in the middle of the answer. */
  breaksOff(): void {
    this.#ended = 'end';
    this.#wake();
  }

  async *#chunks(): AsyncGenerator<string> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next !== undefined) yield next;
      else if (this.#ended !== undefined) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
