import { Emitter, type Listen } from '../emitter';
import type { ChatRequest, ModelClient } from '../inference/modelClient';
import { cleanAnswer } from './cleanAnswer';
import { fitAnswer, type FittingContext } from './fitAnswer';
import {
  answerOf,
  isOver,
  isUnderWay,
  nextState,
  type RewriteEvent,
  type RewriteState,
} from './rewriteState';
import {
  afterChange,
  isTouched,
  trackRange,
  type OffsetRange,
  type TextChange,
  type TrackedRange,
} from './trackedRange';

export interface RewriteSessionOptions {
  readonly client: ModelClient;
  /** The whole text of the document now. */
  readonly documentText: string;
  /** The passage to rewrite. */
  readonly range: OffsetRange;
  readonly fitting: Omit<FittingContext, 'original'>;
  /** What the person asked for, in the words that the model is given. */
  readonly instruction: string;
  /** Made anew for each attempt, so that another model or setting takes effect. */
  readonly request: () => Promise<ChatRequest>;
}

/** One suggestion for one passage, from the request to its end. Knows nothing of how it is shown. */
export class RewriteSession {
  readonly #options: RewriteSessionOptions;
  readonly #changes = new Emitter<RewriteState>();
  #state: RewriteState = { name: 'asking' };
  #range: TrackedRange;
  #abort = new AbortController();

  constructor(options: RewriteSessionOptions) {
    this.#options = options;
    this.#range = trackRange(options.documentText, options.range);
  }

  /** Fires after each change of state, and after each piece of text that arrives. */
  readonly onDidChange: Listen<RewriteState> = (listener) => this.#changes.event(listener);

  get state(): RewriteState {
    return this.#state;
  }

  /** Where the passage is in the document now. */
  get range(): TrackedRange {
    return this.#range;
  }

  /** What is suggested so far in place of the passage, clean and fitted to it; empty before the first word. */
  get suggestion(): string {
    const { fitting, instruction } = this.#options;
    const original = this.#range.content;
    const clean = cleanAnswer(answerOf(this.#state), {
      original: original.replace(/\r\n?/g, '\n'),
      kind: fitting.kind,
      instruction,
      ended: !isUnderWay(this.#state),
    });
    return fitAnswer(clean, { ...fitting, original });
  }

  /** Sends the request and takes in the answer. Resolves when it ended, whichever way; see `state`. */
  async run(): Promise<void> {
    const abort = this.#abort;
    const request = await this.#options.request();
    if (abort.signal.aborted) {
      this.#dispatch({ type: 'answerEnded', ending: 'stopped' });
      return;
    }
    for await (const event of this.#options.client.stream(request, abort.signal)) {
      if (isOver(this.#state)) return;
      if (event.type === 'text') this.#dispatch({ type: 'textArrived', text: event.text });
      else if (event.type === 'finish') this.#dispatch({ type: 'answerEnded', ending: event.reason });
      else if (event.type === 'error') this.#dispatch({ type: 'requestFailed', error: event.error });
    }
    // A client always ends with `finish` or `error`; a stream that did neither must not look as if it went on.
    this.#dispatch({ type: 'answerEnded', ending: 'cutOff' });
  }

  /** Sends the request once more. What the last attempt brought is given up when the first word arrives. */
  async askAgain(): Promise<void> {
    if (!this.#dispatch({ type: 'askedAgain' })) return;
    this.#abort = new AbortController();
    await this.run();
  }

  /** Ends the request; what has arrived stays. */
  stop(): void {
    this.#abort.abort();
  }

  /** The document changed: follows the passage. */
  documentChanged(changes: readonly TextChange[]): void {
    for (const change of changes) this.#range = afterChange(this.#range, change);
  }

  /** True if the passage is no longer what the suggestion was made from; the state is then `conflicted`. */
  findConflict(documentText: string): boolean {
    if (!isTouched(this.#range, documentText)) return false;
    this.#dispatch({ type: 'conflictFound' });
    return true;
  }

  /** The person wants to see both before deciding. */
  putOffConflict(): void {
    this.#dispatch({ type: 'conflictPutOff' });
  }

  /** The document holds the suggestion now. */
  applied(): void {
    if (this.#dispatch({ type: 'applied' })) this.#abort.abort();
  }

  /** The person does not want it; ends the request too. */
  discard(): void {
    if (this.#dispatch({ type: 'discarded' })) this.#abort.abort();
  }

  #dispatch(event: RewriteEvent): boolean {
    const next = nextState(this.#state, event);
    if (next === undefined) return false;
    this.#state = next;
    this.#changes.fire(next);
    return true;
  }
}
