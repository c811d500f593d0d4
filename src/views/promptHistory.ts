import type * as vscode from 'vscode';

const historyKey = 'promptHistory';
const longestHistory = 50;

/** What the person asked through "Ask…", the latest first, remembered across windows. */
export class PromptHistory {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  list(): readonly string[] {
    const stored = this.#memory.get<unknown>(historyKey);
    return Array.isArray(stored) ? stored.filter((prompt) => typeof prompt === 'string') : [];
  }

  async clear(): Promise<void> {
    await this.#memory.update(historyKey, undefined);
  }

  async add(prompt: string): Promise<void> {
    const history = [prompt, ...this.list().filter((earlier) => earlier !== prompt)];
    await this.#memory.update(historyKey, history.slice(0, longestHistory));
  }
}
