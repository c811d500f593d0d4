import * as vscode from 'vscode';
import { findAgain } from '../../core/text/findAgain';
import type { StoredSuggestion } from '../../core/text/storedSuggestion';
import type { EditorServices } from '../editorServices';
import { Rewrite } from './rewrite';
import type { RewriteFiles } from './rewriteFiles';
import { rewriteScheme } from './rewriteScheme';

/**
 * Brings back the suggestions whose tabs VS Code brought back after a reload. A tab that has none any more is closed.
 * Never rejects.
 */
export async function restoreShown(services: EditorServices, files: RewriteFiles): Promise<Rewrite[]> {
  const shown: Rewrite[] = [];
  const orphans: vscode.Tab[] = [];
  for (const tab of vscode.window.tabGroups.all.flatMap((group) => group.tabs)) {
    const uri = suggestionIn(tab);
    if (uri === undefined) continue;
    const isDiff = tab.input instanceof vscode.TabInputTextDiff;
    const stored = isDiff ? await read(services, uri.query) : undefined;
    const rewrite = stored && (await bringBack(services, files, uri.query, stored));
    if (rewrite === undefined) orphans.push(tab);
    else shown.push(rewrite);
  }
  if (orphans.length > 0) {
    vscode.window.tabGroups.close(orphans, true).then(undefined, () => {
      services.log.warn('A suggestion of an earlier window could not be closed.');
    });
  }
  return shown;
}

/** What `restoreLeft` found. */
export interface LeftRewrites {
  readonly rewrites: readonly Rewrite[];
  /** More may be found later: the window that has them seems to be open still. */
  readonly mayBeMore: boolean;
}

/**
 * Brings back the suggestions of this workspace that lost their tabs, as when the machine went off. Never rejects.
 *
 * @param isKnown whether a suggestion is here already
 */
export async function restoreLeft(
  services: EditorServices,
  files: RewriteFiles,
  isKnown: (id: string) => boolean,
): Promise<LeftRewrites> {
  const { log, suggestions, thisWindow, workspace } = services;
  const rewrites: Rewrite[] = [];
  let mayBeMore = false;
  try {
    await suggestions.removeForgotten();
    for (const id of await suggestions.ids()) {
      const stored = isKnown(id) ? undefined : await read(services, id);
      if (stored?.workspace !== workspace || stored.window === thisWindow) continue;
      if (services.windowIsOpen(stored.window)) mayBeMore = true;
      else {
        const rewrite = await bringBack(services, files, id, stored);
        if (rewrite !== undefined) rewrites.push(rewrite);
      }
    }
  } catch {
    log.warn('Suggestions of an earlier window could not be looked for.');
  }
  return { rewrites, mayBeMore };
}

async function read({ log, suggestions }: EditorServices, id: string): Promise<StoredSuggestion | undefined> {
  try {
    return await suggestions.read(id);
  } catch {
    log.warn('A suggestion of an earlier window could not be read.');
    return undefined;
  }
}

function suggestionIn({ input }: vscode.Tab): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputTextDiff && input.modified.scheme === rewriteScheme) {
    return input.modified;
  }
  return input instanceof vscode.TabInputText && input.uri.scheme === rewriteScheme ? input.uri : undefined;
}

/** `undefined` where the document's address is none that VS Code knows how to read, as in a damaged file. */
async function bringBack(
  services: EditorServices,
  files: RewriteFiles,
  id: string,
  { origin, passage, rewrite: kept }: StoredSuggestion,
): Promise<Rewrite | undefined> {
  try {
    const document = await opened(vscode.Uri.parse(origin.address, true));
    // Of a document that can't be had now, what surrounds the passage stands for it.
    const documentText = document?.getText() ?? passage.before + passage.text + passage.after;
    const range = findAgain(passage, documentText);
    return new Rewrite(services, files, id, { origin, document, documentText, range, kept });
  } catch {
    services.log.warn('A suggestion of an earlier window could not be brought back.');
    return undefined;
  }
}

async function opened(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    // Deleted or moved meanwhile: said when the person wants to accept the suggestion.
    return undefined;
  }
}
