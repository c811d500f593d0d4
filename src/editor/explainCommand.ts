import * as vscode from 'vscode';
import { explainPrompt } from '../core/text/prompts';
import { sendToChat } from './chatHandover';
import type { EditorServices } from './editorServices';
import { materialOf, passageToWorkOn } from './passage';
import { saysTooLong } from './textLimit';

/** How much of the passage the transcript quotes. */
const quotedLines = 6;
const quotedCharacters = 400;

/** Explains the selection, or the paragraph or function at the cursor, in the chat. */
export async function explainSelection(services: EditorServices): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    void vscode.window.showInformationMessage(
      'Open a document and put the cursor into the text that you want explained.',
    );
    return;
  }
  const passage = await passageToWorkOn(editor);
  if (passage === undefined || !(await services.ensureToken())) return;
  const material = materialOf(passage);
  // An explanation is seldom longer than half of what it explains.
  if (await saysTooLong(services, material.text, 0.5)) return;
  await sendToChat(services, {
    text: `Explain ${passage.place}:\n\n${quoted(material.text)}`,
    promptText: explainPrompt(material, passage.place),
  });
}

/** The beginning of a text, as it is shown in the transcript. */
function quoted(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trimEnd().split('\n');
  let start = lines.slice(0, quotedLines).join('\n');
  if (start.length > quotedCharacters) start = start.slice(0, quotedCharacters).trimEnd();
  const isWhole = start.length === lines.join('\n').length;
  return isWhole ? start : `${start} …`;
}
