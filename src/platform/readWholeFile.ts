import * as vscode from 'vscode';
import { kindOfFile, type FileKind } from '../core/documents/documentKind';
import type { DocumentTrouble } from '../core/documents/documentReading';
import { decodeText } from '../core/text/decodeText';
import { largestDocument, type DocumentReader } from './documentReader';

/** Bytes of a text at most: no model reads more at once. */
const largestText = 5_000_000;

/** What a file says, or why it says nothing; `isText`: it is of a kind that does. */
export type WholeFile =
  | { readonly kind: 'text'; readonly text: string; readonly languageId: string }
  | { readonly kind: 'refused'; readonly sentence: string; readonly isText: boolean };

/** Reads a file as a model is shown it: a text as it stands, a document as what it says. Never rejects. */
export async function readWholeFile(
  uri: vscode.Uri,
  reader: DocumentReader,
  signal: AbortSignal,
): Promise<WholeFile> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const refused = (sentence: string, isText: boolean): WholeFile => ({ kind: 'refused', sentence, isText });
  const text = (content: string, languageId: string): WholeFile =>
    content.trim() === ''
      ? refused(`“${name}” is empty.`, true)
      : { kind: 'text', text: content, languageId };
  try {
    const address = uri.toString();
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === address);
    if (open !== undefined) return text(open.getText(), open.languageId);
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestDocument) return refused(`“${name}” is too large to be read here.`, false);
    const bytes = await vscode.workspace.fs.readFile(uri);
    const kind = kindOfFile(name, bytes);
    if (kind.kind === 'document') {
      const reading = await reader.read({ document: kind.document, bytes }, signal);
      if (reading === undefined) return refused(`“${name}” was not read.`, true);
      if (reading.kind === 'trouble') return refused(`“${name}” ${troubles[reading.trouble]}`, true);
      return text(reading.text, reading.languageId);
    }
    const refusal = kindRefusal(kind);
    if (refusal !== undefined) return refused(`“${name}” ${refusal}`, true);
    const content = decodeText(bytes);
    if (content === undefined) return refused(`“${name}” is not a text, so the model can’t read it.`, false);
    if (bytes.length > largestText)
      return refused(`“${name}” is longer than any model can read at once.`, true);
    return text(content, languageOf(name));
  } catch {
    return refused(`“${name}” could not be read. Perhaps it was moved or deleted.`, true);
  }
}

const troubles: Readonly<Record<DocumentTrouble, string>> = {
  locked: 'opens only with a password. Save a copy without one.',
  noText: 'holds pictures of pages without any text.',
  damaged: 'is damaged, so it can’t be read.',
  empty: 'is empty.',
  tooLarge: 'holds more than can be read here.',
  timedOut: 'takes too long to read.',
};

function kindRefusal(kind: FileKind): string | undefined {
  switch (kind.kind) {
    case 'locked':
      return troubles.locked;
    case 'unreadable':
      return 'is a document of a kind that can’t be read here. Save it as .docx, .xlsx or PDF.';
    case 'misnamed':
      return 'is not what its name says. Get it again from where it came.';
    case 'document':
    case 'other':
      return undefined;
  }
}

/** Enough for a model: it sees the text as well. */
function languageOf(name: string): string {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return languages[ending] ?? (ending === '' ? 'plaintext' : ending);
}

const languages: Readonly<Record<string, string>> = {
  js: 'javascript',
  md: 'markdown',
  py: 'python',
  ts: 'typescript',
  txt: 'plaintext',
};
