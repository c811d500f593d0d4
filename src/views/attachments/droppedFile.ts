import * as vscode from 'vscode';
import type { FileRefusal } from '../../protocol';
import { attachmentRefusal, binaryRefusal, documentRefusal } from '../chat/attachmentWords';
import { languageIdOf } from '../chat/languages';
import { pictureType, unreadablePicture } from './picturesToPrepare';
import { isBinary, textReading } from './readText';
import { refused, type Reading } from './reading';

/** Reads a file that came with its bytes: it was dropped or pasted from outside VS Code. */
export async function readDroppedFile(name: string, bytes: Uint8Array): Promise<Reading> {
  // What the panel can make ready it does not hand over as a file.
  if (pictureType(name) !== undefined) return refused(unreadablePicture(name));
  const refusal =
    documentRefusal(name) ??
    attachmentRefusal(name, bytes.byteLength) ??
    (isBinary(bytes) ? binaryRefusal(name) : undefined);
  if (refusal !== undefined) return refused(refusal);
  const ending = /\.([\w+-]+)$/.exec(name)?.[1] ?? '';
  const languageId = languageIdOf(ending, await vscode.languages.getLanguages());
  return textReading(name, languageId, new TextDecoder().decode(bytes));
}

/** Why the panel could not take a file, in words. */
export function refusalOf(name: string, reason: FileRefusal): Reading {
  switch (reason) {
    case 'tooLarge':
      return refused(
        `“${name}” is too large to be dropped here. Open it in VS Code, select the part that matters, and attach the selection.`,
      );
    case 'folder':
      return refused(
        `“${name}” is a folder. Open it in VS Code, right-click it in the Explorer, and choose “Huggingphaze: Add to Chat”.`,
      );
    case 'noPicture':
      return refused(unreadablePicture(name));
    case 'hugePicture':
      return refused(
        `“${name}” has too many pixels to be shown to a model. Save a smaller copy of it, and attach that.`,
      );
    case 'unreadable':
      return refused(`“${name}” could not be read. Perhaps it was moved meanwhile; please try again.`);
  }
}
