import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A list of rows in which one has the keyboard, and of which more comes when its end is in sight. */
export interface RowsHost extends ReactiveControllerHost, HTMLElement {}

/**
 * Keeps the keyboard where it was while rows come, move and go: on the row that Tab leads to, on the one that is wanted
 * as soon as it is there, or else on what stands above the list.
 */
export class ListOfRows implements ReactiveController {
  readonly #host: RowsHost;
  readonly #above: () => HTMLElement | null;
  readonly #end: IntersectionObserver;
  /** What is to have the keyboard when it is there. */
  #wanted: string | undefined;
  #hadKeyboard = false;
  /** The row that Tab leads to. */
  #active: string | undefined;

  /**
   * @param above what has the keyboard where no row has it
   * @param more called whenever the end of the list comes into sight
   */
  constructor(host: RowsHost, above: () => HTMLElement | null, more: () => void) {
    this.#host = host;
    this.#above = above;
    this.#end = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) more();
    });
    host.addController(this);
  }

  get active(): string | undefined {
    return this.#active;
  }

  set active(id: string | undefined) {
    if (id === this.#active) return;
    this.#active = id;
    this.#host.requestUpdate();
  }

  /** The list is another: a row that is there leads into it. */
  rowsChanged(rows: readonly { readonly id: string }[]): void {
    if (!rows.some(({ id }) => id === this.active)) this.active = rows[0]?.id;
  }

  /** Has this row get the keyboard, as soon as it is there. */
  want(id: string | undefined): void {
    this.active = id;
    this.#wanted = id;
    this.#host.requestUpdate();
  }

  /** Puts the keyboard on a row; false if it is not there. */
  focus(id: string | undefined): boolean {
    if (id === undefined) return false;
    const row = this.#host.querySelector(`.history-row[data-id="${CSS.escape(id)}"]`);
    const field = row?.querySelector<HTMLElement>('.history-rename, .history-open, .history-text-button');
    if (!field) return false;
    this.active = id;
    field.focus();
    return true;
  }

  hostUpdate(): void {
    this.#hadKeyboard = this.#hadKeyboard || this.#host.contains(document.activeElement);
  }

  hostUpdated(): void {
    const end = this.#host.querySelector('.history-end');
    // Observing anew asks anew: the end may still be in view after more has come.
    this.#end.disconnect();
    if (end) this.#end.observe(end);
    if (this.#wanted !== undefined && this.focus(this.#wanted)) this.#wanted = undefined;
    // A row that moved or went has taken the keyboard with it.
    if (this.#hadKeyboard && !this.#host.contains(document.activeElement)) {
      if (!this.focus(this.active)) this.#above()?.focus();
    }
    this.#hadKeyboard = false;
  }

  hostDisconnected(): void {
    this.#end.disconnect();
  }
}
