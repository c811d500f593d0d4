import * as vscode from 'vscode';
import { Emitter } from '../../core/emitter';
import { sharedPrefixLength } from '../../core/text/sharedPrefix';
import { hasTab } from '../documentTabs';
import { afterChange, type OffsetRange, type TextChange } from '../../core/text/trackedRange';

/** Least time between two edits of the document, in milliseconds: about two frames. */
const editInterval = 33;

/** How long the person's typing elsewhere must rest before the document is edited again, in milliseconds. */
const typingPause = 1000;

/** How long after a document was emptied its tab may take to go away, in milliseconds. */
const closingPatience = 300;

/** How many edits in a row may fail to arrive before the document counts as one that cannot be changed. */
const mostRefusals = 20;

const caret = (): vscode.TextEditorDecorationType =>
  vscode.window.createTextEditorDecorationType({
    after: { contentText: '▍', color: new vscode.ThemeColor('editorCursor.foreground') },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });

/**
 * Writes a text that still grows into a document, as one undo step.
 *
 * VS Code merges edits of an editor into one undo step as long as nothing else comes between them. So the text
 * streams into the document for everyone to see; where something did come between (the person typed elsewhere, the
 * document was saved or went out of sight, all of which end an undo step), the finished text is taken out and put
 * back in one edit at the end: the first Undo then removes exactly the whole text, and nothing else.
 *
 * The person may type anywhere meanwhile: the place is followed, their typing is never overwritten, and while they
 * type nothing is inserted, so that their own undo steps stay whole. Text that they type into the part already
 * written stays, and the rest follows after it. Undoing or deleting all that was written ends the stream.
 */
export class StreamingInsertion implements vscode.Disposable {
  readonly document: vscode.TextDocument;
  readonly #caret = caret();
  readonly #subscriptions: vscode.Disposable[];
  readonly #ends = new Emitter<'removed' | 'lost'>();
  #range: OffsetRange;
  /** The text as it should stand in the document, with the document's line ends. */
  #wanted = '';
  /** What of it stands there, apart from what the person changed in it. */
  #written = '';
  #expected: TextChange | undefined;
  #personEditedIt = false;
  #undoStepIsSplit = false;
  #begun = false;
  #lastTypedAt = 0;
  #refusals = 0;
  #ended: 'removed' | 'lost' | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #flushing: Promise<void> | undefined;

