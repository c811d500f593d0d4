/** Something that can be let go of once; letting go twice does nothing. Structurally a `vscode.Disposable`. */
export interface Releasable {
  dispose(): void;
}

/** Subscribes a listener; the returned object ends the subscription. Structurally a `vscode.Event`. */
export type Listen<T> = (listener: (event: T) => void) => Releasable;

/** A list of listeners. `core` has its own because it may not import VS Code's. */
export class Emitter<T> implements Releasable {
  readonly #listeners = new Set<(event: T) => void>();

  /** Subscribes. A listener added twice is called once. */
  readonly event: Listen<T> = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };

  /** Calls every listener that is subscribed now, in the order of subscription. */
  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
