import { dateInWords, messagesInWords, shownMessages, titleInWords, type TextForms } from './documentWords';
import { htmlPage } from './htmlDocument';
import { plainMarkdown } from './markdownDocument';
import type { PortableConversation } from './portableConversation';

/** What the list of exported conversations shows of one. */
export interface IndexEntry {
  readonly title: string;
  /** Of the file beside the list. */
  readonly fileName: string;
  /** As in "25 November 2026, 4 messages". */
  readonly details: string;
}

export function indexEntry(conversation: PortableConversation, fileName: string): IndexEntry {
  const count = messagesInWords(shownMessages(conversation).length);
  return {
    title: titleInWords(conversation),
    fileName,
    details: `${dateInWords(conversation.updatedAt)}, ${count}`,
  };
}

export function markdownIndex(entries: readonly IndexEntry[]): string {
  const items = entries.map(
    ({ title, fileName, details }) =>
      `- [${plainMarkdown(title)}](${encodeURIComponent(fileName).replace(/[()]/g, escapedByNumber)}): ${plainMarkdown(details)}`,
  );
  return `# Chats\n\n${items.join('\n')}\n`;
}

export async function htmlIndex(entries: readonly IndexEntry[], forms: TextForms): Promise<string> {
  const items = entries.map(
    ({ title, fileName, details }) =>
      `<li><a href="${forms.escape(encodeURIComponent(fileName))}">${forms.escape(title)}</a><p class="quiet">${forms.escape(details)}</p></li>`,
  );
  return htmlPage('Chats', `<h1>Chats</h1>\n<ul class="chats">\n${items.join('\n')}\n</ul>`, forms);
}

function escapedByNumber(character: string): string {
  return `%${character.charCodeAt(0).toString(16)}`;
}
