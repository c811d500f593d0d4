import type {
  AttachmentView,
  BranchView,
  ContextView,
  HostMessage,
  MessageView,
  PanelStatus,
  RefusalView,
  UndoOffer,
  UserMessageView,
} from '../../src/protocol';
import { Answer } from './answer';

export type ShownMessage = UserMessageView | Answer;

/** What the host has told the panel so far. Holds no truth of its own. */
export class PanelModel {
  conversationId = '';
  title = '';
  status: PanelStatus | undefined;
  attachments: readonly AttachmentView[] = [];
  undo: UndoOffer | undefined;
  /** By message: where it stands among those that could stand in its place. Only where there is a choice. */
  branches: ReadonlyMap<string, BranchView> = new Map();
  context: ContextView | undefined;
  /** Why something was not sent; it goes when it can be, or something else was done. */
  refusal: RefusalView | undefined;
  /** A new array whenever a message comes or goes; the same one while an answer grows. */
  messages: readonly ShownMessage[] = [];

  /** The answer that is being written, if one is. */
  get streaming(): Answer | undefined {
    return this.messages.find((message): message is Answer => isStreaming(message));
  }

  answer(messageId: string): Answer | undefined {
    // Whatever changes is nearly always the newest.
    for (let index = this.messages.length - 1; index >= 0; index--) {
      const message = this.messages[index];
      if (message?.id === messageId) return message.role === 'assistant' ? message : undefined;
    }
    return undefined;
  }

  /** Takes in what the host says about the conversation. Other messages, known or not, change nothing here. */
  apply(message: HostMessage): void {
    switch (message.type) {
      case 'snapshot':
        this.conversationId = message.conversationId;
        this.title = message.title;
        this.status = message.status;
        this.attachments = message.attachments;
        this.context = message.context;
        this.refusal = undefined;
        this.messages = message.messages.map(shown);
        this.branches = byMessage(message.branches);
        this.undo = message.undo;
        break;
      case 'messageAdded':
        this.#forgetTurnRefusal();
        this.messages = [
          ...this.messages.filter((known) => known.id !== message.message.id),
          shown(message.message),
        ];
        break;
      case 'delta':
        this.answer(message.messageId)?.append(message.text, message.reasoning);
        break;
      case 'answerChanged':
        if (message.message.state === 'streaming') this.#forgetTurnRefusal();
        this.answer(message.message.id)?.change(message.message);
        break;
      case 'truncated': {
        const from = this.messages.findIndex((known) => known.id === message.fromMessageId);
        if (from >= 0) this.messages = this.messages.slice(0, from);
        break;
      }
      case 'pathChanged': {
        this.#forgetTurnRefusal();
        const { afterMessageId } = message;
        const kept = this.messages.findIndex(({ id }) => id === afterMessageId) + 1;
        // What was shown already stays the same object, and is not rendered again.
        const known = new Map(this.messages.map((one) => [one.id, one]));
        const come = message.messages.map((view) => known.get(view.id) ?? shown(view));
        if (kept > 0 || afterMessageId === null) this.messages = [...this.messages.slice(0, kept), ...come];
        break;
      }
      case 'branchesChanged':
        this.branches = byMessage(message.branches);
        break;
      case 'undoChanged':
        this.undo = message.undo;
        break;
      case 'sendRefused':
        this.context = message.context;
        this.refusal = message.context.refusal;
        break;
      case 'turnRefused':
        this.refusal = message.refusal;
        break;
      case 'contextChanged':
        this.#changeContext(message.context);
        break;
      case 'statusChanged':
        // Another model may read it.
        if (message.status.modelName !== this.status?.modelName) this.#forgetTurnRefusal();
        this.status = message.status;
        break;
      case 'titleChanged':
        this.title = message.title;
        break;
      case 'attachmentsChanged':
        this.attachments = message.attachments;
        break;
      default:
        break;
    }
  }

  /** Something else is done than what was refused, or the person wants to hear no more of it. */
  dismissRefusal(): void {
    this.refusal = undefined;
  }

  #forgetTurnRefusal(): void {
    if (this.refusal?.turn) this.refusal = undefined;
  }

  #changeContext(context: ContextView): void {
    const before = this.context;
    this.context = context;
    if (!this.refusal || this.refusal.turn) return;
    // It is an alert: it is said anew when the model or the attachments are others, not at every letter.
    const isOther =
      before?.summary !== context.summary ||
      this.refusal.removal?.attachmentId !== context.refusal?.removal?.attachmentId;
    if (!context.refusal || isOther) this.refusal = context.refusal;
  }
}

function shown(message: MessageView): ShownMessage {
  return message.role === 'user' ? message : new Answer(message);
}

function byMessage(branches: readonly BranchView[]): ReadonlyMap<string, BranchView> {
  return new Map(branches.map((branch) => [branch.messageId, branch]));
}

function isStreaming(message: ShownMessage): boolean {
  return message.role === 'assistant' && message.state === 'streaming';
}
