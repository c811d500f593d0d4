import * as vscode from 'vscode';
import { attachmentRefusal } from '../chat/attachmentWords';
import { refused, type Reading } from './reading';

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
