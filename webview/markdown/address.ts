/** An address that a person may open from an answer. */
export interface WebAddress {
  /** Normalised, in ASCII: what is shown is what is opened. */
  readonly href: string;
  /** The host, or for `mailto:` the recipient. */
  readonly host: string;
}

const longestInTitle = 300;
const bidiControl = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const invisible = /\p{Cf}/gu;
const writtenAddress =
  /^\s*(?:https?:\/\/|(?=www\.|[\p{L}\p{N}.-]+\.(?:ai|app|co|com|dev|edu|gov|io|net|org)(?:[/:?#\s]|$)))(?:[^/?#\s@]*@)?([\p{L}\p{N}.-]+)/iu;

/**
 * Reads an address as a browser would (which ignores leading control characters, tabs and line breaks inside
 * it, and case), and lets only `http:`, `https:` and `mailto:` through. Undefined for all others, for relative
 * ones, and for what is no address.
 */
export function webAddress(written: string): WebAddress | undefined {
  if (!URL.canParse(written)) return undefined;
  const url = new URL(written);
  switch (url.protocol) {
    case 'http:':
    case 'https:':
      return { href: url.href, host: url.host };
    case 'mailto:':
      return { href: url.href, host: url.pathname };
    default:
      return undefined;
  }
}

/** Shortens an address for a tooltip; its beginning is what tells where it leads. */
export function addressForTitle(address: string): string {
  return address.length > longestInTitle ? `${address.slice(0, longestInTitle)}…` : address;
}

/**
 * Whether the words of a link could make a person believe that it leads elsewhere: they look like an address
 * of another host, or they hold characters that change the direction of the text.
 */
export function misleads(words: string, address: WebAddress): boolean {
  if (bidiControl.test(words)) return true;
  const claimed = writtenAddress.exec(words.replace(invisible, ''))?.[1];
  if (claimed === undefined) return false;
  return bare(claimed) !== bare(address.host.replace(/:\d+$/u, ''));
}

function bare(host: string): string {
  const ascii = URL.canParse(`https://${host}`) ? new URL(`https://${host}`).hostname : host;
  return ascii.toLowerCase().replace(/^www\./u, '');
}
