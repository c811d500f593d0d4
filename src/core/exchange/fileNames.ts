/** Characters (code points) of a name at most: some disks take 255 bytes, with the folder's path before it. */
const longestName = 80;

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|index)$/i;

/** A file's name, without its ending, from a title: one that every system takes, and that hides nothing. */
export function fileNameFrom(title: string): string {
  const plain = title
    .normalize('NFC')
    // Signs that systems forbid, and those that can't be seen or turn the direction of text.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ');
  const name = Array.from(plain)
    .slice(0, longestName)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (name === '') return 'Chat';
  return reserved.test(name.split('.')[0] ?? '') ? `${name} chat` : name;
}

/** Hands out names that differ, also for systems that don't tell small letters from capitals. */
export class UniqueNames {
  readonly #taken = new Set<string>();

  take(name: string): string {
    let unique = name;
    for (let count = 2; this.#taken.has(unique.toLowerCase()); count += 1) unique = `${name} (${count})`;
    this.#taken.add(unique.toLowerCase());
    return unique;
  }
}
