import * as vscode from 'vscode';
import { rewritePrompt } from '../../core/text/prompts';
import { seePassage } from '../../core/text/findAgain';
import { RewriteSession, type KeptRewrite, type RewritePart } from '../../core/text/rewriteSession';
import { isOver, isUnderWay } from '../../core/text/rewriteState';
import type { RewriteOrigin, StoredSuggestion } from '../../core/text/storedSuggestion';
import type { OffsetRange } from '../../core/text/trackedRange';
import type { Releasable } from '../../core/emitter';
import type { ChatRequest } from '../../core/inference/modelClient';
import type { EditorServices } from '../editorServices';
import type { RewriteFiles } from './rewriteFiles';
import { fileNameOf, titleOf } from './rewriteOrigin';
import { RewritePreview, type PreviewText } from './rewritePreview';
import { reportEnd, reportMissingEnd, stateInWords, type EndedRewrite } from './rewriteReport';
import { rewriteScheme } from './rewriteScheme';
import { SuggestionKeeper } from './suggestionKeeper';

interface BeginningOfRewrite {
  readonly origin: RewriteOrigin;
  readonly document: vscode.TextDocument | undefined;
  readonly documentText: string;
  /** Of the passage. */
  readonly range: OffsetRange;
}

/** A suggestion that is still to be asked for. */
export interface NewRewrite extends BeginningOfRewrite {
  /** The passage in the parts that it is asked for in. */
  readonly parts: readonly string[];
  /** Where the cursor was, as an offset in the passage, where nothing was selected. */
  readonly cursor: number | undefined;
}

/** A suggestion of an earlier window. */
export interface KeptSuggestion extends BeginningOfRewrite {
  readonly kept: KeptRewrite;
}

/** One suggestion for one passage of one document: its session, its preview, and the document that both follow. */
export class Rewrite implements vscode.Disposable {
  readonly session: RewriteSession;
  readonly preview: RewritePreview;
  /** Of the document. */
  readonly uri: vscode.Uri;
  readonly origin: RewriteOrigin;
  /** Where the cursor was, as an offset in the passage, where nothing was selected. */
  readonly cursor: number | undefined;
  readonly #services: EditorServices;
  readonly #keeper: SuggestionKeeper;
  readonly #subscriptions: Releasable[];
  /** `undefined` after a reload, where it could not be opened. */
  #document: vscode.TextDocument | undefined;
  /** The document's text when it was last seen open. */
  #lastText: string;
  #modelName = '';
  #wasShown = false;

