import * as vscode from 'vscode';
import { OwnPrompts } from '../core/prompts/ownPrompts';
import { promptLibrary, type PromptEntry } from '../core/prompts/promptLibrary';
import type { PromptServices } from './promptServices';
import { workspacePrompts } from './workspacePrompts';

/** How long the list may be the one of a moment ago while a name is typed, in milliseconds. */
const freshFor = 5_000;

/**
 * Every prompt that can be run. Files are read whenever a prompt is about to be used, so that what another window, or
 * another program, has changed is seen; only the letters of a name that is being typed share one reading.
 */
export class PromptShelf {
  readonly #own: OwnPrompts;
  #read: { readonly at: number; readonly entries: Promise<readonly PromptEntry[]> } | undefined;

  constructor({ fileSystem }: Pick<PromptServices, 'fileSystem'>) {
    this.#own = new OwnPrompts(fileSystem, Date.now);
  }

  /** As it is on disk now. */
  async list(): Promise<readonly PromptEntry[]> {
    const entries = this.#readAll();
    this.#read = { at: Date.now(), entries };
    return entries;
  }

  /** As it was on disk a few seconds ago at most. */
  async recent(): Promise<readonly PromptEntry[]> {
    const { isTrusted } = vscode.workspace;
    const isFresh = this.#read !== undefined && Date.now() - this.#read.at < freshFor;
    const entries = await (isFresh && this.#read ? this.#read.entries : this.list());
    return isTrusted ? entries : entries.filter(({ source }) => source.kind !== 'workspace');
  }

  /** Does something to the person's own prompts, which whoever asks from then on sees. */
  async change<T>(task: (own: OwnPrompts) => Promise<T>): Promise<T> {
    try {
      return await task(this.#own);
    } finally {
      this.#read = undefined;
    }
  }

  async #readAll(): Promise<readonly PromptEntry[]> {
    const [own, shared] = await Promise.all([this.#own.list(), workspacePrompts()]);
    return promptLibrary([...own, ...shared]);
  }
}
