/** How many characters two texts begin with in common; never ends inside a surrogate pair or a CRLF. */
export function sharedPrefixLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  while (length > 0 && (splitsPair(one, length) || splitsPair(other, length))) length--;
  return length;
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  const surrogates = before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
  return surrogates || (before === 0x0d && after === 0x0a);
}
