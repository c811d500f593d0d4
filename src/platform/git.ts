import * as vscode from 'vscode';

/** What we use of the interface that VS Code's own Git extension offers, in its version 1. */
export interface Repository {
  readonly rootUri: vscode.Uri;
  /** Where the person writes the message of the next commit. */
  readonly inputBox: { value: string };
  readonly state: {
    readonly mergeChanges: readonly Change[];
    readonly untrackedChanges?: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
  };
  diff(cached?: boolean): Promise<string>;
  /** The latest first. Rejects where there is none yet. */
  log(options: { readonly maxEntries: number }): Promise<readonly { readonly message: string }[]>;
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

/** The open repositories, or why there is none. */
export type GitFinding =
  | { readonly kind: 'repositories'; readonly repositories: readonly Repository[] }
  | { readonly kind: 'noExtension' | 'turnedOff' | 'noRepository' };

/** Looks for the repositories of this window. Rejects where VS Code's Git extension does. */
export async function findRepositories(): Promise<GitFinding> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (extension === undefined) return { kind: 'noExtension' };
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) return { kind: 'turnedOff' };
  const api = git.getAPI(1);
  await initialized(api);
  const { repositories } = api;
  return repositories.length === 0 ? { kind: 'noRepository' } : { kind: 'repositories', repositories };
}

/** Paths, as the window names them, of files that Git does not know yet. */
export function untrackedFiles({ state }: Repository): readonly string[] {
  const paths = [...(state.untrackedChanges ?? []), ...state.workingTreeChanges]
    .filter(({ status }) => status === untracked)
    .map(({ uri }) => vscode.workspace.asRelativePath(uri));
  return [...new Set(paths)];
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
