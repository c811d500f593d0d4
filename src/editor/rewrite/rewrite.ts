import * as vscode from 'vscode';
import { rewritePrompt } from '../../core/text/prompts';
import type { RewriteInstruction } from '../../core/text/rewriteInstructions';
import { RewriteSession, type RewritePart } from '../../core/text/rewriteSession';
import { isOver } from '../../core/text/rewriteState';
import type { Releasable } from '../../core/emitter';
import type { ChatRequest } from '../../core/inference/modelClient';
import { documentName } from '../documentWords';
import type { EditorServices } from '../editorServices';
import { materialOf, type Passage } from '../passage';
import type { RewriteFiles } from './rewriteFiles';
import { RewritePreview, type PreviewText } from './rewritePreview';
import { reportEnd, stateInWords } from './rewriteReport';
import { rewriteScheme } from './rewriteScheme';

/** One suggestion for one passage of one document: its session, its preview, and the document that both follow. */
export class Rewrite implements vscode.Disposable {
  readonly session: RewriteSession;
  readonly preview: RewritePreview;
  readonly uri: vscode.Uri;
  readonly name: string;
  readonly instruction: RewriteInstruction;
  readonly #services: EditorServices;
  readonly #passage: Passage;
  readonly #subscriptions: Releasable[];
  #document: vscode.TextDocument;
  /** The document's text when it was last seen open. */
  #lastText: string;
  #modelName = '';
  #wasShown = false;

  constructor(
    services: EditorServices,
    files: RewriteFiles,
    id: number,
    passage: Passage,
    instruction: RewriteInstruction,
    parts: readonly string[],
  ) {
    const { document, editor, range, kind } = passage;
    this.#services = services;
    this.#passage = passage;
    this.#document = document;
    this.#lastText = document.getText();
    this.uri = document.uri;
    this.name = documentName(document);
    this.instruction = instruction;
    const { insertSpaces, tabSize } = editor.options;
    this.session = new RewriteSession({
      client: services.client,
      documentText: this.#lastText,
      range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      fitting: {
        kind,
        eol: document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n',
        indentWith: { tabs: insertSpaces === false, size: typeof tabSize === 'number' ? tabSize : 4 },
      },
      instruction: instruction.prompt,
      parts,
      request: async (part) => this.#request(part),
    });
    // The number is in the query, which no tab, title or breadcrumb shows.
    const uri = vscode.Uri.from({
      scheme: rewriteScheme,
      path: `/${fileName(document)}`,
      query: String(id),
    });
    this.preview = new RewritePreview(files, uri, this.#previewText());
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.#documentChanged(event)),
      this.session.onDidChange(() => this.#refresh()),
    ];
  }

  /** True while its passage shares text with the range of the same document. */
  concerns(document: vscode.TextDocument, range: vscode.Range): boolean {
    if (document.uri.toString() !== this.uri.toString()) return false;
    const { start, end } = this.session.range;
    return document.offsetAt(range.start) < end && document.offsetAt(range.end) > start;
  }

  /** What it is, how it stands and which words it is about. */
  get inWords(): { readonly label: string; readonly description: string; readonly detail: string } {
    const words = this.session.range.content.trim().replace(/\s+/g, ' ');
    return {
      label: this.#title,
      description: stateInWords(this.session.state),
      detail: words.length <= 80 ? words : `${words.slice(0, 79).trimEnd()}…`,
    };
  }

  get #title(): string {
    return `${this.name}: ${shortLabel(this.instruction.label)}`;
  }

  /** True once its diff has been opened. */
  get wasShown(): boolean {
    return this.#wasShown;
  }

