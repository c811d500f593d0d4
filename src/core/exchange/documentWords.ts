import { emptyConversation, visiblePath, withHead } from '../chat/conversation';
import type { AssistantMessage, Attachment, Message } from '../chat/message';
import { describeError } from '../inference/errorWords';
import { costInWords } from '../inference/modelWords';
import { modelNameInWords, providerInWords } from '../inference/names';
import type { PortableConversation } from './portableConversation';

/*
 * What the documents for people (Markdown, HTML) say of a conversation, in the words of the panel.
 */

/** Makes a model's or a person's text fit for a document. Structurally what `webview/markdown` has for it. */
export interface TextForms {
  /** Markdown as HTML without anything that runs, loads or submits; `name` is its own on the page. */
  readonly html: (text: string, name: string) => string;
  /** Markdown that can't reach beyond its place in a document; `name` is its own there. */
  readonly markdown: (text: string, name: string) => string;
  /** Plain text within HTML's elements and quoted attributes. */
  readonly escape: (text: string) => string;
}

/** The messages that were shown, oldest first. */
export function shownMessages({ headId, messages }: PortableConversation): readonly Message[] {
  const written = new Map(messages.map((message) => [message.id, message]));
  return visiblePath(withHead({ ...emptyConversation(''), messages: written, written }, headId));
}

export function titleInWords({ title }: Pick<PortableConversation, 'title'>): string {
  return title.replace(/\s+/g, ' ').trim() || 'Chat';
}

export function authorInWords(message: Message): string {
  return message.role === 'user' ? 'You' : modelNameInWords(message.model) || 'The model';
}

/** What stands below the title, as in "4 messages, last changed on 25 November 2026." */
export function summaryInWords(conversation: PortableConversation): string {
  const shown = shownMessages(conversation).length;
  const others = conversation.messages.length - shown;
  const versions =
    others === 0
      ? ''
      : ` Not shown: ${messagesInWords(others)} of other versions; an export as JSON has them.`;
  return `${messagesInWords(shown)}, last changed on ${dateInWords(conversation.updatedAt)}.${versions}`;
}

export function messagesInWords(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}

/** How an answer ended and what is known of it, as in "Stopped · Answered by Groq · 312 tokens"; may be empty. */
export function footnoteInWords(message: AssistantMessage): string {
  const { state, provider, usage, cost, error } = message;
  const modelName = authorInWords(message);
  const ending = {
    streaming: 'Not finished',
    done: '',
    stopped: 'Stopped',
    'cut-off': 'Cut off before its end',
    error: error ? describeError(error, { modelName }).sentence : 'It ended with an error.',
  }[state];
  return [
    ending,
    provider === undefined ? '' : `Answered by ${providerInWords(provider)}`,
    usage === undefined ? '' : `${tokens.format(usage.promptTokens + usage.completionTokens)} tokens`,
    cost === undefined ? '' : costInWords(cost),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

const tokens = new Intl.NumberFormat('en');

/** As in "25 November 2026, 14:05", in the computer's time zone; empty for no moment. */
export function momentInWords(milliseconds: number): string {
  if (milliseconds <= 0) return '';
  const time = new Date(milliseconds).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return `${dateInWords(milliseconds)}, ${time}`;
}

export function dateInWords(milliseconds: number): string {
  return new Date(milliseconds).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** What a document shows of an attachment. A new kind of attachment gets its form here. */
export type AttachmentForm =
  | { readonly kind: 'text'; readonly label: string; readonly text: string }
  /** `address` is a `data:` address; absent where the picture's file is gone. */
  | { readonly kind: 'picture'; readonly label: string; readonly address: string | undefined };

export function attachmentForm(
  attachment: Attachment,
  pictures: PortableConversation['pictures'],
): AttachmentForm {
  const label = attachment.label.replace(/\s+/g, ' ').trim();
  if (attachment.kind === 'picture') {
    const address = pictures[attachment.picture.file];
    const isPicture = address !== undefined && /^data:image\/(?:jpeg|png);base64,[\w+/=]*$/.test(address);
    return { kind: 'picture', label: label || 'Picture', address: isPicture ? address : undefined };
  }
  return { kind: 'text', label: label || 'Text', text: attachment.text };
}
