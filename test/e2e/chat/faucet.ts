import { DONE, finishEvent, roleEvent, textEvent, event, chunk } from '../../standin/events';
import type { StandIn } from '../../standin/server';

/**
 * An answer that a test lets flow piece by piece: every request for the model gets a stream that shows what was
 * poured so far, and what is poured later as it comes.
 */
export class Faucet {
  readonly #events: string[] = [];
  #closed = false;
  #poured: () => void = () => undefined;

  constructor(
    standIn: StandIn,
    readonly model = 'standin/pleasant',
  ) {
    standIn.script(model, () => ({ chunks: this.#flow() }));
    this.#events.push(roleEvent(model));
  }

  /** Lets text flow, in one piece. */
  pour(text: string): void {
    this.#events.push(textEvent(this.model, text));
    this.#poured();
  }

  /** Lets thoughts flow. */
  think(text: string): void {
    this.#events.push(event(chunk(this.model, { content: '', reasoning: text })));
    this.#poured();
  }

  /** Ends the answer. */
  end(reason = 'stop'): void {
    this.#events.push(finishEvent(this.model, reason), DONE);
    this.#closed = true;
    this.#poured();
  }

  /** The next request gets an empty stream, into which nothing was poured yet. */
  again(): void {
    this.#events.splice(1);
    this.#closed = false;
  }

  async *#flow(): AsyncGenerator<string> {
    const events = this.#events;
    for (let index = 0; ; index += 1) {
      while (index >= events.length) {
        if (this.#closed) return;
        await new Promise<void>((resolve) => {
          this.#poured = resolve;
        });
      }
      yield events[index] ?? '';
    }
  }
}