  /** @param id names it among all suggestions of all windows */
  constructor(services: EditorServices, files: RewriteFiles, id: string, begin: NewRewrite | KeptSuggestion) {
    const { origin, document, range } = begin;
    this.#services = services;
    this.#document = document;
    this.#lastText = begin.documentText;
    this.uri = vscode.Uri.parse(origin.address);
    this.origin = origin;
    this.cursor = 'cursor' in begin ? begin.cursor : undefined;
    this.session = new RewriteSession({
      client: services.client,
      documentText: begin.documentText,
      range,
      fitting: origin.fitting,
      instruction: origin.instruction.prompt,
      ...('parts' in begin ? { parts: begin.parts } : { kept: begin.kept }),
      request: async (part) => this.#request(part),
    });
    // The id is in the query, which no tab, title or breadcrumb shows.
    const path = `/${fileNameOf(origin)}`;
    const uri = vscode.Uri.from({ scheme: rewriteScheme, path, query: id });
    this.preview = new RewritePreview(files, uri, () => this.#previewText());
    this.#keeper = new SuggestionKeeper(services, id, () => this.#stored());
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.#documentChanged(event)),
      this.session.onDidChange(() => this.#refresh()),
      this.preview.onDidEdit(() => this.#keeper.changed()),
    ];
    this.#wasShown = this.preview.tab() !== undefined;
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
      label: titleOf(this.origin),
      description: stateInWords(this.session.state),
      detail: words.length <= 80 ? words : `${words.slice(0, 79).trimEnd()}…`,
    };
  }

  /** True once its diff has been opened. */
  get wasShown(): boolean {
    return this.#wasShown;
  }

  /** Shows the diff of the document and the suggestion. */
  async show(): Promise<void> {
    const line = this.#document?.positionAt(this.session.range.start).line ?? 0;
    await this.preview.show(this.uri, this.origin.languageId, titleOf(this.origin), line);
    this.#wasShown = true;
  }

  /** Asks the model, again where it was asked before, and says how it ended. */
  async run(): Promise<void> {
    if (this.session.state.name === 'asking') {
      await this.#follow(async () => this.session.run());
      return;
    }
    const { suggestion } = this.preview.current();
    const isEdited = this.session.isEdited || suggestion !== this.preview.shown;
    await this.preview.release();
    await this.#follow(async () => this.session.askAgain(isEdited ? suggestion : undefined));
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
      { location: vscode.ProgressLocation.Window, title: `Rewriting ${this.origin.place}…` },
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
    reportEnd(this.#services, this.#ended);
  }

  /**
   * The document, opened again where it was closed meanwhile; `undefined` where it cannot be. The passage is then
   * looked for in the text as it is now.
   */
  async openDocument(): Promise<vscode.TextDocument | undefined> {
    if (this.#document?.isClosed === false) return this.#document;
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

  /** Puts the cursor back where nothing had been selected, unless the person selected something else meanwhile. */
  restoreCursor(): void {
    const { activeTextEditor: editor } = vscode.window;
    if (this.cursor === undefined || editor === undefined || editor.document !== this.#document) return;
    const passage = this.rangeIn(editor.document);
    if (!editor.selection.isEqual(passage)) return;
    const { start, end } = this.session.range;
    const cursor = editor.document.positionAt(Math.min(start + this.cursor, end));
    editor.selection = new vscode.Selection(cursor, cursor);
  }

  /** Brings the diff up to date with the document as it is now. */
  refresh(): void {
    this.preview.update();
    this.preview.flush();
  }

  /** Whether its end is missing because the connection broke, the request failed or the window was closed. */
  get isCutOff(): boolean {
    const { state } = this.session;
    return state.name === 'failed' || (state.name === 'ready' && state.ending === 'cutOff');
  }

  /** Says of a suggestion of an earlier window that its end is missing. */
  sayIncomplete(): void {
    reportMissingEnd(this.#ended, this.origin.place);
  }

  /** Writes down what is not written down yet, so that another window can go on with it. */
  async keep(): Promise<void> {
    await this.#keeper.save();
  }

  /** The person decided about it: nothing of it is kept. */
  async forget(): Promise<void> {
    this.dispose();
    await this.#keeper.forget();
  }

  dispose(): void {
    this.session.discard();
    this.#keeper.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.preview.dispose();
  }

  #partInWords(): { readonly message?: string } {
    const { done, count } = this.session.progress;
    return count === 1 ? {} : { message: `part ${Math.min(done + 1, count)} of ${count}` };
  }

  async #request(part: RewritePart): Promise<ChatRequest> {
    const { kind, languageId, instruction } = this.origin;
    const model = await this.#services.selection.resolve(instruction.modelId);
    this.#modelName = model.name;
    const { maxTokens, temperature, customInstructions } = this.#services.settings();
    const { prompt, background } = instruction;
    const wanted = background === undefined ? prompt : `${prompt}\n\n${background}`;
    return {
      model: model.routedId,
      messages: rewritePrompt({ text: part.text, kind, languageId }, wanted, customInstructions, part),
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
    const { state } = this.session;
    if (isOver(state)) return;
    this.preview.update();
    if (isUnderWay(state)) this.#keeper.changed();
    else void this.#keeper.save();
  }

  #stored(): StoredSuggestion | undefined {
    const rewrite = this.session.kept(this.preview.current().suggestion);
    const passage = seePassage(this.#lastText, this.session.range);
    if (rewrite === undefined) return undefined;
    const { workspace, thisWindow: window } = this.#services;
    return { workspace, window, origin: this.origin, passage, rewrite };
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

  get #ended(): EndedRewrite {
    return {
      session: this.session,
      modelName: this.#modelName,
      context: this.origin,
      heldBack: this.preview.heldBack,
      keepsCode: this.origin.instruction.keepsCode === true,
      tryAgain: () => this.#tryAgain(),
    };
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
