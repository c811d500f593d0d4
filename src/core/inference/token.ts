/** What people copy along with a token: assignments, header names, quotes, list marks. */
const WRAPPING =
  /^(?:[\s\p{Cf}"'`“”‘’<>(),;]+|(?:export\s+)?[A-Z_]+\s*=|authorization["']?\s*:|bearer\b)|[\s\p{Cf}"'`“”‘’<>(),;]+$/iu;

/** In UTF-16 units, far more than a token has: what is longer is a document, and would take minutes to unwrap. */
const longestPaste = 10_000;

/** The token in what was pasted: without spaces, quotes, line ends, `Bearer ` and `HF_TOKEN=` around it. */
export function cleanToken(pasted: string): string {
  let token = pasted.trim();
  if (token.length > longestPaste) return token;
  for (;;) {
    const unwrapped = token.replace(WRAPPING, '');
    if (unwrapped === token) return token;
    token = unwrapped;
  }
}

/**
 * Whether a text has the shape of a Hugging Face token: `hf_`, then letters, digits and a few signs. Anything else
 * is never sent anywhere: it may be somebody's password.
 */
export function looksLikeToken(text: string): boolean {
  return text.length <= longestPaste && /^hf_[\w.-]+$/.test(text);
}

/** A text without the given token and without anything that looks like one. */
export function withoutTokens(text: string, token?: string): string {
  const withoutThis = token === undefined || token === '' ? text : text.replaceAll(token, 'hf_[hidden]');
  return withoutThis.replace(/\bhf_\w{10,}/g, 'hf_[hidden]');
}
