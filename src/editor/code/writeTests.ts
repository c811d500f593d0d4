import * as vscode from 'vscode';
import { testMessages } from '../../core/text/code/testPrompt';
import type { DocumentStreams } from '../ask/documentStreams';
import type { EditorServices } from '../editorServices';
import { saysTooLong } from '../textLimit';
import { declarationToWorkOn } from './declaration';
import { testTargetFor, type TestTarget } from './testTarget';

/** Characters of the file, and of tests that are there already, that the model is shown. */
const shownOfFile = 8000;
const shownOfTests = 4000;

/**
 * Writes tests for the function or class at a place, or else at the cursor, into a new document that is not saved: under
 * the name that the language's habits give it, so that Save puts it there. A file that is there is never touched.
 */
export async function writeTests(
  services: EditorServices,
  streams: DocumentStreams,
  parameters: readonly unknown[],
): Promise<void> {
  const passage = await declarationToWorkOn(parameters);
  if (passage === undefined || !(await services.ensureToken())) return;
  const { document, range } = passage;
  const target = await testTargetFor(document);
  const messages = testMessages(
    {
      declaration: document.getText(range),
      file: document.getText().slice(0, shownOfFile),
      path: vscode.workspace.asRelativePath(document.uri, false),
      languageId: document.languageId,
      testPath: target.path,
      framework: target.framework,
      example: (target.existing ?? '').slice(0, shownOfTests),
    },
    services.settings().customInstructions,
  );
  if (await saysTooLong(services, messages.map(({ content }) => content).join('\n'), 1)) return;
  const tests = await newDocument(target, document.languageId);
  await vscode.window.showTextDocument(tests, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  if (target.existing !== undefined) {
    void vscode.window.showInformationMessage(
      `${target.path ?? 'The file'} is there already and stays as it is. The new tests are in a document of their own: copy what you want from it.`,
    );
  }
  await streams.write({ document: tests, offset: 0, messages, kind: 'code', before: '', indent: '' });
}

/** An empty document. With a name only where no file and no other document has it. */
async function newDocument({ uri, existing }: TestTarget, languageId: string): Promise<vscode.TextDocument> {
  // Other file systems than the computer's own have no documents that wait to be saved at a place.
  if (uri?.scheme === 'file' && existing === undefined) {
    const unsaved = uri.with({ scheme: 'untitled' });
    const isTaken = vscode.workspace.textDocuments.some(({ uri: open }) => open.path === unsaved.path);
    if (!isTaken) return vscode.workspace.openTextDocument(unsaved);
  }
  return vscode.workspace.openTextDocument({ language: languageId, content: '' });
}
