import type { HostMessage, ViewIntent } from '../../src/protocol';
import { announce } from './announcer';
import { branchInWords, type BranchStepper } from './branchStepper';
import type { PanelModel } from './panelModel';
import type { UndoBar } from './undoBar';

type HostMessageOf<Type extends HostMessage['type']> = Extract<HostMessage, { readonly type: Type }>;
type TreeIntent = Extract<ViewIntent, { readonly type: 'stepBranch' | 'deleteMessage' | 'undo' }>;

/**
 * Sees to it that a person who steps to another branch, deletes or undoes goes on where they were: the keyboard stays
 * on the stepper, goes to "Undo", and what came back is in sight. A screen reader is told what is shown now.
 */
export class TreeChanges {
  readonly #panel: HTMLElement;
  /** What the person asked for and has not got yet. */
  #asked: TreeIntent | undefined;
  #firstChanged: string | undefined;

  constructor(panel: HTMLElement) {
    this.#panel = panel;
  }

  asked(intent: ViewIntent): void {
    if (isTreeIntent(intent)) this.#asked = intent;
  }

  /** What the host said of the tree; the model has taken it in already. */
  hear(
    message: HostMessageOf<'pathChanged' | 'branchesChanged' | 'undoChanged'>,
    { branches, messages }: PanelModel,
  ): void {
    if (message.type === 'pathChanged') this.#pathChanged(message);
    else if (message.type === 'undoChanged') this.#undoChanged(message);
    else this.#branchesChanged(branches, messages);
  }

  #pathChanged({ messages }: HostMessageOf<'pathChanged'>): void {
    this.#firstChanged = messages[0]?.id;
    const firstChanged = this.#firstChanged;
    if (this.#asked?.type !== 'undo' || firstChanged === undefined) return;
    this.#asked = undefined;
    announce(this.#panel, 'Brought back');
    requestAnimationFrame(() => this.#messageElement(firstChanged)?.scrollIntoView({ block: 'nearest' }));
  }

  #branchesChanged(branches: PanelModel['branches'], messages: PanelModel['messages']): void {
    const asked = this.#asked;
    if (asked?.type !== 'stepBranch') return;
    const message = messages.find(({ id }) => id === this.#firstChanged);
    const branch = message && branches.get(message.id);
    if (!branch) return;
    this.#asked = undefined;
    announce(this.#panel, branchInWords(message.role === 'user' ? 'Question' : 'Answer', branch));
    requestAnimationFrame(() => {
      // Who has gone somewhere else meanwhile stays there.
      if (document.activeElement !== document.body) return;
      const stepper = this.#messageElement(message.id)?.querySelector<BranchStepper>(
        'huggingphaze-branch-stepper',
      );
      stepper?.focusButton(asked.direction);
    });
  }

  #undoChanged({ undo }: HostMessageOf<'undoChanged'>): void {
    if (undo) announce(this.#panel, undo.sentence);
    if (!undo || this.#asked?.type !== 'deleteMessage') return;
    this.#asked = undefined;
    requestAnimationFrame(() => this.#panel.querySelector<UndoBar>('huggingphaze-undo-bar')?.focusUndo());
  }

  #messageElement(messageId: string): Element | undefined {
    const elements = this.#panel.querySelectorAll<HTMLElement>('[data-message-id]');
    return [...elements].find((element) => element.dataset['messageId'] === messageId);
  }
}

function isTreeIntent(intent: ViewIntent): intent is TreeIntent {
  return ['stepBranch', 'deleteMessage', 'undo'].includes(intent.type);
}
