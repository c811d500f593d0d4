import type { ChatRequest, ModelClient } from '../../src/core/inference/modelClient';
import type { FinishReason, StreamEvent } from '../../src/core/inference/streamEvent';

/** One call of a {@link FakeModelClient}; the test says what arrives, and when. */
export class FakeCall {
  /** Whoever asked has left the stream: at its end, or early. */
  closed = false;
  readonly #waiting: StreamEvent[] = [];
  #wake: () => void = () => undefined;
  readonly #idle: (() => void)[] = [];

  constructor(
    readonly request: ChatRequest,
    readonly signal: AbortSignal,
  ) {
    // As the real client promises.
    signal.addEventListener('abort', () => void this.finish('stopped'), { once: true });
  }

  /** Brings events, and resolves when whoever asked has taken them all and waits for more, or has left. */
  emit(...events: readonly StreamEvent[]): Promise<void> {
    if (this.closed) return Promise.resolve();
    this.#waiting.push(...events);
    const taken = new Promise<void>((resolve) => this.#idle.push(resolve));
    this.#wake();
    return taken;
  }

  text(...texts: readonly string[]): Promise<void> {
    return this.emit(...texts.map((text) => ({ type: 'text', text }) as const));
  }

  finish(reason: FinishReason = 'stop'): Promise<void> {
    return this.emit({ type: 'finish', reason });
  }

  async *events(): AsyncGenerator<StreamEvent> {
    try {
      if (this.signal.aborted) yield { type: 'finish', reason: 'stopped' };
      while (!this.signal.aborted || this.#waiting.length > 0) {
        const event = this.#waiting.shift();
        if (event) {
          yield event;
          if (event.type === 'finish' || event.type === 'error') return;
        } else {
          const woken = new Promise<void>((resolve) => (this.#wake = resolve));
          this.#releaseIdle();
          await woken;
        }
      }
    } finally {
      this.closed = true;
      this.#releaseIdle();
    }
  }

  #releaseIdle(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

/** A model client whose answers the test writes by hand. */
export class FakeModelClient implements ModelClient {
  /** Every call so far, oldest first. */
  readonly calls: FakeCall[] = [];
  #awaited = 0;
  readonly #waiting: ((call: FakeCall) => void)[] = [];

  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<StreamEvent> {
    const call = new FakeCall(request, signal);
    this.calls.push(call);
    this.#waiting.shift()?.(call);
    return call.events();
  }

  /** Resolves with the next call that was not handed out yet, once it is made. */
  nextCall(): Promise<FakeCall> {
    const call = this.calls[this.#awaited];
    this.#awaited += 1;
    if (call) return Promise.resolve(call);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Takes the last {@link nextCall} back, which nobody answered. */
  nextCallWasNotMade(): void {
    this.#waiting.pop();
    this.#awaited -= 1;
  }
}
