import type { AssistantMessage, UserMessage } from '../chat/message';
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
import { htmlStyle } from './htmlStyle';
import type { PortableConversation } from './portableConversation';

/**
 * A conversation's shown path as one page that needs nothing else: no script, no outside resource, and a
 * Content-Security-Policy that would let none through. Only its own style is allowed, by its hash.
 */
export async function htmlDocument(conversation: PortableConversation, forms: TextForms): Promise<string> {
  const title = titleInWords(conversation);
  const messages = shownMessages(conversation).map((message, index) =>
    message.role === 'user'
      ? question(message, conversation, forms)
      : answer(message, `m${index + 1}`, forms),
  );
  const body = [
    `<h1>${forms.escape(title)}</h1>`,
    `<p class="quiet">${forms.escape(summaryInWords(conversation))}</p>`,
    ...messages,
  ];
  return htmlPage(title, body.join('\n'), forms);
}

/** A whole page around what is in it. */
export async function htmlPage(title: string, body: string, forms: TextForms): Promise<string> {
  const policy = `default-src 'none'; style-src '${await hashOf(htmlStyle)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Huggingphaze">
<title>${forms.escape(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function question(message: UserMessage, { pictures }: PortableConversation, forms: TextForms): string {
  const attachments = message.attachments.map((attachment) =>
    attachmentPart(attachmentForm(attachment, pictures), forms),
  );
  const text = message.text === '' ? '' : `<p class="written" lang="">${forms.escape(message.text)}</p>`;
  return `<article aria-label="You">
${heading(message, forms)}
<div class="question">${[text, ...attachments].join('\n')}</div>
</article>`;
}

function answer(message: AssistantMessage, name: string, forms: TextForms): string {
  const { text, reasoning } = message;
  const footnote = footnoteInWords(message);
  const parts = [
    heading(message, forms),
    reasoning.trim() === ''
      ? ''
      : `<details><summary>Reasoning</summary><p class="folded" lang="">${forms.escape(reasoning.trim())}</p></details>`,
    `<div lang="">${forms.html(text, name)}</div>`,
    footnote === '' ? '' : `<footer><p class="quiet">${forms.escape(footnote)}</p></footer>`,
  ];
  return `<article aria-label="${forms.escape(authorInWords(message))}">
${parts.filter((part) => part !== '').join('\n')}
</article>`;
}

function heading(message: UserMessage | AssistantMessage, forms: TextForms): string {
  const moment = momentInWords(message.createdAt);
  const written = moment === '' ? '' : `<p class="quiet">${forms.escape(moment)}</p>`;
  return `<header><h2>${forms.escape(authorInWords(message))}</h2>${written}</header>`;
}

function attachmentPart(form: AttachmentForm, forms: TextForms): string {
  if (form.kind === 'picture') {
    const label = forms.escape(form.label);
    return form.address === undefined
      ? `<p class="quiet">Picture: ${label} (its file is gone)</p>`
      : `<figure><img src="${form.address}" alt="${label}"><figcaption class="quiet">${label}</figcaption></figure>`;
  }
  const summary = forms.escape(`Attached: ${form.label}`);
  return `<details><summary>${summary}</summary><pre tabindex="0" role="group" aria-label="${forms.escape(form.label)}" lang="">${forms.escape(form.text)}</pre></details>`;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}
