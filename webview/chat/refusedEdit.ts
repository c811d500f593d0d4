import type { RefusalView } from '../../src/protocol';
import type { EditKeeper } from './editKeeper';
import type { MessageEditor } from './messageEditor';

/** Sees to it that new words that could not be sent stay where they are, and have the keyboard again. */
export class RefusedEdit {
  readonly #panel: HTMLElement;
  readonly #edits: EditKeeper;
  #messageId: string | undefined;

  constructor(panel: HTMLElement, edits: EditKeeper) {
    this.#panel = panel;
    this.#edits = edits;
  }

  hear({ turn }: RefusalView): void {
    if (turn?.kind !== 'edit') return;
    this.#edits.refused(turn.messageId);
    this.#focus(turn.messageId);
    // Once more when the keyboard comes back to the panel from the list of models.
    this.#messageId = turn.messageId;
  }

  /** Puts the keyboard into them, if they are still there; false if not. */
  takeKeyboard(): boolean {
    const messageId = this.#messageId;
    this.#messageId = undefined;
    return messageId !== undefined && this.#focus(messageId);
  }

  #focus(messageId: string): boolean {
    const selector = `[data-message-id="${CSS.escape(messageId)}"] huggingphaze-message-editor`;
    const editor = this.#panel.querySelector<MessageEditor>(selector);
    editor?.focusField();
    return editor !== null;
  }
}
