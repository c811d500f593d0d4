import { Emitter, type Listen } from '../emitter';
import type { ChatRequest, ModelClient } from '../inference/modelClient';
import type { FinishReason } from '../inference/streamEvent';
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
import { RewriteVersions, type KeptVersions, type RewriteVersion } from './rewriteVersions';
import {
  afterChange,
  isTouched,
  trackRange,
  type OffsetRange,
  type TextChange,
  type TrackedRange,
} from './trackedRange';

/** One part of a passage, which may be all of it. */
export interface RewritePart {
  readonly text: string;
  /** From 0. */
  readonly index: number;
  readonly count: number;
  /** What is suggested in place of the part before; empty where there is none. */
  readonly before: string;
  /** Absent for the first wording. */
  readonly refining?: {
    /** The wording that the person has for this part. */
    readonly previous: string;
    /** What should be different. */
    readonly wish: string;
  };
}

/** All that a suggestion is but its place: plain data, from which it goes on in another window. */
export interface KeptRewrite {
  /** What stood in the passage when the suggestion was asked for. */
  readonly content: string;
  readonly parts: readonly string[];
  readonly done: readonly string[];
  readonly wish: string;
  readonly versions: KeptVersions;
  /** What the model wrote of the part that came last. */
  readonly answer: string;
  /** `cutOff` where the window was closed before the end, or the request had failed. */
  readonly ending: FinishReason;
}

export interface RewriteSessionOptions {
  readonly client: ModelClient;
  /** The whole text of the document now. */
  readonly documentText: string;
  /** The passage to rewrite. */
  readonly range: OffsetRange;
  readonly fitting: Omit<FittingContext, 'original'>;
  /** What the person asked for, in the words that the model is given. */
  readonly instruction: string;
  /** The passage in the parts that it is asked for in, in order; absent: in one. */
  readonly parts?: readonly string[];
  /** Where the suggestion stood in an earlier window; it is then ready, and nothing is asked. */
  readonly kept?: KeptRewrite;
  /** Made anew for each part and attempt, so that another model or setting takes effect. */
  readonly request: (part: RewritePart) => Promise<ChatRequest>;
}

/** One suggestion for one passage, from the request to its end. Knows nothing of how it is shown. */
export class RewriteSession {
  readonly #options: RewriteSessionOptions;
  readonly #changes = new Emitter<RewriteState>();
  #state: RewriteState = { name: 'asking' };
  #range: TrackedRange;
  /** What stood in the passage before parts of the suggestion were accepted: Undo may bring it back. */
  readonly #undone: string[] = [];
  readonly #parts: readonly string[];
  readonly #versions: RewriteVersions;
  /** What should be different from the version before; empty for the first. */
  #wish = '';
  /** What is suggested in place of the parts that are rewritten, all but the last one of them. */
  #done: string[] = [];
  #abort = new AbortController();

  constructor(options: RewriteSessionOptions) {
    const { kept } = options;
    this.#options = options;
    this.#range = trackRange(options.documentText, options.range);
    this.#parts = kept?.parts ?? options.parts ?? [this.#range.content];
    this.#versions = new RewriteVersions(kept?.versions);
    if (kept === undefined) return;
    this.#range = { ...this.#range, content: kept.content };
    this.#done = [...kept.done];
    this.#wish = kept.wish;
    this.#state = { name: 'ready', answer: kept.answer, ending: kept.ending };
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

  /**
   * What is suggested so far in place of the passage, clean and fitted to it; empty before the first word. Parts that
   * were not asked for yet, or that did not come to their end, are as they were before.
   */
  get suggestion(): string {
    const { edited, earlier, base } = this.#versions;
    if (edited !== undefined) return edited;
    if (earlier) return earlier.text;
    const current = this.#current;
    if (this.#done.length === 0 && current === '') return base?.text ?? '';
    return this.#suggestedParts(current).join('');
  }

  #suggestedParts(current: string): string[] {
    const { length } = this.#done;
    return this.#parts.map(
      (_, index) => this.#done[index] ?? ((index === length && current) || this.#partBefore(index)),
    );
  }

