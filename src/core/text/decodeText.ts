/** Windows' own letters: what programs write that know nothing of Unicode, such as Excel when it saves CSV. */
const lastResort = 'windows-1252';

/** Its letters from 0x80 to 0x9f. Node 20 and some later ones read them as Latin-1, which has none there. */
const windowsLetters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/**
 * The text of a file, in whichever of the usual ways it is written: UTF-8 and UTF-16 with or without a mark at the
 * beginning, `declared` if that is known, else Windows-1252. `undefined` for what is no text.
 *
 * @param declared the name of an encoding that the file itself or somebody tells
 */
export function decodeText(bytes: Uint8Array, declared?: string): string | undefined {
  const marked = encodingByMark(bytes) ?? encodingByZeros(bytes);
  if (marked !== undefined) return decoded(bytes, marked);
  if (bytes.includes(0)) return undefined;
  const text =
    decoded(bytes, 'utf-8') ?? (declared && decoded(bytes, declared)) ?? decoded(bytes, lastResort);
  return text === undefined || isMostlyControls(text) ? undefined : text;
}

function encodingByMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** Letters of Europe in UTF-16 have a zero in every second byte. */
function encodingByZeros(bytes: Uint8Array): string | undefined {
  const head = bytes.subarray(0, 4096);
  if (head.length < 4 || bytes.length % 2 !== 0) return undefined;
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const most = head.length * 0.35;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : undefined;
}

/** `undefined` where the bytes are not written so, or nobody knows that way. The mark is no part of the text. */
function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const text = decoder.decode(bytes);
    if (decoder.encoding !== lastResort) return text;
    return text.replace(/[\x80-\x9f]/g, (letter) => windowsLetters.charAt(letter.charCodeAt(0) - 0x80));
  } catch {
    return undefined;
  }
}

/** Every byte is some letter in Windows-1252, so only this tells a text from a program. */
function isMostlyControls(text: string): boolean {
  const head = text.slice(0, 4096);
  // Form feeds stand in texts, too.
  const controls = head.match(/[^\P{Cc}\n\r\t\f\v]/gu)?.length ?? 0;
  return controls > head.length / 50;
}