  /** Shows the diff of the document and the suggestion. */
  async show(): Promise<void> {
    const line = this.#document.positionAt(this.session.range.start).line;
    await this.preview.show(this.#document, this.#document.languageId, this.#title, line);
    this.#wasShown = true;
  }

  /** Asks the model, again where it was asked before, and says how it ended. */
  async run(): Promise<void> {
    const again = this.session.state.name !== 'asking';
    await this.#follow(async () => (again ? this.session.askAgain() : this.session.run()));
  }

  /** Asks for another wording, made of the one that is shown; both stay in reach. */
  async refine(wish: string): Promise<void> {
    const { suggestion } = this.preview.current();
    await this.preview.release();
    await this.#follow(async () => this.session.refine(suggestion, wish));
  }

  /** Shows the wording before (-1) or behind (1) the one that is shown, which stays as the person made it. */
  async showVersion(by: number): Promise<void> {
    this.session.keepEdits(this.preview.current().suggestion);
    await this.preview.release();
    this.session.showVersion(by);
    this.preview.flush();
  }

  async #follow(ask: () => Promise<void>): Promise<void> {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: `Rewriting ${this.#passage.place}…` },
      async (progress) => {
        const subscription = this.session.onDidChange(({ name }) => {
          if (name === 'asking') progress.report(this.#partInWords());
        });
        progress.report(this.#partInWords());
        try {
          await ask();
        } finally {
          subscription.dispose();
        }
      },
    );
    this.preview.flush();
    this.#report();
  }

  /**
   * The document, opened again where it was closed meanwhile; `undefined` where it cannot be. The passage is then
   * looked for in the text as it is now.
   */
  async openDocument(): Promise<vscode.TextDocument | undefined> {
    if (!this.#document.isClosed) return this.#document;
    try {
      const document = await vscode.workspace.openTextDocument(this.uri);
      const text = document.getText();
      if (text !== this.#lastText) {
        const removedText = this.#lastText;
        const change = { offset: 0, removedLength: removedText.length, insertedText: text, removedText };
        this.session.documentChanged([change]);
      }
      this.#document = document;
      this.#lastText = text;
      return document;
    } catch {
      // Deleted, or an untitled document that was closed: the caller says so and offers another place.
      return undefined;
    }
  }

  /** Where the passage is now. */
  rangeIn(document: vscode.TextDocument): vscode.Range {
    const { start, end } = this.session.range;
    return new vscode.Range(document.positionAt(start), document.positionAt(end));
  }

  /** Brings the diff up to date with the document as it is now. */
  refresh(): void {
    this.preview.update(this.#previewText());
    this.preview.flush();
  }

  dispose(): void {
    this.session.discard();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.preview.dispose();
  }

  #partInWords(): { readonly message?: string } {
    const { done, count } = this.session.progress;
    return count === 1 ? {} : { message: `part ${Math.min(done + 1, count)} of ${count}` };
  }

  async #request(part: RewritePart): Promise<ChatRequest> {
    const model = await this.#services.selection.resolve();
    this.#modelName = model.name;
    const { maxTokens, temperature, customInstructions } = this.#services.settings();
    const material = { ...materialOf(this.#passage), text: part.text };
    return {
      model: model.routedId,
      messages: rewritePrompt(material, this.instruction.prompt, customInstructions, part),
      ...(maxTokens === undefined ? {} : { maxTokens }),
      ...(temperature === undefined ? {} : { temperature }),
    };
  }

  #documentChanged({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.toString() !== this.uri.toString() || contentChanges.length === 0) return;
    this.#document = document;
    let text = this.#lastText;
    const changes = contentChanges.map(({ rangeOffset: offset, rangeLength, text: insertedText }) => {
      const removedText = text.slice(offset, offset + rangeLength);
      text = text.slice(0, offset) + insertedText + text.slice(offset + rangeLength);
      return { offset, removedLength: rangeLength, insertedText, removedText };
    });
    this.#lastText = document.getText();
    this.session.documentChanged(changes);
    this.#refresh();
  }

  #refresh(): void {
    if (!isOver(this.session.state)) this.preview.update(this.#previewText());
  }

  #previewText(): PreviewText {
    const { start, end, content } = this.session.range;
    const { suggestion } = this.session;
    return {
      before: this.#lastText.slice(0, start),
      // Until the first word arrives, and where the model wrote nothing, there is nothing to compare.
      suggestion: suggestion === '' ? content : suggestion,
      after: this.#lastText.slice(end),
    };
  }

  #report(): void {
    reportEnd(this.#services, {
      session: this.session,
      modelName: this.#modelName,
      context: { kind: this.#passage.kind, languageId: this.#passage.document.languageId },
      heldBack: this.preview.heldBack,
      tryAgain: () => this.#tryAgain(),
    });
  }

  #tryAgain(): void {
    if (isOver(this.session.state)) {
      void vscode.window.showInformationMessage(
        'This suggestion was closed. Select the text and choose Rewrite… once more.',
      );
      return;
    }
    this.run().then(undefined, () => {
      this.#services.log.error('A rewrite could not be asked for again.');
    });
  }
}

/** The name of the suggestion's file. A cell is named as text: by its notebook's name VS Code would open a notebook. */
function fileName(document: vscode.TextDocument): string {
  if (document.uri.scheme === 'vscode-notebook-cell') return 'cell';
  return document.uri.path.split('/').filter(Boolean).at(-1) ?? 'suggestion';
}

/** A person's own instruction may be long; the title of a tab may not. */
function shortLabel(label: string): string {
  return label.length <= 40 ? label : `${label.slice(0, 39).trimEnd()}…`;
}
