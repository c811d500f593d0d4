import * as vscode from 'vscode';
import { commitMessageScheme, documentName } from '../documentWords';
import type { Passage } from '../passage';

/**
 * The commit message that the person means: of the repository in whose title they chose the command, else of the only
 * one, else of the one they pick. `undefined`, after saying why, where there is no message.
 *
 * @param repository what VS Code hands over with a command of a source control view
 */
export async function commitMessageToWorkOn(repository: unknown): Promise<Passage | undefined> {
  const boxes = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === commitMessageScheme);
  const root = rootUriOf(repository);
  const meant = root === undefined ? boxes : boxes.filter((box) => rootOf(box) === root.toString());
  if (meant.length === 0) {
    void vscode.window.showInformationMessage('Open a folder that is under version control first.');
    return undefined;
  }
  const written = meant.filter((box) => box.getText().trim() !== '');
  const box = written.length > 1 ? await pickBox(written) : written[0];
  if (written.length === 0) {
    void vscode.window.showInformationMessage(
      'There is no commit message yet. Write one in the Source Control view first.',
    );
  }
  return box && passageOf(box);
}

function passageOf(document: vscode.TextDocument): Passage {
  const text = document.getText();
  const first = text.length - text.trimStart().length;
  const range = new vscode.Range(document.positionAt(first), document.positionAt(text.trimEnd().length));
  const name = documentName(document);
  return {
    document,
    indentation: { tabs: false, size: 2 },
    range,
    kind: 'prose',
    what: `the ${name}`,
    place: `the ${name}`,
  };
}

async function pickBox(boxes: readonly vscode.TextDocument[]): Promise<vscode.TextDocument | undefined> {
  const items = boxes.map((box) => ({
    label: rootOf(box).split('/').filter(Boolean).at(-1) ?? documentName(box),
    description: box.getText().trim().split(/\r?\n/)[0] ?? '',
    box,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'Rewrite Commit Message',
    placeHolder: 'Choose the repository',
  });
  return picked?.box;
}

/** Of a `vscode.SourceControl`, whose fields are no properties of its own. */
function rootUriOf(repository: unknown): vscode.Uri | undefined {
  if (typeof repository !== 'object' || repository === null || !('rootUri' in repository)) return undefined;
  return repository.rootUri instanceof vscode.Uri ? repository.rootUri : undefined;
}

/** Where the box's repository lies, as VS Code writes it into the box's address; empty where it does not say. */
function rootOf({ uri }: vscode.TextDocument): string {
  return new URLSearchParams(uri.query).get('rootUri') ?? '';
}
