import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ref, createRef } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { BranchView, ContextView } from '../../src/protocol';
import type { Answer } from './answer';
import './assistantMessage';
import { contextBoundary } from './contextBoundary';
import type { EditKeeper } from './editKeeper';
import type { ViewState } from './hostConnection';
import { LightElement } from './lightElement';
import type { ShownMessage } from './panelModel';
import { ScrollFollower } from './scrollFollower';
import './scrollToLatest';
import './userMessage';

/**
 * Messages in a group. A group that is far from view costs neither layout nor paint, but the browser asks each of
 * them about that in every frame: a group a message would make streaming five times as dear among 1,000 messages.
 */
const groupSize = 10;
/** How many of the newest groups are made at once; they fill any screen. */
const groupsAtOnce = 2;
/** How many frames a message that is far from view may take to get its height. */
const framesToSettle = 6;
/** How many frames a new group may take to get its height: few, for the person may scroll on meanwhile. */
const framesToMeasure = 2;

type Place = NonNullable<ViewState['place']>;

/**
 * The conversation. The newest messages are made first, the older ones while nothing else happens, so that a long
 * conversation opens as fast as a short one. Fires `place-changed` when the person has scrolled.
 */
@customElement('huggingphaze-transcript')
export class Transcript extends LightElement {
  @property({ attribute: false }) messages: readonly ShownMessage[] = [];
  @property({ attribute: false }) branches: ReadonlyMap<string, BranchView> = new Map();
  @property({ attribute: false }) edits: EditKeeper | undefined;
  /** Whenever this changes, the transcript starts at `initialPlace`, or at its end. */
  @property({ attribute: false }) opening = 0;
  @property({ attribute: false }) initialPlace: Place | undefined;
  /** What the model does not see any more; undefined where it sees all. */
  @property({ attribute: false }) unseen: NonNullable<ContextView['boundary']>['unseen'] | undefined;
  /** The first message that it sees; empty where it sees none. */
  @property({ attribute: false }) firstSeenId = '';
  /** What stands in place of an empty transcript. */
  @property({ attribute: false }) placeholder: TemplateResult | typeof nothing = nothing;
  /** Index of the oldest group that is made. */
  @state() private firstGroup = 0;
  @state() private following = true;
  readonly #scroller = createRef<HTMLElement>();
  readonly #content = createRef<HTMLElement>();
  #follower: ScrollFollower | undefined;
  #idle: number | undefined;
  #holdsPlace = false;
  /** Ends the wait for the end of an answer. */
  #stopAwaiting: (() => void) | undefined;

  /** Where the person reads; undefined while they follow the newest answer. */
  get place(): Place | undefined {
    const scroller = this.#scroller.value;
    if (!scroller || this.following) return undefined;
    const top = scroller.getBoundingClientRect().top;
    const inView = (element: Element): boolean => element.getBoundingClientRect().bottom > top;
    const group = [...this.querySelectorAll('.message-group')].find(inView);
    const message = [...(group?.querySelectorAll<HTMLElement>('[data-message-id]') ?? [])].find(inView);
    const messageId = message?.dataset['messageId'];
    if (!message || messageId === undefined) return undefined;
    return { messageId, offset: top - message.getBoundingClientRect().top };
  }

  /** Goes to the newest message and follows it. */
  followLatest(): void {
    this.#follower?.follow();
  }

  /** Has the next change leave what is read where it is, also for who followed the newest answer. */
  holdPlace(): void {
    this.#follower?.stay();
    this.#holdsPlace = true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follower?.dispose();
    this.#follower = undefined;
    if (this.#idle !== undefined) cancelIdleCallback(this.#idle);
    this.#idle = undefined;
    this.#stopAwaiting?.();
    this.#stopAwaiting = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const newest = Math.max(0, Math.ceil(this.messages.length / groupSize) - groupsAtOnce);
    if (changed.has('opening')) {
      const placed = this.messages.findIndex((message) => message.id === this.initialPlace?.messageId);
      this.firstGroup = placed >= 0 ? Math.min(Math.floor(placed / groupSize), newest) : newest;
    } else {
      this.firstGroup = Math.min(this.firstGroup, newest);
    }
  }

  protected override render(): TemplateResult {
    const empty = this.messages.length === 0;
    return html`<div
        ${ref(this.#scroller)}
        class="transcript"
        role="log"
        aria-label="Conversation"
        aria-live="off"
        tabindex=${empty ? nothing : '0'}
        @scrollend=${() => this.#scrollEnded()}
      >
        <div ${ref(this.#content)} class=${empty ? 'messages empty' : 'messages'}>
          ${empty ? this.placeholder : nothing}
          ${repeat(
            this.#madeGroups(),
            (group) => group.index,
            (group) => html`<div class="message-group">${this.#messagesOf(group.messages)}</div>`,
          )}
          ${this.#boundaryAbove('')}
        </div>
      </div>
      <huggingphaze-scroll-to-latest
        .shown=${!this.following && !empty}
        @scroll-to-latest=${() => this.#goToLatest()}
      ></huggingphaze-scroll-to-latest>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const scroller = this.#scroller.value;
    const content = this.#content.value;
    if (!scroller || !content) return;
    this.#follower ??= new ScrollFollower(scroller, content, (following) => {
      this.following = following;
      this.#tellPlace();
    });
    if (changed.has('opening')) this.#start();
    if (this.#holdsPlace) {
      this.#holdsPlace = false;
      requestAnimationFrame(() => this.#follower?.followIfAtEnd());
    }
    this.#makeOlderWhenIdle();
  }

  #goToLatest(): void {
    this.followLatest();
    // The button goes as soon as the end is reached; who pressed it by keyboard goes on reading from here.
    this.#scroller.value?.focus({ preventScroll: true });
  }

