import * as vscode from 'vscode';
import { lastTextEditor } from '../chat/documents';
import type { Attacher } from './attacher';
import { openFiles, selectionLabel } from './editors';
import { nameOf } from './fileNames';
import { countProblems } from './problems';
import { problemsLabel } from '../../core/text/problemsText';

type Line = vscode.QuickPickItem & { readonly pick: () => Promise<void> };

/** Asks what should go along with the next message, and attaches it. */
export async function pickAttachments(attacher: Attacher): Promise<void> {
  const editor = lastTextEditor();
  const lines: Line[] = [];
  if (editor !== undefined) {
    const { document, selection } = editor;
    if (!selection.isEmpty) {
      lines.push({
        label: 'The selection',
        iconPath: new vscode.ThemeIcon('list-selection'),
        description: selectionLabel(editor),
        pick: async () => attacher.addSelection(editor),
      });
    }
    lines.push({
      label: 'The open file',
      iconPath: new vscode.ThemeIcon('file'),
      description: nameOf(document.uri),
      pick: async () => attacher.addFiles([document.uri]),
    });
  }
  const open = openFiles();
  if (open.length > 1) {
    lines.push({
      label: 'All open files',
      iconPath: new vscode.ThemeIcon('files'),
      description: open.map(nameOf).join(', '),
      pick: async () => attacher.addFiles(open),
    });
  }
  const problems = countProblems();
  if (problems > 0) {
    lines.push({
      label: 'Problems',
      iconPath: new vscode.ThemeIcon('warning'),
      description: problemsLabel(problems),
      pick: async () => attacher.addProblems(),
    });
  }
  lines.push(
    {
      label: 'Uncommitted changes',
      iconPath: new vscode.ThemeIcon('diff'),
      pick: async () => attacher.addChanges(),
    },
    {
      label: 'Choose files…',
      iconPath: new vscode.ThemeIcon('go-to-file'),
      pick: async () => choose(attacher, { canSelectMany: true }),
    },
    {
      label: 'Choose a folder…',
      iconPath: new vscode.ThemeIcon('folder-opened'),
      pick: async () => choose(attacher, { canSelectFiles: false, canSelectFolders: true }),
    },
  );
  const chosen = await vscode.window.showQuickPick(lines, {
    title: 'Attach',
    placeHolder: 'What should go along with your message?',
    matchOnDescription: true,
  });
  await chosen?.pick();
}

async function choose(attacher: Attacher, options: vscode.OpenDialogOptions): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({ ...options, openLabel: 'Attach' });
  if (chosen !== undefined) await attacher.addFiles(chosen);
}
