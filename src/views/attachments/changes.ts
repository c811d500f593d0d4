import * as vscode from 'vscode';
import { largestAttachment } from '../chat/attachmentWords';
import { nameOf } from './fileNames';
import { refused, type Reading } from './reading';

/** What we use of the interface that VS Code's own Git extension offers, in its version 1. */
interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly untrackedChanges?: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
  };
  diff(cached?: boolean): Promise<string>;
  /** Looks again; until then `state` is as old as Git's last look. */
  status(): Promise<void>;
}
interface Change {
  readonly uri: vscode.Uri;
  /** 7: a file that Git does not know yet. */
  readonly status: number;
}
interface GitApi {
  /** `uninitialized` until the repositories of the opened folders were looked for. */
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  readonly repositories: readonly Repository[];
}
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

const untracked = 7;

/** What is changed and not committed yet in every open repository, as Git's own difference. */
export async function readChanges(): Promise<readonly Reading[]> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined)
    return [
      refused('Uncommitted changes need VS Code’s own Git extension, which is not there or turned off.'),
    ];
  try {
    const git = extension.isActive ? extension.exports : await extension.activate();
    if (!git.enabled)
      return [refused('Git is turned off in the settings (git.enabled), so changes can’t be attached.')];
    const api = git.getAPI(1);
    await initialized(api);
    const { repositories } = api;
    if (repositories.length === 0)
      return [refused('No Git repository is open here, so there are no uncommitted changes to attach.')];
    return await Promise.all(
      repositories.map(async (repository) => changesOf(repository, repositories.length)),
    );
  } catch {
    return [refused('Git could not tell what is changed. See “Git: Show Git Output” for its reason.')];
  }
}

/** Milliseconds that repositories are waited for in a window that has just opened. */
const longestSearch = 10_000;

async function initialized(api: GitApi): Promise<void> {
  if (api.state === 'initialized') return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
    const timer = setTimeout(done, longestSearch);
    const subscription = api.onDidChangeState((state) => {
      if (state === 'initialized') done();
    });
  });
}

async function changesOf(repository: Repository, count: number): Promise<Reading> {
  await repository.status();
  const [staged, unstaged] = await Promise.all([repository.diff(true), repository.diff(false)]);
  const { state, rootUri } = repository;
  const fresh = [...(state.untrackedChanges ?? []), ...state.workingTreeChanges]
    .filter(({ status }) => status === untracked)
    .map(({ uri }) => `- ${vscode.workspace.asRelativePath(uri)}`);
  const parts = [
    staged.trim() === '' ? '' : `Staged:\n\n${staged.trimEnd()}`,
    unstaged.trim() === '' ? '' : `Not staged:\n\n${unstaged.trimEnd()}`,
    fresh.length === 0 ? '' : `New files that Git does not know yet:\n\n${[...new Set(fresh)].join('\n')}`,
  ].filter((part) => part !== '');
  const where = count === 1 ? '' : ` of ${nameOf(rootUri)}`;
  if (parts.length === 0) return refused(`There are no uncommitted changes${where}.`);
  const text = `${parts.join('\n\n')}\n`;
  if (new TextEncoder().encode(text).byteLength > largestAttachment)
    return refused(
      `The uncommitted changes${where} are too long to go along with a message. Attach the files that matter instead.`,
    );
  return {
    kind: 'attachment',
    attachment: { label: `Uncommitted changes${where}`, languageId: 'diff', text },
  };
}
