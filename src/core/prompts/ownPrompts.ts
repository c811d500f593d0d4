import { decodeText } from '../text/decodeText';
import { StorageError, type FileSystem } from '../storage/fileSystem';
import { withField } from './frontMatter';
import { freeName, promptFileEnding, slugOf } from './promptName';
import { parsePromptFile } from './promptFile';
import type { FoundPrompt } from './promptLibrary';

/** Below the extension's storage. */
export const ownPromptsFolder = 'prompts';
const deletedFolder = `${ownPromptsFolder}/deleted`;

/** Largest file that is taken for a prompt, in bytes. */
export const largestPromptFile = 200_000;

/** How long a deleted prompt can be brought back from disk, in milliseconds. */
const keptDeleted = 30 * 24 * 60 * 60 * 1000;

/** The person's prompts: files that any number of windows share. No file is ever written over. */
export class OwnPrompts {
  readonly #files: FileSystem;
  readonly #now: () => number;

  constructor(files: FileSystem, now: () => number) {
    this.#files = files;
    this.#now = now;
  }

  /** All that can be read, by their file names. What can't be read is passed over. */
  async list(): Promise<readonly FoundPrompt[]> {
    const names = (await this.#files.list(ownPromptsFolder)).filter(isPromptFileName).sort();
    const found = await Promise.all(
      names.map(async (fileName): Promise<FoundPrompt | undefined> => {
        const text = await this.#read(`${ownPromptsFolder}/${fileName}`);
        return text === undefined ? undefined : { source: { kind: 'own', fileName }, fileName, text };
      }),
    );
    return found.filter((prompt) => prompt !== undefined);
  }

  /**
   * Makes a file for a prompt, under this name or the next one that is free. Resolves with the file's name. Rejects
   * with a {@link StorageError}.
   */
  async create(words: string, text: string): Promise<string> {
    const slug = slugOf(words) || 'prompt';
    const bytes = new TextEncoder().encode(text);
    const taken = new Set<string>();
    for (;;) {
      const name = freeName(slug, (candidate) => taken.has(candidate));
      const fileName = `${name}${promptFileEnding}`;
      if (await this.#files.create(`${ownPromptsFolder}/${fileName}`, bytes)) return fileName;
      taken.add(name);
    }
  }

  /** Gives a prompt another name, and its file with it. Resolves with the file's new name. */
  async rename(fileName: string, words: string): Promise<string | undefined> {
    const path = `${ownPromptsFolder}/${fileName}`;
    const text = await this.#read(path);
    if (text === undefined) return undefined;
    const isNamed = parsePromptFile(text).name !== undefined;
    if (fileName === `${slugOf(words)}${promptFileEnding}`) {
      if (isNamed) await this.#files.replace(path, new TextEncoder().encode(withField(text, 'name', words)));
      return fileName;
    }
    const renamed = await this.create(words, isNamed ? withField(text, 'name', words) : text);
    await this.#files.remove(path);
    return renamed;
  }

  /** Takes a prompt away. Resolves with what brings it back; `undefined` where it is gone already. */
  async remove(fileName: string): Promise<(() => Promise<void>) | undefined> {
    const from = `${ownPromptsFolder}/${fileName}`;
    const name = fileName.slice(0, -promptFileEnding.length);
    const to = `${deletedFolder}/${name}.${this.#now()}${promptFileEnding}`;
    await this.#forgetLongDeleted();
    if (!(await this.#files.move(from, to))) return undefined;
    return async () => {
      const bytes = await this.#files.read(to);
      if (bytes === undefined) return;
      // The name may be another prompt's by now.
      if (!(await this.#files.create(from, bytes))) await this.create(name, new TextDecoder().decode(bytes));
      await this.#files.remove(to);
    };
  }

  async #forgetLongDeleted(): Promise<void> {
    for (const name of await this.#files.list(deletedFolder)) {
      const at = /\.(\d+)\.prompt\.md$/.exec(name)?.[1];
      if (at !== undefined && Number(at) < this.#now() - keptDeleted) {
        await this.#files.remove(`${deletedFolder}/${name}`);
      }
    }
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      const facts = await this.#files.stat(path);
      if (facts === undefined || facts.size > largestPromptFile) return undefined;
      const bytes = await this.#files.read(path);
      return bytes && decodeText(bytes);
    } catch (error) {
      if (error instanceof StorageError) return undefined;
      throw error;
    }
  }
}

export function isPromptFileName(name: string): boolean {
  return name.toLowerCase().endsWith(promptFileEnding) && name.length > promptFileEnding.length;
}
