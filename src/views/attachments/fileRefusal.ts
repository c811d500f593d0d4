import { kindByName } from '../../core/documents/documentKind';
import type { FileRefusal } from '../../protocol';
import { unreadablePicture } from './picturesToPrepare';
import { refused, type Reading } from './reading';

/** Why the panel could not take a file, in words. */
export function refusalOf(name: string, reason: FileRefusal): Reading {
  switch (reason) {
    case 'tooLarge':
      return refused(
        kindByName(name)?.kind === 'document'
          ? `“${name}” is too large to be dropped here. Press Attach below the message, choose “Choose files…”, and pick it there.`
          : `“${name}” is too large to be dropped here. Open it in VS Code, select the part that matters, and attach the selection.`,
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
