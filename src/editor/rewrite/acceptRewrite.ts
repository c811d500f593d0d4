import * as vscode from 'vscode';
import { isUnderWay } from '../../core/text/rewriteState';
import type { OffsetRange } from '../../core/text/trackedRange';
import type { IfChanged } from '../commandArguments';
import { commitMessageScheme, notebookOf } from '../documentWords';
import type { Rewrite } from './rewrite';
import { whyReadOnly } from '../writability';

/**
 * Puts a suggestion into its document: one edit, one undo step, of exactly the passage. Where anything speaks
 * against it the person is asked first. False if the suggestion goes on waiting.
 */
export async function acceptRewrite(rewrite: Rewrite, ifChanged: IfChanged | undefined): Promise<boolean> {
  if (!(await isComplete(rewrite))) return false;
  const { suggestion, editedAround } = rewrite.preview.current();
  if (rewrite.session.suggestion === '' && suggestion === rewrite.session.range.content) {
    void vscode.window.showInformationMessage('There is no suggestion to accept yet.');
    return false;
  }
  if (editedAround && !(await acceptsWithoutSurroundings(rewrite))) return false;

  const document = await writableDocument(rewrite, suggestion, ifChanged);
  if (document === undefined) return false;
  // Asking took its time: the passage is where it is now.
  const { start, end } = rewrite.session.range;
  const { length } = document.getText();
  if (!(await putInto(rewrite, document, suggestion))) {
    rewrite.session.putOffConflict();
    await offerElsewhere(`${rewrite.origin.name} could not be changed.`, suggestion);
    return false;
  }
  rewrite.session.applied();
  await rewrite.preview.close();
  await reveal(document, { start, end: end + document.getText().length - length }, rewrite.cursor);
  return true;
}

/**
 * The document, where nothing speaks against putting the suggestion into it; `undefined`, after saying why and offering
 * a way out, where something does.
 */
export async function writableDocument(
  rewrite: Rewrite,
  suggestion: string,
  ifChanged: IfChanged | undefined,
): Promise<vscode.TextDocument | undefined> {
  const document = await rewrite.openDocument();
  const why =
    document === undefined ? `${rewrite.origin.name} is no longer there.` : await whyReadOnly(document);
  if (document === undefined || why !== undefined) {
    await offerElsewhere(why ?? '', suggestion);
    return undefined;
  }
  if (!rewrite.session.findConflict(document.getText())) return document;
  const choice = ifChanged ?? (await askAboutConflict(rewrite));
  if (choice === 'apply') return document;
  rewrite.session.putOffConflict();
  if (choice === 'show') {
    rewrite.refresh();
    await rewrite.show();
  }
  return undefined;
}

/**
 * One edit of the passage. An edit through an editor, unlike one of the workspace, leaves alone what the person has
 * locked; a notebook's cells and the box for a commit message have no editor of their own that could be opened for it.
 */
async function putInto(
  rewrite: Rewrite,
  document: vscode.TextDocument,
  suggestion: string,
): Promise<boolean> {
  if (notebookOf(document) !== undefined || document.uri.scheme === commitMessageScheme) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rewrite.rangeIn(document), suggestion);
    return vscode.workspace.applyEdit(edit);
  }
  const editor = await vscode.window.showTextDocument(document);
  const range = rewrite.rangeIn(document);
  if (document.getText(range) === suggestion) return true;
  const { version } = document;
  const accepted = await editor.edit((builder) => builder.replace(range, suggestion));
  // A locked editor accepts an edit and does nothing.
  return accepted && document.version !== version;
}

async function isComplete({ session }: Rewrite): Promise<boolean> {
  if (!isUnderWay(session.state)) return true;
  const take = 'Accept what is there';
  const choice = await vscode.window.showWarningMessage('The model is still writing.', take);
  if (choice !== take) return false;
  if (!isUnderWay(session.state)) return true;
  const ended = new Promise<void>((resolve) => {
    const subscription = session.onDidChange((state) => {
      if (isUnderWay(state)) return;
      subscription.dispose();
      resolve();
    });
  });
  session.stop();
  await ended;
  return session.state.name === 'ready' || session.state.name === 'failed';
}

async function acceptsWithoutSurroundings({ origin: { name } }: Rewrite): Promise<boolean> {
  const accept = 'Accept the rewritten part';
  const choice = await vscode.window.showWarningMessage(
    'You also edited text around the rewritten part.',
    {
      modal: true,
      detail: `Only the rewritten part is put into ${name}. What you changed around it in the suggestion is not.`,
    },
    accept,
  );
  return choice === accept;
}

async function askAboutConflict({ origin: { name }, session }: Rewrite): Promise<IfChanged | undefined> {
  const { start, end } = session.range;
  const apply = start === end ? 'Insert it there' : 'Apply anyway';
  const show = 'Show both';
  const choice = await vscode.window.showWarningMessage(
    start === end
      ? `The text that this suggestion is for was deleted from ${name}.`
      : `The text that this suggestion is for has changed in ${name}.`,
    {
      modal: true,
      detail:
        start === end
          ? 'The suggestion can be inserted where the text was. Undo takes it back.'
          : 'The suggestion does not know of these changes. If you apply it, it takes their place; Undo brings them back.',
    },
    apply,
    show,
  );
  return choice === apply ? 'apply' : choice === show ? 'show' : undefined;
}

export async function offerElsewhere(why: string, suggestion: string): Promise<void> {
  const newDocument = 'Open in a new document';
  const copy = 'Copy the suggestion';
  const choice = await vscode.window.showWarningMessage(why, newDocument, copy);
  if (choice === copy) await vscode.env.clipboard.writeText(suggestion);
  if (choice !== newDocument) return;
  const document = await vscode.workspace.openTextDocument({ content: suggestion });
  await vscode.window.showTextDocument(document, { preview: false });
}

/**
 * Shows the document where it was, with the new text selected; or with the cursor in it, where nothing had been selected.
 *
 * @param cursor offset in the passage
 */
export async function reveal(
  document: vscode.TextDocument,
  { start, end }: OffsetRange,
  cursor: number | undefined,
): Promise<void> {
  const notebook = notebookOf(document);
  if (notebook !== undefined) {
    const index = notebook.getCells().findIndex((cell) => cell.document === document);
    await vscode.window.showNotebookDocument(notebook, {
      selections: [new vscode.NotebookRange(index, index + 1)],
    });
    return;
  }
  if (document.uri.scheme === commitMessageScheme) {
    await vscode.commands.executeCommand('workbench.scm.focus');
    return;
  }
  const editor = await vscode.window.showTextDocument(document);
  const [anchor, active] =
    cursor === undefined ? [start, end] : [Math.min(start + cursor, end), Math.min(start + cursor, end)];
  editor.selection = new vscode.Selection(document.positionAt(anchor), document.positionAt(active));
  editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
