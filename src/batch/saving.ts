import * as vscode from 'vscode';
import { answerToWrite } from '../core/batch/runWords';
import type { Written } from './openSource';
import { reasonInWords } from './places';
import type { Work } from './work';

/** The answers as they are written down, by the items' places in order. */
export function answersOf({ session, open }: Work): ReadonlyMap<number, string> {
  const form = open.form === 'cell' ? 'cell' : 'file';
  const answers = [...session.results.values()].filter(({ state }) => state !== 'failed');
  answers.sort((one, other) => one.index - other.index);
  return new Map(answers.map((result) => [result.index, answerToWrite(result, form)]));
}

/** Writes answers into files of their own as they come. What can't be written is tried again at the end. */
export class SavingAsTheyCome {
  readonly #work: Work;
  #saving: Promise<unknown> = Promise.resolve();

  constructor(work: Work) {
    this.#work = work;
  }

  add(index: number): void {
    const before = this.#saving;
    this.#saving = before.then(async () => saveOne(this.#work, index)).catch(() => undefined);
  }

  /** Resolves when nothing is being written any more. */
  async done(): Promise<void> {
    await this.#saving;
  }
}

async function saveOne(work: Work, index: number): Promise<vscode.Uri | undefined> {
  const { session, open } = work;
  const { target } = session.journal;
  const text = answersOf(work).get(index);
  if (open.saveOne === undefined || target === undefined || text === undefined) return undefined;
  const file = await open.saveOne(index, text, target);
  session.journal.add({ kind: 'saved', index, file: file.toString() });
  return file;
}

/**
 * Writes all that is not written yet. Where that fails, asks what to do; `undefined` if the person leaves it at that: the
 * answers stay in the run's file.
 */
export async function saveAll(work: Work): Promise<Written | undefined> {
  for (;;) {
    try {
      return await write(work);
    } catch (error) {
      const [elsewhere, again] = ['Save Them Elsewhere', 'Try Again'];
      const choice = await vscode.window.showErrorMessage(
        `The answers about ${work.open.name} could not be saved: ${reasonInWords(error)} They are kept.`,
        elsewhere,
        again,
      );
      if (choice === undefined) return undefined;
      if (choice === again) continue;
      const uri = await saveElsewhere(work);
      if (uri !== undefined) return { uri };
    }
  }
}

async function write(work: Work): Promise<Written> {
  const { session, open } = work;
  const { target } = session.journal;
  const answers = answersOf(work);
  if (target === undefined || answers.size === 0) return {};
  if (open.saveAll !== undefined) return open.saveAll(answers, target);
  for (const index of answers.keys()) if (!session.journal.saved.has(index)) await saveOne(work, index);
  const [first] = session.journal.saved.values();
  return first === undefined ? {} : { uri: vscode.Uri.parse(first, true) };
}

async function saveElsewhere(work: Work): Promise<vscode.Uri | undefined> {
  const { session, open } = work;
  const answers = [...answersOf(work)].filter(([index]) => !session.journal.saved.has(index));
  try {
    return await open.saveElsewhere(new Map(answers));
  } catch (error) {
    void vscode.window.showErrorMessage(`They could not be saved there either: ${reasonInWords(error)}`);
    return undefined;
  }
}