  #scrollEnded(): void {
    // While it follows, every word scrolls, and the place stays the same: the end.
    if (!this.following) this.#tellPlace();
  }

  #tellPlace(): void {
    this.dispatchEvent(new CustomEvent('place-changed', { bubbles: true }));
  }

  #madeGroups(): { readonly index: number; readonly messages: readonly ShownMessage[] }[] {
    const groups = [];
    for (let index = this.firstGroup; index * groupSize < this.messages.length; index++) {
      groups.push({ index, messages: this.messages.slice(index * groupSize, (index + 1) * groupSize) });
    }
    return groups;
  }

  #messagesOf(messages: readonly ShownMessage[]): unknown {
    const newest = this.messages.at(-1);
    return repeat(
      messages,
      (message) => message,
      (message) => [
        this.#boundaryAbove(message.id),
        message.role === 'user'
          ? html`<huggingphaze-user-message
              data-message-id=${message.id}
              .message=${message}
              .branch=${this.branches.get(message.id)}
              .newest=${message === newest}
              .edits=${this.edits}
            ></huggingphaze-user-message>`
          : html`<huggingphaze-assistant-message
              data-message-id=${message.id}
              .answer=${message}
              .branch=${this.branches.get(message.id)}
              .newest=${message === newest}
            ></huggingphaze-assistant-message>`,
      ],
    );
  }

  /** @param messageId empty: the end of the transcript */
  #boundaryAbove(messageId: string): TemplateResult | typeof nothing {
    return this.unseen && this.firstSeenId === messageId ? contextBoundary(this.unseen) : nothing;
  }

  #messageElement(messageId: string | undefined): HTMLElement | undefined {
    const elements = this.querySelectorAll<HTMLElement>('[data-message-id]');
    return [...elements].find((element) => element.dataset['messageId'] === messageId);
  }

  #start(): void {
    const place = this.initialPlace;
    const target = this.#messageElement(place?.messageId);
    if (!place || !target) {
      this.#follower?.follow();
      return;
    }
    this.#follower?.stay();
    this.#goTo(target, place.offset, framesToSettle);
  }

  /** Brings a message to where it stood, again and again while the heights around it become known. */
  #goTo(target: HTMLElement, offset: number, framesLeft: number): void {
    requestAnimationFrame(() => {
      if (!target.isConnected || this.#follower?.following !== false) return;
      this.#moveTo(target, offset);
      if (framesLeft > 0) this.#goTo(target, offset, framesLeft - 1);
    });
  }

  #makeOlderWhenIdle(): void {
    if (this.firstGroup === 0 || this.#idle !== undefined) return;
    this.#idle = requestIdleCallback(() => {
      this.#idle = undefined;
      // A group costs more than is left of a frame, and an answer that streams has one to draw all the time. Who scrolls
      // up must find what is older all the same.
      const newest = this.messages.at(-1);
      if (this.following && newest?.role === 'assistant' && newest.state === 'streaming')
        this.#makeOlderAfter(newest);
      else this.#makeOlder().catch((error: unknown) => reportError(error));
    });
  }

  #makeOlderAfter(answer: Answer): void {
    this.#stopAwaiting?.();
    this.#stopAwaiting = answer.listen({
      answerGrew: () => undefined,
      answerChanged: () => {
        if (answer.state === 'streaming') return;
        this.#stopAwaiting?.();
        this.#stopAwaiting = undefined;
        this.#makeOlderWhenIdle();
      },
    });
  }

  async #makeOlder(): Promise<void> {
    const scroller = this.#scroller.value;
    if (!scroller || !this.isConnected || this.firstGroup === 0) return;
    // At its very top the browser does not keep in place what is in view, so we do.
    const place = scroller.scrollTop === 0 ? this.place : undefined;
    this.firstGroup--;
    await this.updateComplete;
    const target = this.#messageElement(place?.messageId);
    if (!place || !target) return;
    this.#moveTo(target, place.offset);
    // The new group's height is a guess until it has been laid out.
    this.#goTo(target, place.offset, framesToMeasure);
  }

  /** Brings a message to where it stood. */
  #moveTo(target: HTMLElement, offset: number): void {
    const scroller = this.#scroller.value;
    if (!scroller) return;
    const distance = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top + offset;
    if (Math.abs(distance) >= 1) this.#follower?.moveTo(scroller.scrollTop + distance);
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    // The messages render in turns of their own; who waits for the transcript waits for them too.
    await Promise.resolve();
    return complete;
  }
}
