import * as vscode from 'vscode';
import { attachmentRefusal, binaryRefusal, fileLabel } from './attachmentWords';
import { lastTextEditor } from './documents';

/** A text to go along with the next message. */
export interface PickedText {
  /** As in "letter.md, lines 3–9". */
  readonly label: string;
  readonly languageId: string;
  readonly text: string;
}

type Line = vscode.QuickPickItem & {
  readonly pick: () => readonly PickedText[] | Promise<readonly PickedText[]>;
};

/** Asks what should go along with the next message: the selection, the open file, or other files. */
export async function pickAttachments(): Promise<readonly PickedText[]> {
  const editor = lastTextEditor();
  const lines: Line[] = [];
  if (editor !== undefined) {
    const { document, selection } = editor;
    const name = nameOf(document.uri);
    if (!selection.isEmpty) {
      const label = fileLabel(name, selection.start.line + 1, lastLine(selection) + 1);
      lines.push({
        label: 'The selection',
        iconPath: new vscode.ThemeIcon('list-selection'),
        description: label,
        pick: () => fitting({ label, languageId: document.languageId, text: document.getText(selection) }),
      });
    }
    lines.push({
      label: 'The open file',
      iconPath: new vscode.ThemeIcon('file'),
      description: name,
      pick: () => fitting({ label: name, languageId: document.languageId, text: document.getText() }),
    });
  }
  lines.push({ label: 'Choose files…', iconPath: new vscode.ThemeIcon('folder-opened'), pick: chooseFiles });
  const chosen =
    lines.length === 1
      ? lines[0]
      : await vscode.window.showQuickPick(lines, {
          title: 'Attach',
          placeHolder: 'What should go along with your message?',
          matchOnDescription: true,
        });
  return (await chosen?.pick()) ?? [];
}

async function chooseFiles(): Promise<readonly PickedText[]> {
  const files = await vscode.window.showOpenDialog({ canSelectMany: true, openLabel: 'Attach' });
  const picked: PickedText[] = [];
  for (const file of files ?? []) {
    const text = await readFile(file);
    if (text !== undefined) picked.push(text);
  }
  return picked;
}

/** Reads a text file as it stands in its editor, if it is open; says why where it cannot be attached. */
async function readFile(file: vscode.Uri): Promise<PickedText | undefined> {
  const name = nameOf(file);
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    const refusal =
      attachmentRefusal(name, size) ??
      ((await vscode.workspace.fs.readFile(file)).includes(0) ? binaryRefusal(name) : undefined);
    if (refusal !== undefined) {
      refuse(refusal);
      return undefined;
    }
    const document = await vscode.workspace.openTextDocument(file);
    return fitting({ label: name, languageId: document.languageId, text: document.getText() })[0];
  } catch {
    refuse(`“${name}” could not be read.`);
    return undefined;
  }
}

/** The text, if it is neither empty nor too long; else it is said why not. */
function fitting(picked: PickedText): readonly PickedText[] {
  const refusal = attachmentRefusal(picked.label, new TextEncoder().encode(picked.text).byteLength);
  if (refusal === undefined) return [picked];
  refuse(refusal);
  return [];
}

/** Not awaited: the notification stays until the person closes it, and other files go on meanwhile. */
function refuse(sentence: string): void {
  void vscode.window.showWarningMessage(sentence);
}

/** A selection that ends at the start of a line does not include that line, to a person's eye. */
function lastLine({ start, end }: vscode.Selection): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
}

function nameOf(file: vscode.Uri): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}
