/** How many unsent edits are kept; nobody has more open. */
const mostKept = 20;

/**
 * Messages that are being put into other words, and the words so far. They are kept while other conversations are
 * shown and while the panel is hidden, until they are sent or given up.
 */
export class EditKeeper {
  readonly #texts: Map<string, string>;
  readonly #onDidChange: () => void;
  readonly #sent = new Set<string>();

  /**
   * @param texts what was kept before, by message
   * @param onDidChange told whenever {@link texts} is another
   */
  constructor(texts: Readonly<Record<string, string>>, onDidChange: () => void) {
    this.#texts = new Map(Object.entries(texts));
    this.#onDidChange = onDidChange;
  }

  get texts(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#texts);
  }

  /** The words so far; undefined where the message is not being edited. */
  textOf(messageId: string): string | undefined {
    return this.#texts.get(messageId);
  }

  keep(messageId: string, text: string): void {
    this.#texts.delete(messageId);
    this.#texts.set(messageId, text);
    const [oldest] = this.#texts.keys();
    if (oldest !== undefined && this.#texts.size > mostKept) this.#texts.delete(oldest);
    this.#sent.delete(messageId);
    this.#onDidChange();
  }

  forget(messageId: string): void {
    this.#sent.delete(messageId);
    if (this.#texts.delete(messageId)) this.#onDidChange();
  }

  /** The words are on their way. They are forgotten when the message has given way to them. */
  sent(messageId: string): void {
    this.#sent.add(messageId);
  }

  /** The words were not taken after all. */
  refused(messageId: string): void {
    this.#sent.delete(messageId);
  }

  /** The transcript from this message on has given way to something else. */
  gone(messageId: string): void {
    if (this.#sent.has(messageId)) this.forget(messageId);
  }
}
