import * as vscode from 'vscode';
import { findRepositories, type Repository } from '../../platform/git';

/**
 * The repository that a message is for: the one whose title was pressed, the only one there is, or the one that the
 * person picks. `undefined`, after saying so, where there is none. Rejects where Git does.
 */
export async function chosenRepository(place: unknown): Promise<Repository | undefined> {
  const found = await findRepositories();
  switch (found.kind) {
    case 'noExtension':
      void vscode.window.showInformationMessage(
        'Commit messages need VS Code’s own Git extension, which is not there or turned off. Turn it on in the list of extensions.',
      );
      return undefined;
    case 'turnedOff':
      void vscode.window.showInformationMessage(
        'Git is turned off. Turn on the setting “Git: Enabled”, then try again.',
      );
      return undefined;
    case 'noRepository':
      void vscode.window.showInformationMessage(
        'No Git repository is open here. Open a folder that is one, or make one with “Git: Initialize Repository”.',
      );
      return undefined;
    case 'repositories':
      return repositoryAt(place, found.repositories) ?? pick(found.repositories);
  }
}

/** The name of a repository's folder. */
export function nameOfRepository({ rootUri }: Repository): string {
  return rootUri.path.split('/').filter(Boolean).at(-1) ?? rootUri.path;
}

function repositoryAt(place: unknown, repositories: readonly Repository[]): Repository | undefined {
  if (typeof place !== 'object' || place === null || !('rootUri' in place)) return undefined;
  const { rootUri } = place;
  if (!(rootUri instanceof vscode.Uri)) return undefined;
  return repositories.find((repository) => repository.rootUri.toString() === rootUri.toString());
}

async function pick(repositories: readonly Repository[]): Promise<Repository | undefined> {
  const [first] = repositories;
  if (repositories.length === 1) return first;
  const items = repositories.map((repository) => ({
    label: nameOfRepository(repository),
    description: vscode.workspace.asRelativePath(repository.rootUri),
    iconPath: new vscode.ThemeIcon('repo'),
    repository,
  }));
  const item = await vscode.window.showQuickPick(items, {
    title: 'Write Commit Message',
    placeHolder: 'For which repository?',
  });
  return item?.repository;
}
