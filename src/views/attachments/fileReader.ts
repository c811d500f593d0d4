import * as vscode from 'vscode';
import { kindByName, kindOfFile } from '../../core/documents/documentKind';
import type { DocumentKind } from '../../core/documents/documentReading';
import { decodeText } from '../../core/text/decodeText';
import type { DocumentReader } from '../../platform/documentReader';
import { attachmentRefusal, binaryRefusal } from '../chat/attachmentWords';
import { languageIdOf } from '../chat/languages';
import { documentLabel, documentTooLarge, documentTrouble, kindRefusal } from './documentWords';
import { nameOf } from './fileNames';
import { withPatientProgress } from './patientProgress';
import { pictureType, unreadablePicture } from './picturesToPrepare';
import { openDocument, textReading } from './readText';
import { refused, type Reading } from './reading';

/**
 * Reads files that a person attaches: texts as they stand, documents as what they say. Says why where a file can't go
 * along; `undefined` where the person did not want to wait for it.
 */
export class FileReader {
  readonly #documents: DocumentReader;

  constructor(documents: DocumentReader) {
    this.#documents = documents;
  }

  /** A file of the workspace or of the disk. One that is open goes along as it stands in its editor. */
  async readFile(file: vscode.Uri): Promise<Reading | undefined> {
    const name = nameOf(file);
    try {
      const open = openDocument(file);
      if (open !== undefined) return textReading(name, open.languageId, open.getText());
      const { size } = await vscode.workspace.fs.stat(file);
      const refusal =
        kindByName(name) === undefined ? attachmentRefusal(name, size) : documentTooLarge(name, size);
      if (refusal !== undefined) return refused(refusal);
      const bytes = await vscode.workspace.fs.readFile(file);
      return await this.#read(name, bytes, async (text) => {
        const document = await openedForReading(file);
        // VS Code knows what the person set about letters; where it could not make them out, we can.
        const isLegible = document !== undefined && !document.getText().includes('\ufffd');
        return textReading(
          name,
          document?.languageId ?? (await languageOf(name)),
          isLegible ? document.getText() : text,
        );
      });
    } catch {
      return refused(
        `“${name}” could not be read. Perhaps it was moved or deleted; look for it, and try again.`,
      );
    }
  }

  /** A file that came with its bytes: it was dropped or pasted from outside VS Code. */
  async readDropped(name: string, bytes: Uint8Array): Promise<Reading | undefined> {
    // What the panel can make ready it does not hand over as a file.
    if (pictureType(name) !== undefined) return refused(unreadablePicture(name));
    return this.#read(name, bytes, async (text) => textReading(name, await languageOf(name), text));
  }

  async #read(
    name: string,
    bytes: Uint8Array,
    asText: (text: string) => Promise<Reading>,
  ): Promise<Reading | undefined> {
    const file = kindOfFile(name, bytes);
    if (file.kind === 'document') return this.#readDocument(name, file.document, bytes);
    const refusal = kindRefusal(name, file) ?? attachmentRefusal(name, bytes.byteLength);
    if (refusal !== undefined) return refused(refusal);
    const text = decodeText(bytes);
    return text === undefined ? refused(binaryRefusal(name)) : asText(text);
  }

  async #readDocument(name: string, document: DocumentKind, bytes: Uint8Array): Promise<Reading | undefined> {
    const reading = await withPatientProgress(`Reading “${name}”…`, async (signal) =>
      this.#documents.read({ document, bytes }, signal),
    );
    if (reading === undefined) return undefined;
    if (reading.kind === 'trouble') return refused(documentTrouble(name, reading.trouble));
    return textReading(documentLabel(name, document, reading.part), reading.languageId, reading.text);
  }
}

/** `undefined` for what VS Code does not take for a text. */
async function openedForReading(file: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(file);
  } catch {
    return undefined;
  }
}

async function languageOf(name: string): Promise<string> {
  const ending = /\.([\w+-]+)$/.exec(name)?.[1] ?? '';
  return languageIdOf(ending, await vscode.languages.getLanguages());
}
