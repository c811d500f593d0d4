/**
 * Characters to a token, by script. Rules of thumb for today's byte-pair vocabularies; an estimate, never shown as a
 * count: Latin and other ASCII text about 4; Chinese, Japanese and Korean about 1.5; all other scripts about 2.
 */
const charactersPerToken = { ascii: 4, cjk: 1.5, other: 2 };

/** Tokens that the roles and marks around one message take, in the chat templates of common models. */
export const tokensPerMessage = 4;

/** Pixels to a token of a picture: models that see cut it into patches of about 28 by 28. */
const pixelsPerToken = 28 * 28;

/** About how many tokens a picture of this many pixels is; models differ by a factor of two. */
export function estimatePictureTokens(width: number, height: number): number {
  return Math.max(64, Math.ceil((width * height) / pixelsPerToken));
}

/** About how many tokens a text is. Linear in its length; errs by some tens of percent. */
export function estimateTokens(text: string): number {
  let ascii = 0;
  let cjk = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x250)
      ascii += 1; // Accented Latin letters included: they mostly come in common words.
    else if ((code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7ff)) cjk += 1;
  }
  const other = text.length - ascii - cjk;
  return Math.ceil(
    ascii / charactersPerToken.ascii + cjk / charactersPerToken.cjk + other / charactersPerToken.other,
  );
}
