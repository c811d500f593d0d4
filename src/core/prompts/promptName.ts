/** Longest name of a prompt, in UTF-16 units. */
export const longestPromptName = 60;

/** What files with a prompt in them end in. */
export const promptFileEnding = '.prompt.md';

/**
 * A name as it is typed behind `/` and as a file is named: small letters and digits of any script, parted by `-`.
 * Empty where nothing of the words can be in one.
 */
export function slugOf(words: string): string {
  const slug = words
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}_.]+/gu, '-');
  return slug
    .slice(0, longestPromptName)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/^[-.]+|[-.]+$/g, '');
}

/** The name that a file gives to its prompt. */
export function nameFromFile(fileName: string): string {
  const isPrompt = fileName.toLowerCase().endsWith(promptFileEnding);
  return isPrompt ? fileName.slice(0, -promptFileEnding.length) : fileName.replace(/\.[^.]*$/, '');
}

/** A name as a title: "fix-grammar" is "Fix grammar"; what is written with blanks or capitals stays as it is. */
export function titleOfName(name: string): string {
  if (/[\s\p{Lu}]/u.test(name)) return name;
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A name that is not taken yet: with a number behind it where this one is. */
export function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const tail = `-${number}`;
    const name = wanted.slice(0, longestPromptName - tail.length) + tail;
    if (!isTaken(name)) return name;
  }
}
