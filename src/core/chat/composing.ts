import type { ChatEvent } from './chatEvent';
import type { Attachment, NewAttachment } from './message';
import type { NewMessage, SendOutcome } from './newMessage';
import type { OpenConversation } from './openConversation';

/** What goes from the composer, or from a command, into the conversation that is shown, and what comes back. */
export class Composing {
  readonly #current: () => OpenConversation;
  readonly #newId: () => string;
  readonly #begins: () => void;
  readonly #tell: (event: ChatEvent) => void;

  constructor(options: {
    /** The conversation that is shown, once it is read. */
    readonly current: () => OpenConversation;
    readonly newId: () => string;
    /** Called before something is written into it. */
    readonly begins: () => void;
    readonly tell: (event: ChatEvent) => void;
  }) {
    this.#current = options.current;
    this.#newId = options.newId;
    this.#begins = options.begins;
    this.#tell = options.tell;
  }

  /** Sends a message and resolves when its answer has ended and is saved, or at once if it can't be sent now. */
  async send(message: NewMessage): Promise<SendOutcome> {
    const conversation = this.#current();
    const isDraft =
      message.typed !== undefined || (message.promptText === undefined && message.attachments === undefined);
    const typed = message.typed ?? message.text;
    const attachments = isDraft
      ? conversation.draft.attachments
      : (message.attachments ?? []).map((attachment) => this.#withId(attachment));
    if ((message.promptText ?? message.text).trim() === '' && attachments.length === 0) return 'empty';
    if (conversation.busy) {
      if (isDraft) this.#giveBack(typed);
      return 'busy';
    }
    this.#begins();
    const { text, promptText, modelId } = message;
    const refusal = await conversation.send({
      text,
      ...(promptText !== undefined && { promptText }),
      attachments,
      isDraft,
      ...(modelId !== undefined && { modelId }),
    });
    if (refusal && isDraft) this.#giveBack(typed);
    return refusal ?? 'answered';
  }

  /** Has these go along with the next message. */
  async add(attachments: readonly NewAttachment[]): Promise<void> {
    if (attachments.length === 0) return;
    this.#begins();
    const added = attachments.map((attachment) => this.#withId(attachment));
    await this.#setAttachments([...this.#current().draft.attachments, ...added]);
  }

  async remove(attachmentId: string): Promise<void> {
    await this.#setAttachments(this.#current().draft.attachments.filter(({ id }) => id !== attachmentId));
  }

  async #setAttachments(attachments: readonly Attachment[]): Promise<void> {
    const saved = this.#current().draft.setAttachments(attachments);
    this.#tell({ type: 'attachmentsChanged', attachments });
    await saved;
  }

  /** Puts what can't be sent now back into the composer. */
  #giveBack(text: string): void {
    this.#current().draft.setText(text);
    this.#tell({ type: 'draftChanged', draft: text });
  }

  #withId(attachment: NewAttachment): Attachment {
    return { ...attachment, id: this.#newId() };
  }
}
