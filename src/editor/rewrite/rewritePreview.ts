import * as vscode from 'vscode';
import { Emitter, type Listen } from '../../core/emitter';
import { sharedPrefixLength } from '../../core/text/sharedPrefix';
import { afterChange, type OffsetRange } from '../../core/text/trackedRange';
import type { RewriteFiles } from './rewriteFiles';

/** Least and most time between two updates of a preview, in milliseconds. */
const updateInterval = 50;
const longestWait = 500;

/** What the preview shows: the document around the passage, and the passage as suggested. */
export interface PreviewText {
  readonly before: string;
  readonly suggestion: string;
  readonly after: string;
}

/** What the person made of the suggestion. */
export interface SuggestionInEditor {
  readonly suggestion: string;
  /** The person also edited what stands around the suggestion, which is never applied. */
  readonly editedAround: boolean;
}

/**
 * The diff of a document and its suggestion. The right side is a file in memory that is replaced as the suggestion
 * grows, at most twenty times a second and never before VS Code has taken up the last replacement. Once the person
 * has edited it by hand it is theirs: text that still arrives is added at the end of the suggestion, and nothing
 * else is changed any more.
 */
export class RewritePreview implements vscode.Disposable {
  readonly uri: vscode.Uri;
  readonly #files: RewriteFiles;
  readonly #subscriptions: vscode.Disposable[];
  readonly #text: () => PreviewText;
  readonly #edits = new Emitter<void>();
  #shown: PreviewText;
  /** Where the suggestion is in the editor. */
  #range: OffsetRange;
  #isBehind = false;
  #lastUpdate = 0;
  #unread = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heldBack = false;

  /** @param text what is to be shown now: made only when it is shown, which is seldom while words arrive */
  constructor(files: RewriteFiles, uri: vscode.Uri, text: () => PreviewText) {
    this.#files = files;
    this.uri = uri;
    this.#text = text;
    this.#shown = text();
    this.#range = suggestionIn(this.#shown);
    files.set(uri, whole(this.#shown));
    this.#subscriptions = [
      files.onDidRead((read) => {
        if (read.toString() === uri.toString()) this.#unread = false;
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.toString() === uri.toString()) this.#editorChanged(document, contentChanges);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (document.uri.toString() === uri.toString()) this.#editorOpened(document);
      }),
    ];
    const open = this.#document();
    if (open !== undefined) this.#editorOpened(open);
  }

  /** Fires when the person edits the suggestion. */
  readonly onDidEdit: Listen<void> = (listener) => this.#edits.event(listener);

