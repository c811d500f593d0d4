import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { RewriteInstruction } from '../../core/text/rewriteInstructions';
import { isOver, isUnderWay } from '../../core/text/rewriteState';
import { acceptChange, discardChange } from './acceptChange';
import { acceptRewrite } from './acceptRewrite';
import { ifChangedFrom, property, rewriteInstructionFrom } from '../commandArguments';
import { documentName } from '../documentWords';
import type { EditorServices } from '../editorServices';
import { commitMessageToWorkOn } from './commitMessage';
import { passagesToWorkOn, type Passage } from '../passage';
import { Rewrite } from './rewrite';
import { originOf } from './rewriteOrigin';
import { pickInstruction, pickWish } from './rewritePicks';
import { rewriteScheme } from './rewriteScheme';
import { WaitingRewrites } from './waitingRewrites';
import { partsToRewrite } from '../textLimit';
import { whyReadOnly } from '../writability';

/** Rewrite…, and the commands on the suggestions that it makes. */
export class Rewrites implements vscode.Disposable {
  readonly #services: EditorServices;
  readonly #waiting: WaitingRewrites;

  constructor(services: EditorServices) {
    this.#services = services;
    this.#waiting = new WaitingRewrites(services);
  }

  /** Resolves when the suggestions of an earlier window are there. */
  get restored(): Promise<void> {
    return this.#waiting.restored;
  }

  /**
   * Rewrite…: suggests another wording for the selection, or for the paragraph or function at the cursor.
   * Arguments, for keybindings and scripts, as `rewriteInstructionFrom` reads them. Resolves when the suggestion is
   * complete or was given up.
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
      rewriteInstructionFrom(options) ?? (await pickInstruction({ ...passage, what }, this.#services.memory));
    if (instruction === undefined) {
      if (before.isEmpty) editor.selection = before;
      return;
    }
    await this.#suggest(passages, instruction);
  }

  /** As `start`, for the message in the box of the Source Control view. Arguments as there. */
  async startCommitMessage(repository: unknown): Promise<void> {
    const passage = await commitMessageToWorkOn(repository);
    if (passage === undefined) return;
    const instruction =
      rewriteInstructionFrom(repository) ?? (await pickInstruction(passage, this.#services.memory));
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
      this.#waiting.showStatus();
      for (const rewrite of rewrites) if (!isOver(rewrite.session.state)) await rewrite.run();
    } catch (error) {
      for (const rewrite of rewrites) if (isUnderWay(rewrite.session.state)) this.#waiting.forget(rewrite);
      throw error;
    }
  }

  /** A suggestion for a passage, not yet shown or asked for; `undefined` where the person decides against it. */
  async #prepare(passage: Passage, instruction: RewriteInstruction): Promise<Rewrite | undefined> {
    if (!(await this.#mayReplace(passage))) return undefined;
    const { cursor, kind, document, range } = passage;
    const context = { kind, languageId: document.languageId };
    const parts = await partsToRewrite(this.#services, document.getText(range), context, instruction.modelId);
    if (parts === undefined) return undefined;
    const rewrite = new Rewrite(this.#services, this.#waiting.files, randomUUID(), {
      origin: originOf(passage, instruction),
      document,
      documentText: document.getText(),
      range: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
      parts,
      cursor: cursor && document.offsetAt(cursor) - document.offsetAt(range.start),
    });
    this.#waiting.add(rewrite);
    return rewrite;
  }

  /** Writes down what is not written down yet. */
  async close(): Promise<void> {
    await this.#waiting.close();
  }

  /** Puts the suggestion of the active diff into its document. `{ifChanged?: 'apply' | 'show'}` answers beforehand. */
  async accept(options: unknown): Promise<void> {
    const rewrite = this.#waiting.meant();
    if (rewrite === undefined) return;
    const applied = await acceptRewrite(rewrite, ifChangedFrom(options));
    if (applied) this.#waiting.forget(rewrite);
  }

  /** Puts the change at the cursor into the document; the rest goes on waiting. `{ifChanged}` as in `accept`. */
  async acceptChange(options: unknown): Promise<void> {
    const rewrite = this.#waiting.meant();
    if (rewrite !== undefined && (await acceptChange(rewrite, ifChangedFrom(options))))
      this.#waiting.forget(rewrite);
  }

  /** Takes the change at the cursor out of the suggestion. */
  async discardChange(): Promise<void> {
    const rewrite = this.#waiting.meant();
    if (rewrite !== undefined) await discardChange(rewrite);
  }

  /**
   * Asks for another wording of the active suggestion, which stays in reach. `{wish?: string}` says beforehand what
   * should be different. Resolves when it is complete or was given up.
   */
  async refine(options: unknown): Promise<void> {
    const rewrite = this.#waiting.meant();
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
    await this.#waiting.meant()?.showVersion(by);
    this.#waiting.showStatus();
  }

  /** Lists the suggestions that wait for an answer, and goes to the one that is chosen. */
  async showSuggestions(): Promise<void> {
    await this.#waiting.pick();
  }

  /** Leaves the document as it is, and ends the request. */
  async discard(): Promise<void> {
    const rewrite = this.#waiting.meant();
    if (rewrite === undefined) return;
    await this.#waiting.discard(rewrite);
    rewrite.restoreCursor();
  }

  /** Ends the request of the active diff, or of all where none is active; what has arrived stays. */
  stop(): boolean {
    return this.#waiting.stop();
  }

  dispose(): void {
    this.#waiting.dispose();
  }

  async #mayReplace(passage: Passage): Promise<boolean> {
    const earlier = this.#waiting.concerning(passage.document, passage.range);
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
    await this.#waiting.discard(earlier);
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
}
