/** What stands after an opening fence, read for people and for machines. */
export interface CodeLanguage {
  /** As written, for people. */
  readonly label: string;
  /** Lower case, only of characters that are safe in a class name; empty where there is none. */
  readonly name: string;
}

const longest = 40;

/** The language is the first word, up to what some models append to it, as in `js{3}` or `python:main.py`. */
export function codeLanguage(info: string): CodeLanguage {
  const label = /^[\p{L}\p{N}+#._-]+/u.exec(info.trim())?.[0].slice(0, longest) ?? '';
  const name = label.toLowerCase();
  return { label, name: /^[a-z0-9][a-z0-9+#._-]*$/u.test(name) ? name : '' };
}
