import { suggestionFromJson, suggestionToJson, type StoredSuggestion } from '../text/storedSuggestion';
import type { FileSystem } from './fileSystem';

export const suggestionsFolder = 'suggestions';
const extension = '.json';

/** A suggestion that nobody came back to is removed after so many milliseconds: 30 days. */
const keptFor = 30 * 24 * 3_600_000;

/**
 * The suggestions that wait for the person, each in a file of its own, so that a window which is closed brings them
 * back. Every method rejects with a `StorageError` if the disk does not do it.
 */
export class SuggestionStore {
  readonly #fileSystem: FileSystem;
  readonly #now: () => number;
  /** One write after the other: a file that is removed is not written once more. */
  #work: Promise<unknown> = Promise.resolve();

  /** @param options.now milliseconds since the epoch */
  constructor(options: { readonly fileSystem: FileSystem; readonly now: () => number }) {
    this.#fileSystem = options.fileSystem;
    this.#now = options.now;
  }

  async save(id: string, suggestion: StoredSuggestion): Promise<void> {
    const bytes = new TextEncoder().encode(suggestionToJson(suggestion));
    await this.#next(async () => this.#fileSystem.replace(pathOf(id), bytes));
  }

  /** A suggestion; `undefined` where there is none, or where it can't be read any more. */
  async read(id: string): Promise<StoredSuggestion | undefined> {
    if (!isSuggestionId(id)) return undefined;
    const bytes = await this.#fileSystem.read(pathOf(id));
    return bytes && suggestionFromJson(new TextDecoder().decode(bytes));
  }

  /** Ids of all suggestions there are, of this window and others. */
  async ids(): Promise<readonly string[]> {
    const names = await this.#fileSystem.list(suggestionsFolder);
    return names
      .filter((name) => name.endsWith(extension))
      .map((name) => name.slice(0, -extension.length))
      .filter(isSuggestionId);
  }

  async remove(id: string): Promise<void> {
    await this.#next(async () => this.#fileSystem.remove(pathOf(id)));
  }

  /** Removes suggestions whose tabs did not come back for 30 days. */
  async removeForgotten(): Promise<void> {
    for (const name of await this.#fileSystem.list(suggestionsFolder)) {
      const path = `${suggestionsFolder}/${name}`;
      const facts = await this.#fileSystem.stat(path);
      if (facts && this.#now() - facts.modifiedAt > keptFor) await this.#fileSystem.remove(path);
    }
  }

  /** Resolves when nothing is on its way to the disk. */
  async settled(): Promise<void> {
    await this.#work;
  }

  async #next(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work);
    // Whoever asked for it hears of its failure; the next one begins all the same.
    this.#work = done.catch(() => undefined);
    return done;
  }
}

function pathOf(id: string): string {
  return `${suggestionsFolder}/${id}${extension}`;
}

/** Ids come back from tabs that VS Code kept, and become names of files: nothing but a UUID may pass. */
function isSuggestionId(id: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}
