import * as vscode from 'vscode';
import { explainLevelFrom, type ExplainLevel } from '../../core/text/explain/explainLevel';
import { explainPrompt, explainWordPrompt } from '../../core/text/explain/explainPrompts';
import { property } from '../commandArguments';
import { placeInWords } from '../documentWords';
import type { EditorServices } from '../editorServices';
import { materialOf, passageAround, passageToWorkOn, type Passage } from '../passage';
import { editorAt, placeFrom, type Place } from '../place';
import { pickLevel } from './explainLevelPick';
import { beginningOf, explainInChat } from './explanation';

/**
 * Explains the selection, or the paragraph or function at the cursor, in the chat. `{level?: ExplainLevel}`, for
 * keybindings and scripts, says for whom; otherwise the setting does. A hover's link gives a place: then the word there is
 * explained.
 */
export async function explainSelection(services: EditorServices, options: unknown): Promise<void> {
  const level = explainLevelFrom(property(options, 'level')) ?? services.settings().explainLevel;
  const place = placeFrom([options]);
  if (place !== undefined) return explainWord(services, place, level);
  const editor = editorOrSay();
  const passage = editor && (await passageToWorkOn(editor));
  if (passage !== undefined) await explainPassage(services, passage, level);
}

/** Explain As…: the same, after asking how much the person knows of it. */
export async function explainAs(services: EditorServices): Promise<void> {
  const editor = editorOrSay();
  if (editor === undefined) return;
  const before = editor.selection;
  const passage = await passageToWorkOn(editor);
  if (passage === undefined) return;
  const level = await pickLevel(`Explain ${passage.what}`, services.memory, services.settings().explainLevel);
  if (level !== undefined) await explainPassage(services, passage, level);
  else if (before.isEmpty) editor.selection = before;
}

async function explainPassage(
  services: EditorServices,
  passage: Passage,
  level: ExplainLevel,
): Promise<void> {
  const material = materialOf(passage);
  await explainInChat(services, {
    what: passage.place,
    level,
    quote: beginningOf(material.text),
    promptText: explainPrompt(material, passage.place, level),
  });
}

async function explainWord(services: EditorServices, place: Place, level: ExplainLevel): Promise<void> {
  const editor = await editorAt(place);
  if (editor === undefined) return;
  const { document } = editor;
  const { start } = document.validateRange(place.range);
  const range = document.getWordRangeAtPosition(start);
  const passage = await passageAround(editor, start);
  if (passage === undefined || range === undefined) {
    void vscode.window.showInformationMessage('The text has changed. Point at the word once more.');
    return;
  }
  const word = document.getText(range);
  await explainInChat(services, {
    what: `“${word}” in ${placeInWords(document, range)}`,
    level,
    quote: document.lineAt(start.line).text.trim(),
    promptText: explainWordPrompt(word, materialOf(passage), passage.place, level),
  });
}

function editorOrSay(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      'Open a document and put the cursor into the text that you want explained.',
    );
  }
  return editor;
}
