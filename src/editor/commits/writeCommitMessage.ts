import * as vscode from 'vscode';
import { shownChanges, type ShownChanges } from '../../core/commits/changedFiles';
import { commitMessageOf, commitMessages } from '../../core/commits/commitPrompt';
import { isSecretFile } from '../../core/text/secretFiles';
import { endingInWords } from '../../core/text/endingWords';
import { untrackedFiles, type Repository } from '../../platform/git';
import { streamAnswer, type AnswerOutcome } from '../ask/answerStream';
import type { EditorServices } from '../editorServices';
import { chosenRepository, nameOfRepository } from './chosenRepository';
import { CommitBox } from './commitBox';

/** Most tokens of changes that a model is shown: a message is made from what they have in common. */
const mostTokens = 6_000;

/** How many earlier messages show the style. */
const earlierMessages = 10;

/**
 * Write Commit Message: streams a message into the box of Source Control, made from what is staged, or else from all
 * changes. What stood in the box before is told to the model and can be put back.
 */
export class CommitMessages {
  readonly #services: EditorServices;
  #running: AbortController | undefined;

  constructor(services: EditorServices) {
    this.#services = services;
  }

  stop(): boolean {
    const { isRunning } = this;
    this.#running?.abort();
    return isRunning;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** @param place what VS Code hands over from the title of a repository; else the person is asked where there are several */
  async write(place: unknown): Promise<void> {
    await orSay(async () => {
      const repository = await chosenRepository(place);
      if (repository === undefined) return;
      await repository.status();
      if (!(await mayWrite(repository))) return;
      const changes = await changesOf(repository);
      if (changes === undefined || !(await this.#services.ensureToken())) return;
      await this.#write(repository, changes);
    });
  }

  async #write(repository: Repository, changes: Changes): Promise<void> {
    this.#running?.abort();
    const abort = new AbortController();
    this.#running = abort;
    const box = new CommitBox(repository.inputBox, () => abort.abort());
    let outcome: AnswerOutcome | undefined;
    let answer = '';
    try {
      const messages = commitMessages(
        {
          changes: changes.shown.text,
          newFiles: changes.newFiles,
          subjects: await earlierSubjects(repository),
          begun: box.before.trim(),
        },
        this.#services.settings().customInstructions,
      );
      const title = changes.areStaged
        ? 'Writing a commit message'
        : 'Nothing is staged, so the commit message is about all changes';
      outcome = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title, cancellable: true },
        async (_, token) => {
          token.onCancellationRequested(() => abort.abort());
          return streamAnswer(this.#services, messages, abort.signal, (soFar) => {
            answer = soFar;
            box.show(commitMessageOf(soFar, false));
          });
        },
      );
      box.show(commitMessageOf(answer, true));
    } finally {
      box.finish();
      if (this.#running === abort) this.#running = undefined;
    }
    this.#report(outcome, box, changes, () => void orSay(async () => this.#write(repository, changes)));
  }

  #report(outcome: AnswerOutcome, box: CommitBox, changes: Changes, again: () => void): void {
    if (box.isTaken) {
      void vscode.window.showInformationMessage(
        'You wrote in the box yourself, so no more is written into it. What you wrote is as you left it.',
      );
      return;
    }
    if (outcome.type === 'failed') {
      // Without a word of the answer the box is as it was.
      this.#services.reportError(outcome.error, outcome.modelName, again);
      offerWhatWasThere(box, 'The message is not complete.');
      return;
    }
    const ending = endingInWords(outcome.ending);
    if (!box.hasMessage) {
      void vscode.window.showWarningMessage(ending ?? 'The model answered with nothing.');
      return;
    }
    const remarks = [ending ?? '', ...remarksOn(changes.shown)].filter((remark) => remark !== '');
    offerWhatWasThere(box, remarks.join(' '));
  }
}

/** Never rejects: also for "Try again", for which nobody waits. */
async function orSay(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    // What Git says may hold paths and words of the person's: it stays in its own log.
    void vscode.window.showErrorMessage(
      'Git could not tell what is changed. See “Git: Show Git Output” for its reason.',
    );
  }
}

/** What a message is made from. */
interface Changes {
  readonly shown: ShownChanges;
  readonly newFiles: readonly string[];
  readonly areStaged: boolean;
}

/** `undefined`, after saying so, where there is nothing to commit. */
async function changesOf(repository: Repository): Promise<Changes | undefined> {
  const staged = await repository.diff(true);
  const areStaged = staged.trim() !== '';
  const diff = areStaged ? staged : await repository.diff(false);
  const newFiles = areStaged ? [] : untrackedFiles(repository).filter((path) => !isSecretFile(path));
  const shown = shownChanges(diff, mostTokens);
  if (shown.text !== '' || newFiles.length > 0) return { shown, newFiles, areStaged };
  const name = nameOfRepository(repository);
  void vscode.window.showInformationMessage(
    shown.leftOut.length > 0
      ? `All that is changed in ${name} may hold passwords or keys (${shown.leftOut.join(', ')}), so no model is shown it. Write this message yourself.`
      : `There is nothing to commit in ${name}. Change and save something first.`,
  );
  return undefined;
}

/** Whether a message is wanted now: one of a merge is Git's own. */
async function mayWrite(repository: Repository): Promise<boolean> {
  const conflicts = repository.state.mergeChanges.length;
  if (conflicts > 0) {
    void vscode.window.showInformationMessage(
      `${conflicts === 1 ? '1 file has' : `${conflicts} files have`} conflicts of a merge. Resolve them first; then Git has a message for the merge itself.`,
    );
    return false;
  }
  if (!(await isMerging(repository))) return true;
  const write = 'Write one anyway';
  const choice = await vscode.window.showInformationMessage(
    'A merge is in progress, and Git has a message for it already.',
    write,
  );
  return choice === write;
}

async function isMerging({ rootUri }: Repository): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(rootUri, '.git', 'MERGE_HEAD'));
    return true;
  } catch {
    // No such file: no merge.
    return false;
  }
}

/** First lines of the last messages; none before the first commit. */
async function earlierSubjects(repository: Repository): Promise<readonly string[]> {
  try {
    const commits = await repository.log({ maxEntries: earlierMessages });
    return commits.map(({ message }) => message.split('\n', 1)[0] ?? '').filter((line) => line.trim() !== '');
  } catch {
    return [];
  }
}

function remarksOn({ cut, leftOut }: ShownChanges): readonly string[] {
  return [
    cut.length === 0
      ? ''
      : `${cut.length === 1 ? (cut[0] ?? '') : `${cut.length} files`} changed so much that only the beginning was read.`,
    leftOut.length === 0 ? '' : `Left out, as it may hold passwords or keys: ${leftOut.join(', ')}.`,
  ];
}

/** Says what there is to say, and offers what stood in the box, if anything did and it is gone. */
function offerWhatWasThere(box: CommitBox, remark: string): void {
  const putBack = 'Put back what was there';
  const isGone = box.before.trim() !== '' && box.isChanged;
  if (remark === '' && !isGone) return;
  const words = remark === '' ? 'The commit message takes the place of what you had written.' : remark;
  void vscode.window.showInformationMessage(words, ...(isGone ? [putBack] : [])).then((choice) => {
    if (choice === putBack) box.putBack();
  });
}
