import type { PromptPicture } from '../inference/modelClient';
import { estimatePictureTokens } from '../inference/tokenEstimate';
import type { Attachment, TextAttachment } from './message';
import { pictureNote, safeLabel } from './pictures';

/** Tells how many tokens a text is: by the model's own tokenizer, or by estimate. */
export type Measure = (text: string) => number;

/** An attachment as a prompt has it: words that stand before the message's own, and perhaps a picture. */
export interface WrittenAttachment {
  readonly text: string;
  readonly picture?: PromptPicture;
}

/** What the empty line between two parts of a message takes, in tokens. */
const tokensBetweenParts = 1;

export function sizeOfAttachment({ text, picture }: WrittenAttachment, measure: Measure): number {
  const pictureSize = picture ? estimatePictureTokens(picture.width, picture.height) : 0;
  return measure(text) + pictureSize + tokensBetweenParts;
}

/** The whole of an attachment; of a picture that the model does not get to see, a note that says so. */
export function wholeAttachment(
  attachment: Attachment,
  seenPictures: ReadonlySet<string>,
): WrittenAttachment {
  if (attachment.kind !== 'picture') return { text: attachmentText(attachment) };
  const isSeen = seenPictures.has(attachment.id);
  return { text: pictureNote(attachment, isSeen), ...(isSeen && { picture: attachment.picture }) };
}

/**
 * What stands for an attachment that does not fit any more: its name, so that the model knows of what it is being
 * asked; or the whole of it where even that takes less.
 */
export function briefAttachment(
  attachment: Attachment,
  seenPictures: ReadonlySet<string>,
  measure: Measure,
): WrittenAttachment {
  const whole = wholeAttachment(attachment, seenPictures);
  const brief =
    attachment.kind === 'picture'
      ? { text: pictureNote(attachment, false) }
      : {
          text: `Attached file: ${safeLabel(attachment.label)} (no longer included, as there was no room for it)`,
        };
  return sizeOfAttachment(brief, measure) < sizeOfAttachment(whole, measure) ? brief : whole;
}

/** Written once for each attachment: a long one would otherwise be written anew for every count. */
const written = new WeakMap<TextAttachment, string>();

/** An attached text that can't be taken for anything else: its fence is longer than any inside it. */
export function attachmentText(attachment: TextAttachment): string {
  const text = written.get(attachment) ?? fencedText(attachment);
  written.set(attachment, text);
  return text;
}

function fencedText(attachment: TextAttachment): string {
  const longest = (attachment.text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(Math.max(3, longest + 1));
  const label = safeLabel(attachment.label);
  const language = attachment.languageId.replace(/[^\w+#.-]+/g, '');
  const lineBreak = attachment.text.endsWith('\n') ? '' : '\n';
  return `Attached file: ${label}\n${fence}${language}\n${attachment.text}${lineBreak}${fence}`;
}
