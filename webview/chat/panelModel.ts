import type {
  AttachmentView,
  HostMessage,
  MessageView,
  PanelStatus,
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
        this.messages = message.messages.map(shown);
        break;
      case 'messageAdded':
        this.messages = [
          ...this.messages.filter((known) => known.id !== message.message.id),
          shown(message.message),
        ];
        break;
      case 'delta':
        this.answer(message.messageId)?.append(message.text, message.reasoning);
        break;
      case 'answerChanged':
        this.answer(message.message.id)?.change(message.message);
        break;
      case 'truncated': {
        const from = this.messages.findIndex((known) => known.id === message.fromMessageId);
        if (from >= 0) this.messages = this.messages.slice(0, from);
        break;
      }
      case 'statusChanged':
        this.status = message.status;
        break;
      case 'attachmentsChanged':
        this.attachments = message.attachments;
        break;
      default:
        break;
    }
  }
}

function shown(message: MessageView): ShownMessage {
  return message.role === 'user' ? message : new Answer(message);
}

function isStreaming(message: ShownMessage): boolean {
  return message.role === 'assistant' && message.state === 'streaming';
}