  /** The suggestion as it was shown last, without what the person made of it. */
  get shown(): string {
    return (this.#isBehind ? this.#text() : this.#shown).suggestion;
  }

  /** True if text arrived that could not be added to what the person had made of the suggestion. */
  get heldBack(): boolean {
    return this.#heldBack;
  }

  /** Shows the diff, scrolled to the passage. */
  async show(original: vscode.Uri, languageId: string, title: string, line: number): Promise<void> {
    // No setting for files may make VS Code take it for another encoding than the one it is kept in.
    const suggestion = await vscode.workspace.openTextDocument(this.uri, { encoding: 'utf8' });
    if (suggestion.languageId !== languageId) {
      await vscode.languages.setTextDocumentLanguage(suggestion, languageId);
    }
    await vscode.commands.executeCommand('vscode.diff', original, this.uri, title, {
      preview: false,
      selection: new vscode.Range(line, 0, line, 0),
    } satisfies vscode.TextDocumentShowOptions);
  }

  /** Shows the text as it is then, as soon as the last one has been taken up. */
  update(): void {
    this.#isBehind = true;
    if (this.#timer !== undefined) return;
    const due = this.#lastUpdate + (this.#unread ? longestWait : updateInterval) - Date.now();
    this.#timer = setTimeout(() => this.#updateNow(), Math.max(due, 0));
  }

  /** Shows what is still to be shown at once. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#updateNow();
  }

  /** What stands in the editor now, with everything that the person did to it. */
  current(): SuggestionInEditor {
    const document = this.#document();
    if (document === undefined || !this.#isEditedByHand(document)) {
      return { suggestion: this.shown, editedAround: false };
    }
    const text = document.getText();
    const { start, end } = this.#range;
    const editedAround = text.slice(0, start) !== this.#shown.before || text.slice(end) !== this.#shown.after;
    return { suggestion: text.slice(start, end), editedAround };
  }

  /** What is selected in the suggestion, as offsets in it; `undefined` where its editor has not the keyboard. */
  selection(): OffsetRange | undefined {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.toString() !== this.uri.toString()) return undefined;
    const { document, selection } = editor;
    const { start: first } = this.#range;
    return {
      start: document.offsetAt(selection.start) - first,
      end: document.offsetAt(selection.end) - first,
    };
  }

  /** Puts a text in the place of another in the suggestion, as if the person had; offsets in it. False if it failed. */
  async replace({ start, end }: OffsetRange, text: string): Promise<boolean> {
    const document = this.#document();
    if (document === undefined) return false;
    const first = this.#range.start;
    const range = new vscode.Range(document.positionAt(first + start), document.positionAt(first + end));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(this.uri, range, text);
    return vscode.workspace.applyEdit(edit);
  }

  /** Lets the next text take the place of what the person made of this one. */
  async release(): Promise<void> {
    this.#heldBack = false;
    const document = this.#document();
    if (document === undefined || !(document.isDirty || this.#isEditedByHand(document))) return;
    // An editor with unsaved changes would not take up what is written into its file.
    await document.save();
    this.#files.adopt(this.uri, document.getText());
  }

  /** The tab that shows it, wherever the person has moved it. */
  tab(): vscode.Tab | undefined {
    return vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .find(({ input }) => isInput(input, this.uri));
  }

  /** Closes the tab without asking about what was edited in it. */
  async close(): Promise<void> {
    const tab = this.tab();
    if (tab === undefined) return;
    if (tab.isDirty && tab.isActive && tab.group.isActive) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      return;
    }
    if (tab.isDirty) await this.#document()?.save();
    await vscode.window.tabGroups.close(tab, true);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#files.forget(this.uri);
  }

  #updateNow(): void {
    this.#timer = undefined;
    if (!this.#isBehind) return;
    const next = this.#text();
    this.#isBehind = false;
    const document = this.#document();
    if (document !== undefined && this.#isEditedByHand(document)) {
      this.#addTo(document, next);
      return;
    }
    this.#shown = next;
    this.#unread = true;
    this.#lastUpdate = Date.now();
    this.#files.set(this.uri, whole(next));
  }

  #addTo(document: vscode.TextDocument, next: PreviewText): void {
    const known = this.#shown.suggestion.trimEnd();
    const arrived = next.suggestion.trimEnd();
    if (arrived === known) return;
    if (!arrived.startsWith(known)) {
      this.#heldBack = true;
      return;
    }
    const { start, end } = this.#range;
    const trailing = /\s*$/.exec(document.getText().slice(start, end))?.[0] ?? '';
    this.#shown = { ...this.#shown, suggestion: next.suggestion };
    const edit = new vscode.WorkspaceEdit();
    edit.insert(this.uri, document.positionAt(end - trailing.length), arrived.slice(known.length));
    vscode.workspace.applyEdit(edit).then(
      (applied) => {
        if (!applied) this.#heldBack = true;
      },
      () => {
        this.#heldBack = true;
      },
    );
  }

  #editorChanged(
    document: vscode.TextDocument,
    changes: readonly vscode.TextDocumentContentChangeEvent[],
  ): void {
    if (document.getText() === whole(this.#shown)) {
      this.#range = suggestionIn(this.#shown);
      return;
    }
    for (const { rangeOffset: from, rangeLength, text } of changes) {
      const { start, end } = this.#range;
      // Here, unlike in the document itself, what is typed at an edge belongs to the suggestion.
      if (from >= start && from + rangeLength <= end) {
        this.#range = { start, end: end + text.length - rangeLength };
        continue;
      }
      const change = { offset: from, removedLength: rangeLength, insertedText: text };
      this.#range = afterChange({ start, end, content: '' }, change);
    }
    this.#edits.fire();
  }

  /** VS Code brings back what was not saved when the window was closed. */
  #editorOpened(document: vscode.TextDocument): void {
    const text = document.getText();
    const { before, after } = this.#shown;
    if (text === whole(this.#shown)) return;
    const start = text.startsWith(before) ? before.length : sharedPrefixLength(text, before);
    const end = text.endsWith(after) ? text.length - after.length : text.length;
    this.#range = { start, end: Math.max(start, end) };
  }

  #document(): vscode.TextDocument | undefined {
    const uri = this.uri.toString();
    return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  }

  #isEditedByHand(document: vscode.TextDocument): boolean {
    return !this.#files.isServed(this.uri, document.getText());
  }
}

/** True if a tab shows this suggestion. */
export function isInput(input: unknown, uri: vscode.Uri): boolean {
  if (input instanceof vscode.TabInputTextDiff) return input.modified.toString() === uri.toString();
  return input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();
}

function whole({ before, suggestion, after }: PreviewText): string {
  return before + suggestion + after;
}

function suggestionIn({ before, suggestion }: PreviewText): OffsetRange {
  return { start: before.length, end: before.length + suggestion.length };
}
