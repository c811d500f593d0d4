import type { StoredSuggestion } from '../../core/text/storedSuggestion';
import type { EditorServices } from '../editorServices';

/** How long after a change a suggestion is written down, in milliseconds: while it streams, once in that time. */
const delay = 1_000;

/** Writes a suggestion down while it waits for the person, so that it is there again after a reload. */
export class SuggestionKeeper {
  readonly #services: Pick<EditorServices, 'log' | 'settings' | 'suggestions'>;
  readonly #id: string;
  readonly #current: () => StoredSuggestion | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saysFailure = true;

  /** @param current the suggestion as it is now; `undefined` where there is nothing to keep */
  constructor(
    services: Pick<EditorServices, 'log' | 'settings' | 'suggestions'>,
    id: string,
    current: () => StoredSuggestion | undefined,
  ) {
    this.#services = services;
    this.#id = id;
    this.#current = current;
  }

  /** The suggestion changed: it is written down soon. */
  changed(): void {
    this.#timer ??= setTimeout(() => void this.save(), delay);
  }

  /** Writes it down now. Never rejects: what is on the screen does not depend on it. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const suggestion = this.#current();
    if (suggestion === undefined || this.#services.settings().keepHistory === false) return;
    try {
      await this.#services.suggestions.save(this.#id, suggestion);
    } catch {
      if (this.#saysFailure) this.#services.log.warn('A suggestion could not be saved for a reload.');
      this.#saysFailure = false;
    }
  }

  /** The person decided about it: nothing of it is kept. */
  async forget(): Promise<void> {
    this.dispose();
    try {
      await this.#services.suggestions.remove(this.#id);
    } catch {
      this.#services.log.warn('A suggestion that is no longer needed could not be removed from the disk.');
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
