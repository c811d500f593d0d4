import type { Attachment, Message, AssistantMessage } from '../../core/chat/message';
import { describeError } from '../../core/inference/errorWords';
import { estimatePictureTokens, estimateTokens } from '../../core/inference/tokenEstimate';
import { costInWords } from '../../core/inference/modelWords';
import { modelNameInWords, providerInWords } from '../../core/inference/names';
import type { AssistantMessageView, AttachmentView, MessageView } from '../../protocol';

/** A message as the panel shows it. */
export function messageView(message: Message): MessageView {
  if (message.role === 'user') {
    const { role, id, text, promptText, attachments } = message;
    const isShort = promptText !== undefined && promptText !== text;
    return { role, id, text, ...(isShort && { isShort }), attachments: attachments.map(attachmentView) };
  }
  return { ...answerView(message), text: message.text, reasoning: message.reasoning };
}

/** All of an answer but its text, which travels as deltas. */
export function answerView(message: AssistantMessage): Omit<AssistantMessageView, 'text' | 'reasoning'> {
  // Until the very first list of models is there, an answer may begin before its model is chosen.
  const modelName = modelNameInWords(message.model) || 'The model';
  const { role, id, state, error } = message;
  return {
    role,
    id,
    state,
    modelName,
    footnote: footnote(message),
    ...(error === undefined ? {} : { error: describeError(error, { modelName }) }),
  };
}

/** As in "Answered by Groq · 312 tokens · less than a cent"; empty while nothing of it is known. */
export function footnote(message: AssistantMessage): string {
  const { provider, usage, cost } = message;
  const parts = [
    provider === undefined ? '' : `Answered by ${providerInWords(provider)}`,
    usage === undefined ? '' : `${tokens.format(usage.promptTokens + usage.completionTokens)} tokens`,
    cost === undefined ? '' : costInWords(cost),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const tokens = new Intl.NumberFormat('en');

export function attachmentView(attachment: Attachment): AttachmentView {
  const { id, label } = attachment;
  if (attachment.kind !== 'picture') {
    const size = sizeInWords(attachment.text);
    return { kind: 'text', id, label, size, detail: withTokens(size, estimateTokens(attachment.text)) };
  }
  const { width, height } = attachment.picture;
  const size = `${width} × ${height}`;
  return { kind: 'picture', id, label, size, detail: withTokens(size, estimatePictureTokens(width, height)) };
}

function withTokens(size: string, count: number): string {
  return `${size}, about ${tokens.format(rounded(count))} ${count === 1 ? 'token' : 'tokens'}`;
}

/** To two digits: an estimate that looked exact would mislead. */
function rounded(count: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return Math.round(count / unit) * unit;
}

/** As in "about 300 words"; counted without a list of them, as an attachment may be long. */
export function sizeInWords(text: string): string {
  let words = 0;
  const word = /\S+/g;
  while (word.test(text)) words += 1;
  if (words === 0) return 'no words';
  if (words < 20) return words === 1 ? '1 word' : `${words} words`;
  return `about ${tokens.format(rounded(words))} words`;
}
