import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { Releasable } from '../../core/emitter';
import { instructionFrom, type RewriteInstruction } from '../../core/text/rewriteInstructions';
import { isOver, isUnderWay } from '../../core/text/rewriteState';
import { acceptChange, discardChange } from './acceptChange';
import { acceptRewrite } from './acceptRewrite';
import { ifChangedFrom, property } from '../commandArguments';
import { documentName } from '../documentWords';
import type { EditorServices } from '../editorServices';
import { commitMessageToWorkOn } from './commitMessage';
import { passagesToWorkOn, type Passage } from '../passage';
import { Rewrite } from './rewrite';
import { RewriteFiles } from './rewriteFiles';
import { originOf } from './rewriteOrigin';
import { pickInstruction, pickWish } from './rewritePicks';
import { isInput } from './rewritePreview';
import { restoreLeft, restoreShown } from './restoreRewrites';
import { rewriteScheme } from './rewriteScheme';
import { partsToRewrite } from '../textLimit';
import { whyReadOnly } from '../writability';

/** How often suggestions that lost their tabs are looked for, and milliseconds in between. */
const looksForLeft = 6;
const betweenLooks = 10_000;

/** The suggestions that wait for an answer, in whichever documents, and the commands on them. */
export class Rewrites implements vscode.Disposable {
  readonly #services: EditorServices;
  readonly #files: RewriteFiles;
  readonly #alive = new Set<Rewrite>();
  readonly #subscriptions: Releasable[];
  readonly #status = vscode.window.createStatusBarItem(
    'huggingphaze.suggestion',
    vscode.StatusBarAlignment.Right,
    90,
  );
  #lookAgain: ReturnType<typeof setTimeout> | undefined;
  /** Resolves when the suggestions of an earlier window are there. */
  readonly restored: Promise<void>;

  constructor(services: EditorServices) {
    this.#services = services;
    // In the next turn, when all below is there.
    this.restored = Promise.resolve().then(async () => this.#restore());
    this.#files = new RewriteFiles(this.restored);
    this.#status.name = 'Huggingphaze: Suggestion';
    this.#subscriptions = [
      this.#status,
      this.#files,
      vscode.workspace.registerFileSystemProvider(rewriteScheme, this.#files, { isCaseSensitive: true }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.#discardClosed();
        this.#updateContext();
      }),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.#updateContext()),
    ];
  }

  /**
   * Rewrite…: suggests another wording for the selection, or for the paragraph or function at the cursor.
   * Arguments, for keybindings and scripts: `{instruction?: string}`, an id of `rewriteInstructions`,
   * `translate:LANGUAGE`, or the instruction itself. Resolves when the suggestion is complete or was given up.
   */
  async start(options: unknown): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) {
      void vscode.window.showInformationMessage(
        'Open a document and put the cursor into the text that you want rewritten.',
      );
      return;
    }
    const writable = await this.#writable(editor.document, editor.selection);
    if (writable !== editor.document) {
      if (writable !== undefined) await this.start(options);
      return;
    }
    const before = editor.selection;
    const passages = await passagesToWorkOn(editor);
    const [passage] = passages;
    if (passage === undefined) return;
    const what = passages.length === 1 ? passage.what : `${passages.length} selections`;
    const instruction =
      instructionFrom(property(options, 'instruction')) ??
      (await pickInstruction({ ...passage, what }, this.#services.memory));
    if (instruction === undefined) {
      if (before.isEmpty) editor.selection = before;
      return;
    }
    await this.#suggest(passages, instruction);
  }

  /** As `start`, for the message in the box of the Source Control view. `{instruction?: string}` as there. */
  async startCommitMessage(repository: unknown): Promise<void> {
    const passage = await commitMessageToWorkOn(repository);
    if (passage === undefined) return;
    const instruction =
      instructionFrom(property(repository, 'instruction')) ??
      (await pickInstruction(passage, this.#services.memory));
    if (instruction !== undefined) await this.#suggest([passage], instruction);
  }

  /**
   * Suggests a change of one passage that was chosen already. Resolves when the suggestion is complete or was given up.
   */
  async suggest(passage: Passage, instruction: RewriteInstruction): Promise<void> {
    const document = await this.#writable(passage.document, passage.range);
    if (document !== undefined) await this.#suggest([{ ...passage, document }], instruction);
  }

  async #suggest(passages: readonly Passage[], instruction: RewriteInstruction): Promise<void> {
    if (!(await this.#services.ensureToken())) return;
    const rewrites: Rewrite[] = [];
    try {
      for (const each of passages) {
        const rewrite = await this.#prepare(each, instruction);
        if (rewrite !== undefined) rewrites.push(rewrite);
      }
      // All of them at first: from now on each follows its text, whatever is accepted before it.
      for (const rewrite of rewrites) await rewrite.show();
      if (rewrites.length > 1) await rewrites[0]?.show();
      this.#updateContext();
      for (const rewrite of rewrites) if (!isOver(rewrite.session.state)) await rewrite.run();
    } catch (error) {
      for (const rewrite of rewrites) if (isUnderWay(rewrite.session.state)) this.#forget(rewrite);
      throw error;
    }
  }

  /** A suggestion for a passage, not yet shown or asked for; `undefined` where the person decides against it. */
  async #prepare(passage: Passage, instruction: RewriteInstruction): Promise<Rewrite | undefined> {
    if (!(await this.#mayReplace(passage))) return undefined;
    const { cursor, kind, document, range } = passage;
    const context = { kind, languageId: document.languageId };
    const parts = await partsToRewrite(this.#services, document.getText(range), context);
    if (parts === undefined) return undefined;
    const rewrite = new Rewrite(this.#services, this.#files, randomUUID(), {
      origin: originOf(passage, instruction),
      document,
      documentText: document.getText(),
      range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      parts,
      cursor: cursor && document.offsetAt(cursor) - document.offsetAt(range.start),
    });
    this.#add(rewrite);
    return rewrite;
  }

  #add(rewrite: Rewrite): void {
    this.#alive.add(rewrite);
    rewrite.session.onDidChange(() => this.#updateContext());
  }

  /** Never rejects: a tab whose suggestion can't be had any more is closed. */
  async #restore(): Promise<void> {
    for (const rewrite of await restoreShown(this.#services, this.#files)) {
      this.#add(rewrite);
      if (rewrite.isCutOff) rewrite.sayIncomplete();
    }
    this.#updateContext();
    void this.#restoreLeft(looksForLeft);
  }

  /** A window that was just closed may still run for a moment: what it leaves is looked for a few times. */
  async #restoreLeft(times: number): Promise<void> {
    const isKnown = (id: string): boolean => [...this.#alive].some(({ preview }) => preview.uri.query === id);
    const { rewrites, mayBeMore } = await restoreLeft(this.#services, this.#files, isKnown);
    for (const rewrite of rewrites) this.#add(rewrite);
    this.#updateContext();
    if (mayBeMore && times > 1) {
      this.#lookAgain = setTimeout(() => void this.#restoreLeft(times - 1), betweenLooks);
    }
    if (rewrites.length > 0) await this.#offerLeft(rewrites);
  }

  /** Nobody is made to look at what they may have forgotten: it is said once, and stays in the list. */
  async #offerLeft(left: readonly Rewrite[]): Promise<void> {
    const [first] = left;
    const show = 'Show';
    const words =
      left.length === 1
        ? `A suggestion for ${first?.origin.name ?? 'a document'} is still there from before.`
        : `${left.length} suggestions are still there from before.`;
    if ((await vscode.window.showInformationMessage(words, show)) !== show) return;
    if (left.length === 1) await first?.show();
    else await this.showSuggestions();
  }

  /** Writes down what is not written down yet. */
  async close(): Promise<void> {
    await Promise.all([...this.#alive].map(async (rewrite) => rewrite.keep()));
  }

  /** Puts the suggestion of the active diff into its document. `{ifChanged?: 'apply' | 'show'}` answers beforehand. */
  async accept(options: unknown): Promise<void> {
    const rewrite = this.#meant();
    if (rewrite === undefined) return;
    const applied = await acceptRewrite(rewrite, ifChangedFrom(options));
    if (applied) this.#forget(rewrite);
  }

  /** Puts the change at the cursor into the document; the rest goes on waiting. `{ifChanged}` as in `accept`. */
  async acceptChange(options: unknown): Promise<void> {
    const rewrite = this.#meant();
    if (rewrite !== undefined && (await acceptChange(rewrite, ifChangedFrom(options)))) this.#forget(rewrite);
  }

  /** Takes the change at the cursor out of the suggestion. */
  async discardChange(): Promise<void> {
    const rewrite = this.#meant();
    if (rewrite !== undefined) await discardChange(rewrite);
  }

  /**
   * Asks for another wording of the active suggestion, which stays in reach. `{wish?: string}` says beforehand what
   * should be different. Resolves when it is complete or was given up.
   */
  async refine(options: unknown): Promise<void> {
    const rewrite = this.#meant();
    if (rewrite === undefined) return;
    const given = property(options, 'wish');
    const wish = typeof given === 'string' && given.trim() !== '' ? given.trim() : await pickWish();
    if (wish === undefined) return;
    const { state, suggestion } = rewrite.session;
    if (isUnderWay(state) || suggestion === '') {
      void vscode.window.showInformationMessage('Wait until there is a suggestion, or stop it first.');
      return;
    }
    if (await this.#services.ensureToken()) await rewrite.refine(wish);
  }

  /** Shows another wording of the active suggestion: the one before (-1) or behind (1). */
  async showVersion(by: -1 | 1): Promise<void> {
    await this.#meant()?.showVersion(by);
    this.#updateContext();
  }

  /** Lists the suggestions that wait for an answer, and goes to the one that is chosen. */
  async showSuggestions(): Promise<void> {
    if (this.#alive.size === 0) {
      void vscode.window.showInformationMessage(
        'No suggestion waits for you. Select a text and choose Rewrite… to have one made.',
      );
      return;
    }
    const items = [...this.#alive].map((rewrite) => ({ ...rewrite.inWords, rewrite }));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Suggestions',
      placeHolder: 'Choose one to look at, accept or discard',
    });
    await picked?.rewrite.show();
  }

  /** Leaves the document as it is, and ends the request. */
  async discard(): Promise<void> {
    const rewrite = this.#meant();
    if (rewrite === undefined) return;
    rewrite.session.discard();
    await rewrite.preview.close();
    rewrite.restoreCursor();
    this.#forget(rewrite);
  }

  /** Ends the request of the active diff, or of all where none is active; what has arrived stays. */
  stop(): boolean {
    const active = this.#active();
    const underWay = [...(active === undefined ? this.#alive : [active])].filter(({ session }) =>
      isUnderWay(session.state),
    );
    for (const { session } of underWay) session.stop();
    return underWay.length > 0;
  }

  dispose(): void {
    clearTimeout(this.#lookAgain);
    for (const rewrite of this.#alive) rewrite.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #active(): Rewrite | undefined {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return [...this.#alive].find(({ preview }) => isInput(input, preview.uri));
  }

  /** The suggestion that a command means: that of the active diff, or the only one there is. */
  #meant(): Rewrite | undefined {
    const active = this.#active() ?? (this.#alive.size === 1 ? [...this.#alive][0] : undefined);
    if (active === undefined) {
      void vscode.window.showInformationMessage('Open the suggestion that you mean first.');
    }
    return active;
  }

  async #mayReplace(passage: Passage): Promise<boolean> {
    const earlier = [...this.#alive].find(
      (rewrite) => !isOver(rewrite.session.state) && rewrite.concerns(passage.document, passage.range),
    );
    if (earlier === undefined) return true;
    const replace = 'Replace it';
    const show = 'Show it';
    const choice = await vscode.window.showWarningMessage(
      `There is already a suggestion for this part of ${earlier.origin.name} (${earlier.origin.instruction.label}).`,
      replace,
      show,
    );
    if (choice === show) await earlier.show();
    if (choice !== replace) return false;
    earlier.session.discard();
    await earlier.preview.close();
    this.#forget(earlier);
    return true;
  }

  /** The document itself where it can be changed, else a copy with the same selection, if the person wants one. */
  async #writable(
    document: vscode.TextDocument,
    selection: vscode.Range,
  ): Promise<vscode.TextDocument | undefined> {
    if (document.uri.scheme === rewriteScheme) {
      void vscode.window.showInformationMessage(
        'This is a suggestion. Accept or discard it first; you can also edit it yourself.',
      );
      return undefined;
    }
    const why = await whyReadOnly(document);
    if (why === undefined) return document;
    const openCopy = 'Rewrite in a copy';
    const choice = await vscode.window.showWarningMessage(why, openCopy);
    if (choice !== openCopy) return undefined;
    const copy = await vscode.workspace.openTextDocument({
      language: document.languageId,
      content: document.getText(),
    });
    await vscode.window.showTextDocument(copy, { preview: false, selection });
    this.#services.log.info(`A read-only document was copied to rewrite in ${documentName(copy)}.`);
    return copy;
  }

  /** A suggestion whose tab the person closed is discarded. A tab that is moved is closed and opened at once. */
  #discardClosed(): void {
    for (const rewrite of this.#alive) {
      if (rewrite.wasShown && rewrite.preview.tab() === undefined) {
        rewrite.session.discard();
        this.#forget(rewrite);
      }
    }
  }

  #forget(rewrite: Rewrite): void {
    this.#alive.delete(rewrite);
    void rewrite.forget();
    this.#updateContext();
  }

  #updateContext(): void {
    const active = this.#active();
    const streaming = active !== undefined && isUnderWay(active.session.state);
    void vscode.commands.executeCommand('setContext', 'huggingphaze.rewriteActive', active !== undefined);
    void vscode.commands.executeCommand('setContext', 'huggingphaze.rewriteStreaming', streaming);
    const { count, shown } = active?.session.versions ?? { count: 1, shown: 0 };
    void vscode.commands.executeCommand(
      'setContext',
      'huggingphaze.rewriteHasPrevious',
      !streaming && shown > 0,
    );
    void vscode.commands.executeCommand(
      'setContext',
      'huggingphaze.rewriteHasNext',
      !streaming && shown < count - 1,
    );
    this.#showStatus(active !== undefined, count, shown);
  }

  /** In front of a suggestion which of its wordings it is; elsewhere how many wait for an answer. */
  #showStatus(isActive: boolean, count: number, shown: number): void {
    const waiting = this.#alive.size;
    if (isActive && count > 1) this.#status.text = `$(layers) Suggestion ${shown + 1} of ${count}`;
    else if (!isActive && waiting > 0)
      this.#status.text = `$(edit) ${waiting === 1 ? '1 suggestion' : `${waiting} suggestions`}`;
    else {
      this.#status.hide();
      return;
    }
    this.#status.tooltip = isActive
      ? 'Previous and next are in the title bar of the editor'
      : 'Waiting for you to accept or discard them';
    this.#status.command = isActive ? undefined : showSuggestionsCommand;
    this.#status.show();
  }
}

const showSuggestionsCommand = 'huggingphaze.showSuggestions';
