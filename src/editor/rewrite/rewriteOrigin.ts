import * as vscode from 'vscode';
import type { RewriteInstruction } from '../../core/text/rewriteInstructions';
import type { RewriteOrigin } from '../../core/text/storedSuggestion';
import { commitMessageScheme, documentName } from '../documentWords';
import type { Passage } from '../passage';

/** What a suggestion for a passage has to know of where it comes from. */
export function originOf(passage: Passage, instruction: RewriteInstruction): RewriteOrigin {
  const { document, indentation, kind, place } = passage;
  return {
    address: document.uri.toString(),
    name: documentName(document),
    place,
    languageId: document.languageId,
    kind,
    fitting: {
      kind,
      eol: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
      indentWith: indentation,
    },
    instruction,
  };
}

/** "letter.md: Shorter" */
export function titleOf({ name, instruction }: RewriteOrigin): string {
  return `${name}: ${shortLabel(instruction.label)}`;
}

/** The name of the suggestion's file. A cell is named as text: by its notebook's name VS Code would open a notebook. */
export function fileNameOf({ address }: RewriteOrigin): string {
  const { scheme, path } = vscode.Uri.parse(address);
  if (scheme === 'vscode-notebook-cell') return 'cell';
  if (scheme === commitMessageScheme) return 'commit message';
  return path.split('/').filter(Boolean).at(-1) ?? 'suggestion';
}

/** A person's own instruction may be long; the title of a tab may not. */
function shortLabel(label: string): string {
  return label.length <= 40 ? label : `${label.slice(0, 39).trimEnd()}…`;
}
