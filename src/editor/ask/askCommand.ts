import * as vscode from 'vscode';
import { endingInWords } from '../../core/text/endingWords';
import { askMessages, askPrompt, type Material } from '../../core/text/prompts';
import { textKind } from '../../core/text/textKind';
import { streamAnswer } from './answerStream';
import { pickPrompt, pickTarget } from './askPicks';
import { sendToChat } from '../chatHandover';
import { askOptionsFrom, type AskTarget } from '../commandArguments';
import { documentName } from '../documentWords';
import type { DocumentStreams } from './documentStreams';
import type { EditorServices } from '../editorServices';
import { materialOf, selectedPassage, type Passage } from '../passage';
import { saysTooLong } from '../textLimit';
import { whyReadOnly } from '../writability';

interface Question {
  readonly prompt: string;
  /** What was selected when it was asked. */
  readonly passage: Passage | undefined;
  readonly material: Material | undefined;
  /** Where the cursor was when it was asked. */
  readonly place: { readonly document: vscode.TextDocument; readonly at: vscode.Position } | undefined;
}

/**
 * Ask…: takes a prompt, asks where the answer goes, and streams it there. What is selected goes along.
 * Arguments, for keybindings and scripts: `{prompt?: string, target?: 'chat' | 'cursor' | 'newDocument' | 'clipboard'}`.
 */
export async function ask(
  services: EditorServices,
  streams: DocumentStreams,
  options: unknown,
): Promise<void> {
  const given = askOptionsFrom(options);
  const editor = vscode.window.activeTextEditor;
  const passage = editor === undefined ? undefined : selectedPassage(editor);
  const place =
    editor === undefined
      ? undefined
      : { document: editor.document, at: passage?.range.end ?? editor.selection.active };
  const prompt = given.prompt ?? (await pickPrompt(services.promptHistory, passage?.what));
  if (prompt === undefined) return;
  services.promptHistory.add(prompt);
  const target =
    given.target ??
    (await pickTarget(
      services.memory,
      place === undefined ? undefined : `in ${documentName(place.document)}; Undo removes it again`,
    ));
  if (target === undefined || !(await services.ensureToken())) return;
  const material = passage === undefined ? undefined : materialOf(passage);
  if (material !== undefined && (await saysTooLong(services, material.text, 0.5))) return;
  await answerTo(services, streams, { prompt, passage, material, place }, target);
}

async function answerTo(
  services: EditorServices,
  streams: DocumentStreams,
  question: Question,
  target: AskTarget,
): Promise<void> {
  switch (target) {
    case 'chat': {
      const about = question.passage === undefined ? '' : `\n\n(About ${question.passage.place}.)`;
      await sendToChat(services, {
        text: question.prompt + about,
        promptText: askPrompt(question.prompt, question.material),
      });
      return;
    }
    case 'cursor':
      return answerAtCursor(services, streams, question);
    case 'newDocument':
      return answerInNewDocument(services, streams, question);
    case 'clipboard':
      return answerInClipboard(services, question);
  }
}

async function answerAtCursor(
  services: EditorServices,
  streams: DocumentStreams,
  question: Question,
): Promise<void> {
  const { place, passage, prompt, material } = question;
  if (place === undefined) {
    void vscode.window.showInformationMessage(
      'Open a document and put the cursor where the answer should go.',
    );
    return;
  }
  const { document, at } = place;
  const why = document.isClosed ? `${documentName(document)} was closed.` : await whyReadOnly(document);
  if (why !== undefined) {
    const newDocument = 'Write into a new document';
    const choice = await vscode.window.showWarningMessage(why, newDocument);
    if (choice === newDocument) await answerInNewDocument(services, streams, question);
    return;
  }
  const kind = textKind(document.languageId, document.getText());
  const line = document.lineAt(at.line).text;
  // After a selection the answer begins on a line of its own.
  const before = passage === undefined || at.character === 0 ? '' : kind === 'code' ? '\n' : '\n\n';
  const indent = kind === 'code' ? (/^\s*/.exec(line.slice(0, at.character))?.[0] ?? '') : '';
  await streams.write({
    document,
    offset: document.offsetAt(at),
    messages: askMessages(
      prompt,
      material,
      'cursor',
      { kind, languageId: document.languageId },
      services.settings().customInstructions,
    ),
    kind,
    before: before === '' ? '' : before + indent,
    indent,
  });
}

async function answerInNewDocument(
  services: EditorServices,
  streams: DocumentStreams,
  { prompt, material }: Question,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
  await vscode.window.showTextDocument(document, { preview: false });
  const written = { kind: 'prose', languageId: 'markdown' } as const;
  const { customInstructions } = services.settings();
  await streams.write({
    document,
    offset: 0,
    messages: askMessages(prompt, material, 'document', written, customInstructions),
    kind: 'prose',
    before: '',
    indent: '',
  });
}

async function answerInClipboard(services: EditorServices, question: Question): Promise<void> {
  const { prompt, material } = question;
  const { customInstructions } = services.settings();
  const written = { kind: 'prose', languageId: 'plaintext' } as const;
  const messages = askMessages(prompt, material, 'clipboard', written, customInstructions);
  const abort = new AbortController();
  let text = '';
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Asking', cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      return streamAnswer(services, messages, abort.signal, (soFar) => {
        text = soFar;
        progress.report({ message: lastWords(soFar) });
      });
    },
  );
  const answer = text.trim();
  if (outcome.type === 'ended' && outcome.ending === 'stop') {
    if (answer === '') void vscode.window.showWarningMessage('The model answered with nothing.');
    else {
      await vscode.env.clipboard.writeText(answer);
      void vscode.window.showInformationMessage('Copied. You can paste the answer now.');
    }
    return;
  }
  if (outcome.type === 'failed') {
    services.reportError(outcome.error, outcome.modelName, () => {
      void answerInClipboard(services, question);
    });
  }
  const why = outcome.type === 'ended' ? endingInWords(outcome.ending) : undefined;
  if (answer === '') {
    if (why !== undefined) void vscode.window.showWarningMessage(why);
    return;
  }
  // What has arrived is no answer that the person could take for the whole: it is copied only if they want it.
  const copy = 'Copy what arrived';
  const words = why ?? 'The answer is not complete.';
  const choice = await vscode.window.showWarningMessage(words, copy);
  if (choice === copy) await vscode.env.clipboard.writeText(answer);
}

/** The end of a text, for the progress notification. */
function lastWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `…${line.slice(-60)}`;
}
