import * as vscode from 'vscode';
import type { Releasable } from '../../core/emitter';
import { isOver, isUnderWay } from '../../core/text/rewriteState';
import type { EditorServices } from '../editorServices';
import { restoreLeft, restoreShown } from './restoreRewrites';
import type { Rewrite } from './rewrite';
import { RewriteFiles } from './rewriteFiles';
import { isInput } from './rewritePreview';
import { rewriteScheme } from './rewriteScheme';
import { RewriteStatus } from './rewriteStatus';

/** How often suggestions that lost their tabs are looked for, and milliseconds in between. */
const looksForLeft = 6;
const betweenLooks = 10_000;

/** The suggestions that wait for an answer, in whichever documents, also those of an earlier window. */
export class WaitingRewrites implements vscode.Disposable {
  readonly files: RewriteFiles;
  /** Resolves when the suggestions of an earlier window are there. */
  readonly restored: Promise<void>;
  readonly #services: EditorServices;
  readonly #waiting = new Set<Rewrite>();
  readonly #status = new RewriteStatus();
  readonly #subscriptions: Releasable[];
  #lookAgain: ReturnType<typeof setTimeout> | undefined;

  constructor(services: EditorServices) {
    this.#services = services;
    // In the next turn, when all below is there.
    this.restored = Promise.resolve().then(async () => this.#restore());
    this.files = new RewriteFiles(this.restored);
    this.#subscriptions = [
      this.#status,
      this.files,
      vscode.workspace.registerFileSystemProvider(rewriteScheme, this.files, { isCaseSensitive: true }),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.length > 0) this.#discardClosed();
        this.showStatus();
      }),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.showStatus()),
    ];
  }

  get all(): readonly Rewrite[] {
    return [...this.#waiting];
  }

  /** That of the diff in front. */
  get active(): Rewrite | undefined {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    return this.all.find(({ preview }) => isInput(input, preview.uri));
  }

  /** That which a command means: that of the diff in front, or the only one there is; else says what to do. */
  meant(): Rewrite | undefined {
    const meant = this.active ?? (this.#waiting.size === 1 ? this.all[0] : undefined);
    if (meant === undefined) {
      void vscode.window.showInformationMessage('Open the suggestion that you mean first.');
    }
    return meant;
  }

  /** One for text that overlaps with this range. */
  concerning(document: vscode.TextDocument, range: vscode.Range): Rewrite | undefined {
    return this.all.find((rewrite) => !isOver(rewrite.session.state) && rewrite.concerns(document, range));
  }

  add(rewrite: Rewrite): void {
    this.#waiting.add(rewrite);
    rewrite.session.onDidChange(() => this.showStatus());
  }

  /** The person decided about it: nothing of it is kept. */
  forget(rewrite: Rewrite): void {
    this.#waiting.delete(rewrite);
    void rewrite.forget();
    this.showStatus();
  }

  /** Closes its diff and forgets it; the document stays as it is, and the request ends. */
  async discard(rewrite: Rewrite): Promise<void> {
    rewrite.session.discard();
    await rewrite.preview.close();
    this.forget(rewrite);
  }

  /** Ends the request of the diff in front, or all where none is; what has arrived stays. False if there was none. */
  stop(): boolean {
    const { active } = this;
    const underWay = (active === undefined ? this.all : [active]).filter(({ session }) =>
      isUnderWay(session.state),
    );
    for (const { session } of underWay) session.stop();
    return underWay.length > 0;
  }

  showStatus(): void {
    this.#status.show(this.active, this.#waiting.size);
  }

  /** Lists them, and goes to the one that is chosen. */
  async pick(): Promise<void> {
    if (this.#waiting.size === 0) {
      void vscode.window.showInformationMessage(
        'No suggestion waits for you. Select a text and choose Rewrite… to have one made.',
      );
      return;
    }
    const items = this.all.map((rewrite) => ({ ...rewrite.inWords, rewrite }));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Suggestions',
      placeHolder: 'Choose one to look at, accept or discard',
    });
    await picked?.rewrite.show();
  }

  /** Writes down what is not written down yet. */
  async close(): Promise<void> {
    await Promise.all(this.all.map(async (rewrite) => rewrite.keep()));
  }

  dispose(): void {
    clearTimeout(this.#lookAgain);
    for (const rewrite of this.#waiting) rewrite.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Never rejects: a tab whose suggestion can't be had any more is closed. */
  async #restore(): Promise<void> {
    for (const rewrite of await restoreShown(this.#services, this.files)) {
      this.add(rewrite);
      if (rewrite.isCutOff) rewrite.sayIncomplete();
    }
    this.showStatus();
    void this.#restoreLeft(looksForLeft);
  }

  /** A window that was just closed may still run for a moment: what it leaves is looked for a few times. */
  async #restoreLeft(times: number): Promise<void> {
    const isKnown = (id: string): boolean => this.all.some(({ preview }) => preview.uri.query === id);
    const { rewrites, mayBeMore } = await restoreLeft(this.#services, this.files, isKnown);
    for (const rewrite of rewrites) this.add(rewrite);
    this.showStatus();
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
    else await this.pick();
  }

  /** A suggestion whose tab the person closed is discarded. A tab that is moved is closed and opened at once. */
  #discardClosed(): void {
    for (const rewrite of this.#waiting) {
      if (rewrite.wasShown && rewrite.preview.tab() === undefined) {
        rewrite.session.discard();
        this.forget(rewrite);
      }
    }
  }
}
