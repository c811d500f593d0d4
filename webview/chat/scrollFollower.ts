/** How near to the end counts as the end, in CSS pixels: fractions of pixels never quite add up. */
const endWithin = 4;
const upKeys: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home']);

/**
 * Keeps the newest text in sight as it grows, until the person scrolls up by whatever means, and again once they are
 * back at the end. It never moves what the person looks at: growth above is the browser's scroll anchoring's affair.
 */
export class ScrollFollower {
  readonly #scroller: HTMLElement;
  readonly #onDidChange: (following: boolean) => void;
  readonly #observer: ResizeObserver;
  readonly #abort = new AbortController();
  #following = true;
  #lastTop = 0;
  #lastHeight = 0;
  #touchY = 0;

  /**
   * @param scroller what scrolls
   * @param content what grows inside it
   * @param onDidChange told when following begins or ends
   */
  constructor(scroller: HTMLElement, content: HTMLElement, onDidChange: (following: boolean) => void) {
    this.#scroller = scroller;
    this.#onDidChange = onDidChange;
    const options = { passive: true, signal: this.#abort.signal };
    scroller.addEventListener('scroll', () => this.#scrolled(), options);
    // These leave before the scroll event, so that no word that comes in between pulls the person back.
    scroller.addEventListener('wheel', (event) => event.deltaY < 0 && this.#leave(), options);
    scroller.addEventListener('keydown', (event) => upKeys.has(event.key) && this.#leave(), options);
    scroller.addEventListener('touchstart', (event) => this.#touched(event), options);
    scroller.addEventListener('touchmove', (event) => this.#touchMoved(event), options);
    this.#observer = new ResizeObserver(() => this.#pin());
    this.#observer.observe(scroller);
    this.#observer.observe(content);
  }

  get following(): boolean {
    return this.#following;
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.#setFollowing(true);
    this.#pin();
  }

  /** Stays where it is. */
  stay(): void {
    this.#setFollowing(false);
  }

  /** Follows what grows from now on if this is the end already. */
  followIfAtEnd(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (scrollHeight - clientHeight - scrollTop <= endWithin) this.#setFollowing(true);
  }

  /** Moves to a position, in CSS pixels, without taking that for the person's doing. */
  moveTo(top: number): void {
    this.#scroller.scrollTop = top;
    this.#lastTop = this.#scroller.scrollTop;
    this.#lastHeight = this.#scroller.scrollHeight;
  }

  dispose(): void {
    this.#abort.abort();
    this.#observer.disconnect();
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const atEnd = scrollHeight - clientHeight - scrollTop <= endWithin;
    // A lower position in a content no shorter than before is the person's doing (the scroll bar, a key, find in page).
    const wentUp = scrollTop < this.#lastTop - 1 && scrollHeight >= this.#lastHeight;
    const wentDown = scrollTop > this.#lastTop;
    this.#lastTop = scrollTop;
    this.#lastHeight = scrollHeight;
    if (wentUp && !atEnd) this.#setFollowing(false);
    else if (wentDown && atEnd) this.#setFollowing(true);
  }

  #leave(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (scrollTop > 0 && scrollHeight > clientHeight) this.#setFollowing(false);
  }

  #touched(event: TouchEvent): void {
    this.#touchY = event.touches[0]?.clientY ?? 0;
  }

  #touchMoved(event: TouchEvent): void {
    if ((event.touches[0]?.clientY ?? 0) > this.#touchY) this.#leave();
  }

  #pin(): void {
    if (this.#following) this.moveTo(this.#scroller.scrollHeight);
  }

  #setFollowing(following: boolean): void {
    if (this.#following === following) return;
    this.#following = following;
    this.#onDidChange(following);
  }
}
