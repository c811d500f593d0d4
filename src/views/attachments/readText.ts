import * as vscode from 'vscode';
import { attachmentRefusal, binaryRefusal, documentRefusal } from '../chat/attachmentWords';
import { nameOf } from './fileNames';
import { refused, type Reading } from './reading';

/** Reads a text file as it stands in its editor, if it is open; says why where it cannot be attached. */
export async function readTextFile(file: vscode.Uri): Promise<Reading> {
  const name = nameOf(file);
  try {
    const open = openDocument(file);
    if (open !== undefined) return textReading(name, open.languageId, open.getText());
    const { size } = await vscode.workspace.fs.stat(file);
    const refusal =
      documentRefusal(name) ??
      attachmentRefusal(name, size) ??
      (isBinary(await vscode.workspace.fs.readFile(file)) ? binaryRefusal(name) : undefined);
    if (refusal !== undefined) return refused(refusal);
    const document = await vscode.workspace.openTextDocument(file);
    return textReading(name, document.languageId, document.getText());
  } catch {
    return refused(
      `“${name}” could not be read. Perhaps it was moved or deleted; look for it, and try again.`,
    );
  }
}

/** The text, if it is neither empty nor too long; else why not. */
export function textReading(label: string, languageId: string, text: string): Reading {
  const refusal = attachmentRefusal(label, new TextEncoder().encode(text).byteLength);
  return refusal === undefined
    ? { kind: 'attachment', attachment: { label, languageId, text } }
    : refused(refusal);
}

/** The document of a file that is open, with its unsaved words. */
export function openDocument(file: vscode.Uri): vscode.TextDocument | undefined {
  const address = file.toString();
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
}

/** Texts hold no zero bytes, but for a few in UTF-16, which VS Code reads by its setting all the same. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.includes(0);
}
