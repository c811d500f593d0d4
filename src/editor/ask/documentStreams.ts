import * as vscode from 'vscode';
import { cleanAnswer } from '../../core/text/cleanAnswer';
import { endingInWords } from '../../core/text/endingWords';
import type { PromptMessage } from '../../core/inference/modelClient';
import type { TextKind } from '../../core/text/textKind';
import { streamAnswer, type AnswerOutcome } from './answerStream';
import { documentName } from '../documentWords';
import type { EditorServices } from '../editorServices';
import { StreamingInsertion } from './streamingInsertion';

/** Set while something streams into a document, so that Escape means Stop there and nowhere else. */
const streamingContext = 'huggingphaze.streamingToEditor';

/** An answer on its way into a document. */
export interface DocumentAnswer {
  readonly document: vscode.TextDocument;
  /** Where the answer begins, in UTF-16 code units. */
  readonly offset: number;
  readonly messages: readonly PromptMessage[];
  readonly kind: TextKind;
  /** What is put before the answer, as a line break after a selection. */
  readonly before: string;
  /** White space that each further line of the answer begins with. */
  readonly indent: string;
}

/** The answers that stream into documents now. */
export class DocumentStreams implements vscode.Disposable {
  readonly #services: EditorServices;
  readonly #running = new Set<AbortController>();
  /** The last answer that failed, kept so that another attempt takes the place of what had arrived. */
  #failed: StreamingInsertion | undefined;

  constructor(services: EditorServices) {
    this.#services = services;
  }

  /** Streams an answer into a document. Resolves when it ended, whichever way; what went wrong has been said. */
  async write(answer: DocumentAnswer): Promise<void> {
    this.#failed?.dispose();
    this.#failed = undefined;
    await this.#writeTo(new StreamingInsertion(answer.document, answer.offset), answer);
  }

  /** Ends all of them; what has arrived stays. False if there was none. */
  stop(): boolean {
    const any = this.#running.size > 0;
    for (const abort of this.#running) abort.abort();
    return any;
  }

  dispose(): void {
    this.stop();
    this.#failed?.dispose();
  }

  async #writeTo(first: StreamingInsertion, answer: DocumentAnswer): Promise<void> {
    const abort = new AbortController();
    this.#running.add(abort);
    await setStreamingContext(true);
    const name = documentName(first.document);
    let target: { readonly insertion: StreamingInsertion; readonly answer: DocumentAnswer } = {
      insertion: first,
      answer,
    };
    let text = '';
    let move: Promise<void> | undefined;
    const endings = first.onDidEnd((reason) => {
      if (reason === 'removed') abort.abort();
      else {
        move = this.#newDocument(name, answer).then((moved) => {
          target = moved;
          moved.insertion.set(shaped(text, moved.answer, false));
        });
      }
    });
    let outcome: AnswerOutcome;
    try {
      outcome = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: `Writing into ${name}… (Esc stops)` },
        async () => {
          const ended = await streamAnswer(this.#services, answer.messages, abort.signal, (soFar) => {
            text = soFar;
            target.insertion.set(shaped(text, target.answer, false));
          });
          // Writing the rest may be what shows that the document is gone.
          for (let attempt = 0; attempt < 2; attempt++) {
            await move;
            target.insertion.set(shaped(text, target.answer, true));
            await target.insertion.finish();
          }
          return ended;
        },
      );
    } finally {
      endings.dispose();
      this.#running.delete(abort);
      if (this.#running.size === 0) await setStreamingContext(false);
    }
    if (first.ended === 'lost') first.dispose();
    if (target.insertion.ended === 'removed') {
      vscode.window.setStatusBarMessage('Stopped, because you removed the text.', 5000);
    }
    this.#report(outcome, target.insertion, target.answer, text);
  }

  /** The document went away or refused the text: the answer goes on in a new one, from its beginning. */
  async #newDocument(
    name: string,
    answer: DocumentAnswer,
  ): Promise<{ readonly insertion: StreamingInsertion; readonly answer: DocumentAnswer }> {
    const language = answer.kind === 'code' ? answer.document.languageId : 'markdown';
    const document = await vscode.workspace.openTextDocument({ language, content: '' });
    await vscode.window.showTextDocument(document, { preview: false });
    void vscode.window.showInformationMessage(
      `${name} was closed or could not be changed, so the answer goes on in a new document.`,
    );
    return {
      insertion: new StreamingInsertion(document, 0),
      answer: { ...answer, document, offset: 0, before: '', indent: '' },
    };
  }

  #report(outcome: AnswerOutcome, insertion: StreamingInsertion, answer: DocumentAnswer, text: string): void {
    const again = (): void => {
      this.#failed = undefined;
      if (insertion.ended === undefined) {
        insertion.restart();
        void this.#writeTo(insertion, answer);
      } else {
        insertion.dispose();
        void this.#writeTo(new StreamingInsertion(answer.document, insertion.offset), answer);
      }
    };
    if (outcome.type === 'failed') {
      this.#failed = insertion;
      this.#services.reportError(outcome.error, outcome.modelName, again);
      return;
    }
    const words =
      outcome.ending === 'stop' && text.trim() === ''
        ? 'The model answered with nothing.'
        : endingInWords(outcome.ending);
    if (words === undefined) {
      insertion.dispose();
      return;
    }
    this.#failed = insertion;
    void vscode.window.showWarningMessage(words, 'Try again').then((choice) => {
      if (choice !== undefined && this.#failed === insertion) again();
    });
  }
}

function shaped(text: string, { kind, before, indent }: DocumentAnswer, ended: boolean): string {
  const clean =
    kind === 'code' ? cleanAnswer(text, { original: '', kind, instruction: '', ended }) : text.trimStart();
  const body = ended ? clean.trimEnd() : clean;
  if (body === '') return '';
  return before + (indent === '' ? body : body.replace(/\n(?=[^\n])/g, `\n${indent}`));
}

async function setStreamingContext(on: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', streamingContext, on);
}
