import type { Message } from '../chat/message';
import {
  attachmentForm,
  authorInWords,
  footnoteInWords,
  momentInWords,
  shownMessages,
  summaryInWords,
  titleInWords,
  type AttachmentForm,
  type TextForms,
} from './documentWords';
import type { PortableConversation } from './portableConversation';

/**
 * A conversation's shown path as a document in Markdown: a heading for each message, reasoning and attachments folded.
 * What was written in it stands in its place whatever it holds.
 */
export function markdownDocument(conversation: PortableConversation, forms: TextForms): string {
  const parts = [
    `# ${plainMarkdown(titleInWords(conversation))}`,
    `_${plainMarkdown(summaryInWords(conversation))}_`,
    ...shownMessages(conversation).flatMap((message, index) =>
      messageParts(message, `m${index + 1}`, conversation, forms),
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function messageParts(
  message: Message,
  name: string,
  { pictures }: PortableConversation,
  forms: TextForms,
): readonly string[] {
  const moment = momentInWords(message.createdAt);
  const heading = `## ${plainMarkdown(authorInWords(message))}`;
  const written = moment === '' ? '' : `_${plainMarkdown(moment)}_`;
  const text = forms.markdown(message.text, name);
  if (message.role === 'user') {
    const attachments = message.attachments.map((attachment) => attachmentForm(attachment, pictures));
    return [heading, written, text, ...attachments.map((form) => attachmentPart(form, forms))];
  }
  const { reasoning } = message;
  const footnote = footnoteInWords(message);
  return [
    heading,
    written,
    reasoning.trim() === '' ? '' : folded('Reasoning', forms.markdown(reasoning, `${name}r`)),
    text,
    footnote === '' ? '' : `_${plainMarkdown(footnote)}_`,
  ];
}

function attachmentPart(form: AttachmentForm, forms: TextForms): string {
  // A picture's bytes have no place in a text; an export as HTML shows it.
  if (form.kind === 'picture') return `_${plainMarkdown(`Picture: ${form.label}`)}_`;
  return folded(forms.escape(`Attached: ${form.label}`), fenced(form.text));
}

/** The empty lines make Markdown of what is between. */
function folded(summary: string, content: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/** A block of code that holds this text, whatever is in it. */
function fenced(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const longest = [...lines.matchAll(/`+/g)].reduce((length, [run]) => Math.max(length, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${lines}\n${fence}`;
}

/** One line of plain text as Markdown, to stand within a line: nothing in it means anything. */
export function plainMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>&|~#$]/g, '\\$&');
}