  /** What is suggested for the part that comes last; empty before its first word, and where it did not come to its end. */
  get #current(): string {
    const mayBeIncomplete = this.#parts.length === 1 || isUnderWay(this.#state) || this.#isComplete;
    const part = this.#parts[this.#done.length];
    return mayBeIncomplete && part !== undefined ? this.#fitted(part, answerOf(this.#state)) : '';
  }

  /** What a part was before it was asked for. */
  #partBefore(index: number): string {
    return this.#versions.base?.parts[index] ?? this.#parts[index] ?? '';
  }

  /**
   * The suggestion as plain data; `undefined` where there is none yet.
   *
   * @param shown what stands in the editor, with what the person made of it
   */
  kept(shown: string): KeptRewrite | undefined {
    if (isOver(this.#state) || this.suggestion === '') return undefined;
    const resting = this.#state.name === 'conflicted' ? this.#state.before : this.#state;
    return {
      content: this.#range.content,
      parts: this.#parts,
      done: [...this.#done],
      wish: this.#wish,
      versions: this.#versions.kept(shown === this.suggestion ? undefined : shown),
      answer: answerOf(resting),
      ending: resting.name === 'ready' ? resting.ending : 'cutOff',
    };
  }

  /** How many wordings there are, and which of them, from 0, is shown. */
  get versions(): { readonly count: number; readonly shown: number } {
    const { count, shown } = this.#versions;
    return { count, shown };
  }

  /** How many parts the passage is asked for in, and how many of them are rewritten. */
  get progress(): { readonly done: number; readonly count: number } {
    return { done: this.#done.length + (this.#isComplete ? 1 : 0), count: this.#parts.length };
  }

  /** Sends the requests and takes in the answers. Resolves when they ended, whichever way; see `state`. */
  async run(): Promise<void> {
    const abort = this.#abort;
    let goesOn = true;
    while (goesOn) goesOn = await this.#runPart(abort);
  }

  /** Whether the person made something of the wording that is shown. */
  get isEdited(): boolean {
    return this.#versions.edited !== undefined;
  }

  /**
   * Sends the request once more. What the last attempt brought is given up when the first word arrives; of several
   * parts those that were rewritten stay, unless all of them were.
   *
   * @param edited what the person made of the last attempt, where they did: it stays in reach as a wording of its own
   */
  async askAgain(edited?: string): Promise<void> {
    const isComplete = this.#isComplete;
    const earlier = edited === undefined ? undefined : this.#asVersion(edited);
    if (!this.#dispatch({ type: 'askedAgain' })) return;
    if (earlier === undefined) this.#versions.restartLast();
    else this.#versions.add(earlier);
    if (isComplete) this.#done = [];
    this.#abort = new AbortController();
    await this.run();
  }

  /**
   * Asks for another wording, made of the one that is shown; that one stays in reach. Does nothing while one arrives.
   *
   * @param text what the person made of the one that is shown
   * @param wish what should be different, in the person's words
   */
  async refine(text: string, wish: string): Promise<void> {
    const earlier = this.#asVersion(text);
    if (!this.#dispatch({ type: 'askedAgain' })) return;
    this.#versions.add(earlier);
    this.#wish = wish;
    this.#done = [];
    this.#changes.fire(this.#state);
    this.#abort = new AbortController();
    await this.run();
  }

  /** The wording that is shown, with what the person made of it. */
  #asVersion(text: string): RewriteVersion {
    if (this.#parts.length === 1) return { text, parts: [text] };
    return { text, parts: this.#versions.earlier?.parts ?? this.#suggestedParts(this.#current) };
  }

  /** Keeps what the person made of the wording that is shown. */
  keepEdits(text: string): void {
    if (text !== this.suggestion) this.#versions.edit(text);
  }

  /** Shows the wording before (-1) or behind (1) the one that is shown. False where there is none, or one arrives. */
  showVersion(by: number): boolean {
    if (isUnderWay(this.#state) || isOver(this.#state) || !this.#versions.step(by)) return false;
    this.#changes.fire(this.#state);
    return true;
  }

  /** Ends the request; what has arrived stays. */
  stop(): void {
    this.#abort.abort();
  }

  /** The document changed: follows the passage. */
  documentChanged(changes: readonly TextChange[]): void {
    for (const change of changes) this.#range = afterChange(this.#range, change);
  }

  /** A part of the suggestion is in the document now: what is there is what the rest is compared with. */
  partAccepted(documentText: string, range: OffsetRange): void {
    this.#undone.push(this.#range.content);
    this.#range = trackRange(documentText, range);
    this.#changes.fire(this.#state);
  }

  /** True if the passage is no longer what the suggestion was made from; the state is then `conflicted`. */
  findConflict(documentText: string): boolean {
    const contents = [this.#range.content, ...this.#undone];
    if (contents.some((content) => !isTouched({ ...this.#range, content }, documentText))) return false;
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

  /** True unless another part follows. */
  async #runPart(abort: AbortController): Promise<boolean> {
    const index = this.#done.length;
    const text = this.#parts[index] ?? '';
    const isLast = index === this.#parts.length - 1;
    if (!isLast && text.trim() === '') return this.#partEnded(text);
    const part = {
      text,
      index,
      count: this.#parts.length,
      before: this.#done.at(-1) ?? '',
      ...(this.#wish !== '' && { refining: { previous: this.#partBefore(index), wish: this.#wish } }),
    };
    const request = await this.#options.request(part);
    if (abort.signal.aborted) {
      this.#dispatch({ type: 'answerEnded', ending: 'stopped' });
      return false;
    }
    for await (const event of this.#options.client.stream(request, abort.signal)) {
      if (isOver(this.#state)) return false;
      if (event.type === 'text') this.#dispatch({ type: 'textArrived', text: event.text });
      else if (event.type === 'finish') {
        if (event.reason === 'stop' && !isLast)
          return this.#partEnded(this.#fitted(text, answerOf(this.#state), true) || this.#partBefore(index));
        this.#dispatch({ type: 'answerEnded', ending: event.reason });
      } else if (event.type === 'error') this.#dispatch({ type: 'requestFailed', error: event.error });
    }
    // A client always ends with `finish` or `error`; a stream that did neither must not look as if it went on.
    this.#dispatch({ type: 'answerEnded', ending: 'cutOff' });
    return false;
  }

  #partEnded(rewritten: string): boolean {
    this.#done.push(rewritten);
    return this.#dispatch({ type: 'partEnded' });
  }

  /** Whether all parts came to their end. */
  get #isComplete(): boolean {
    const state = this.#state.name === 'conflicted' ? this.#state.before : this.#state;
    return this.#done.length === this.#parts.length - 1 && state.name === 'ready' && state.ending === 'stop';
  }

  #fitted(part: string, answer: string, ended = !isUnderWay(this.#state)): string {
    const { fitting, instruction } = this.#options;
    const original = part.replace(/\r\n?/g, '\n');
    const clean = cleanAnswer(answer, { original, kind: fitting.kind, instruction, ended });
    return fitAnswer(clean, { ...fitting, original: part });
  }

  #dispatch(event: RewriteEvent): boolean {
    const next = nextState(this.#state, event);
    if (next === undefined) return false;
    this.#state = next;
    this.#changes.fire(next);
    return true;
  }
}
