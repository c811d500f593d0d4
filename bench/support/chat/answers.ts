import { DONE, finishEvent, roleEvent, textEvent } from '../../../test/standin/events';
import type { StandIn } from '../../../test/standin/server';
import { writeDocument } from '../render/renderDocuments';

/** Characters of a token, about. */
const tokenLength = 4;
const tokensPerSecond = 3_000;
/** Milliseconds between two packets. */
const tick = 4;
/** Every so-many-th token is a marker that the panel is watched for. */
export const markerEvery = 50;

export const model = 'standin/pleasant';

/** Answers of a mixed document at 3,000 tokens a second. */
export class SteadyAnswers {
  /** When each marker was written to the socket, in milliseconds since the epoch. */
  readonly written = new Map<number, number>();
  #tokens = 200;

  constructor(standIn: StandIn) {
    standIn.script(model, () => ({ chunks: this.#stream() }));
  }

  /** The next answer has so many tokens. */
  next(tokens: number): void {
    this.#tokens = tokens;
    this.written.clear();
  }

  async *#stream(): AsyncGenerator<string> {
    const text = writeDocument('mixed', this.#tokens * tokenLength);
    const start = performance.now();
    yield roleEvent(model);
    for (let token = 0; token < this.#tokens;) {
      await new Promise((resolve) => setTimeout(resolve, tick));
      const due = Math.min(this.#tokens, Math.floor(((performance.now() - start) / 1_000) * tokensPerSecond));
      const events: string[] = [];
      for (; token < due; token += 1) {
        const words = text.slice(token * tokenLength, (token + 1) * tokenLength);
        const isMarked = token % markerEvery === 0;
        if (isMarked) this.written.set(token, performance.timeOrigin + performance.now());
        events.push(textEvent(model, isMarked ? `${words}⟦${token}⟧` : words));
      }
      if (events.length > 0) yield events.join('');
    }
    yield finishEvent(model, 'stop') + DONE;
  }
}