  constructor(document: vscode.TextDocument, offset: number) {
    this.document = document;
    this.#range = { start: offset, end: offset };
    this.#subscriptions = [
      vscode.workspace.onDidChangeTextDocument((event) => this.#documentChanged(event)),
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document && this.#begun) this.#undoStepIsSplit = true;
      }),
      vscode.workspace.onDidCloseTextDocument((closed) => {
        if (closed === document) this.#end('lost');
      }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0 && !this.#isOpen()) this.#end('lost');
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        if (this.#begun && this.#editor() === undefined) this.#undoStepIsSplit = true;
        this.#showCaret();
        if (this.#written !== this.#wanted) this.#schedule();
      }),
    ];
    this.#showCaret();
  }

  /** Fires once if the text can go no further here: the person removed it, or the document is gone or refuses it. */
  readonly onDidEnd = this.#ends.event;

  /** How it came that the text can go no further here, if it did. */
  get ended(): 'removed' | 'lost' | undefined {
    return this.#ended;
  }

  /** Says what the whole text is now. It usually begins with what it was before. */
  set(text: string): void {
    const eol = this.document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
    this.#wanted = text.replace(/\r\n?|\n/g, eol);
    this.#schedule();
  }

  /** Writes what is missing and makes the whole one undo step. */
  async finish(): Promise<void> {
    this.#lastTypedAt = 0;
    clearTimeout(this.#timer);
    await this.#flush(true);
    if (this.#undoStepIsSplit && this.#begun && this.#ended === undefined) await this.#makeOneUndoStep();
    this.#hideCaret();
  }

  /** Where the text begins, in UTF-16 code units. */
  get offset(): number {
    return this.#range.start;
  }

  /** Begins anew, as for another attempt: what stands there is replaced when the first of the new text arrives. */
  restart(): void {
    this.#begun = false;
    this.#undoStepIsSplit = false;
    if (this.#personEditedIt) {
      this.#personEditedIt = false;
      this.#range = { start: this.#range.end, end: this.#range.end };
      this.#written = '';
    }
    this.#showCaret();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#hideCaret();
    this.#ends.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#ended !== undefined) return;
    const typingEndsIn = this.#lastTypedAt + typingPause - Date.now();
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.#flush(false);
      },
      Math.max(editInterval, typingEndsIn),
    );
  }

  /** Edits until all that is wanted is written. `atLast`: even where the document is out of sight. */
  async #flush(atLast: boolean): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
    this.#flushing = this.#write(atLast);
    await this.#flushing;
    this.#flushing = undefined;
  }

  async #write(atLast: boolean): Promise<void> {
    while (this.#ended === undefined && this.#written !== this.#wanted) {
      if (!atLast && Date.now() - this.#lastTypedAt < typingPause) {
        this.#schedule();
        return;
      }
      const editor = this.#editor();
      if (!this.#isOpen()) this.#end('lost');
      if (editor === undefined && !atLast) return;
      const wanted = this.#wanted;
      const edit = this.#nextEdit(wanted);
      if (edit === undefined) return;
      const arrived = await this.#apply(edit, editor);
      if (arrived) {
        this.#written = wanted;
        this.#refusals = 0;
        this.#showCaret();
      } else if (++this.#refusals >= mostRefusals) this.#end('lost');
      else await new Promise((resolve) => setTimeout(resolve, this.#refusals));
      if (!atLast) {
        if (this.#written !== this.#wanted) this.#schedule();
        return;
      }
    }
  }

  #nextEdit(wanted: string): TextChange | undefined {
    const { start, end } = this.#range;
    if (this.#personEditedIt) {
      if (!wanted.startsWith(this.#written)) return undefined;
      return { offset: end, removedLength: 0, insertedText: wanted.slice(this.#written.length) };
    }
    const kept = sharedPrefixLength(this.#written, wanted);
    return { offset: start + kept, removedLength: end - start - kept, insertedText: wanted.slice(kept) };
  }

  async #apply(edit: TextChange, editor: vscode.TextEditor | undefined): Promise<boolean> {
    const range = this.#positions({ start: edit.offset, end: edit.offset + edit.removedLength });
    const stop = !this.#begun || this.#undoStepIsSplit;
    const version = this.document.version;
    this.#expected = edit;
    try {
      const accepted =
        editor === undefined
          ? await applyOutOfSight(this.document, range, edit.insertedText)
          : await editor.edit((builder) => builder.replace(range, edit.insertedText), {
              undoStopBefore: stop,
              undoStopAfter: false,
            });
      if (editor === undefined) this.#undoStepIsSplit = true;
      // A read-only editor accepts an edit and does nothing.
      if (!accepted || this.document.version === version) return false;
      this.#begun = true;
      // Something else came of the edit than was asked for: going on would do more harm.
      if (this.#isExpecting()) this.#end('lost');
      return true;
    } catch {
      // The editor was closed in this very moment; another one, or none, is taken at the next attempt.
      return false;
    } finally {
      this.#expected = undefined;
    }
  }

  async #makeOneUndoStep(): Promise<void> {
    const { start, end } = this.#range;
    const text = this.document.getText(this.#positions({ start, end }));
    if (text === '') return;
    const editor = this.#editor();
    const selections = editor?.selections;
    const steps: readonly TextChange[] = [
      { offset: start, removedLength: end - start, insertedText: '' },
      { offset: start, removedLength: 0, insertedText: text },
    ];
    for (const step of steps) {
      for (let attempt = 0; attempt < mostRefusals; attempt++) {
        if (await this.#applyAlone(step, editor)) break;
      }
    }
    if (editor !== undefined && selections !== undefined) editor.selections = selections;
  }

  /** One edit that is one undo step. The place is taken anew, since the person may have typed since. */
  async #applyAlone(step: TextChange, editor: vscode.TextEditor | undefined): Promise<boolean> {
    const { start, end } = this.#range;
    const edit = { ...step, offset: start, removedLength: step.insertedText === '' ? end - start : 0 };
    const range = this.#positions({ start, end: start + edit.removedLength });
    this.#expected = edit;
    try {
      if (editor === undefined) return await applyOutOfSight(this.document, range, edit.insertedText);
      return await editor.edit((builder) => builder.replace(range, edit.insertedText), {
        undoStopBefore: true,
        undoStopAfter: true,
      });
    } catch {
      // The editor was closed between the two edits: the document is edited out of sight then.
      return await applyOutOfSight(this.document, range, edit.insertedText);
    } finally {
      this.#expected = undefined;
    }
  }

  #documentChanged({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (document !== this.document || contentChanges.length === 0) return;
    for (const { rangeOffset, rangeLength, text } of contentChanges) {
      const change: TextChange = { offset: rangeOffset, removedLength: rangeLength, insertedText: text };
      if (this.#isOwn(change)) {
        this.#expected = undefined;
        const end = Math.max(this.#range.end - rangeLength, this.#range.start) + text.length;
        this.#range = { start: this.#range.start, end };
      } else this.#othersChanged(change, reason);
    }
  }

  #isExpecting(): boolean {
    return this.#expected !== undefined;
  }

  #isOwn({ offset, removedLength, insertedText }: TextChange): boolean {
    const expected = this.#expected;
    return (
      expected?.offset === offset &&
      expected.removedLength === removedLength &&
      expected.insertedText === insertedText
    );
  }

  #othersChanged(change: TextChange, reason: vscode.TextDocumentChangeReason | undefined): void {
    const { start, end } = this.#range;
    const from = change.offset;
    const to = from + change.removedLength;
    this.#lastTypedAt = Date.now();
    if (this.#begun) this.#undoStepIsSplit = true;
    if (start === end) {
      // Nothing is written yet: the place moves along with what the person types there.
      const shift = change.insertedText.length - change.removedLength;
      if (from <= start) {
        const at = to <= start ? start + shift : from + change.insertedText.length;
        this.#range = { start: at, end: at };
      }
      return;
    }
    const inside = from < end && to > start && (change.removedLength > 0 || from > start);
    const moved = afterChange({ start, end, content: '' }, change);
    this.#range = { start: moved.start, end: moved.end };
    if (!inside) return;
    this.#personEditedIt = true;
    if (reason === vscode.TextDocumentChangeReason.Undo) this.#end('removed');
    else if (moved.start === moved.end) this.#removedOrClosed();
  }

  /** All that was written is gone: the person deleted it, or is just closing the document without saving it. */
  #removedOrClosed(): void {
    setTimeout(() => this.#end(this.#isOpen() ? 'removed' : 'lost'), closingPatience);
  }

  #isOpen(): boolean {
    return !this.document.isClosed && (this.#editor() !== undefined || hasTab(this.document));
  }

  #end(reason: 'removed' | 'lost'): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    clearTimeout(this.#timer);
    this.#hideCaret();
    this.#ends.fire(reason);
  }

  #editor(): vscode.TextEditor | undefined {
    const active = vscode.window.activeTextEditor;
    if (active?.document === this.document) return active;
    return vscode.window.visibleTextEditors.find((editor) => editor.document === this.document);
  }

  #positions({ start, end }: OffsetRange): vscode.Range {
    return new vscode.Range(this.document.positionAt(start), this.document.positionAt(end));
  }

  #showCaret(): void {
    if (this.#ended !== undefined || this.document.isClosed) return;
    const end = this.document.positionAt(this.#range.end);
    this.#editor()?.setDecorations(this.#caret, [new vscode.Range(end, end)]);
  }

  #hideCaret(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document === this.document) editor.setDecorations(this.#caret, []);
    }
    if (this.#ended !== undefined) this.#caret.dispose();
  }
}

/** Edits a document that no editor shows. VS Code makes each such edit an undo step of its own. */
async function applyOutOfSight(
  document: vscode.TextDocument,
  range: vscode.Range,
  text: string,
): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  return vscode.workspace.applyEdit(edit);
}
