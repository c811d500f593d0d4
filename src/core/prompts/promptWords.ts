import type { PromptTemplate } from './template';

/** What was put into a prompt, as far as the transcript names it. */
export interface RunInShort {
  /** What is typed behind `/`. */
  readonly name: string;
  /** What the person gave for its inputs, in their order. */
  readonly inputs: readonly { readonly name: string; readonly value: string }[];
  readonly addition: string;
  /** What it was about, as in "lines 3–9 of letter.md". */
  readonly about: readonly string[];
}

/** What the transcript shows of a run, as in "/translate French", and below it what it was about. */
export function runInWords({ name, inputs, addition, about }: RunInShort): string {
  const given = inputs.filter(({ value }) => value !== '');
  const [only] = given;
  const values =
    given.length === 1 && only !== undefined
      ? only.value
      : given.map((input) => `${input.name}: ${input.value}`).join('; ');
  const line = [`/${name}`, values, addition].filter((part) => part !== '').join(' ');
  return about.length === 0 ? line : `${line}\n\n(About ${inWords(about)}.)`;
}

/** What a prompt will send of the person's, as a list of a few words each. */
export function readsInWords({ variables, inputs }: PromptTemplate): readonly string[] {
  const has = (...names: Parameters<typeof variables.has>[0][]): boolean =>
    names.some((name) => variables.has(name));
  return [
    ...(has('selection', 'selectedText') ? ['the selected text'] : []),
    ...(has('file') ? ['the whole text of the open document'] : []),
    ...(has('clipboard') ? ['what you copied last (the clipboard)'] : []),
    ...(has('fileBasename', 'fileBasenameNoExtension') ? ['the name of the open document'] : []),
    ...(has('fileDirname', 'workspaceFolder', 'workspaceFolderBasename') ? ['the name of its folder'] : []),
    ...(inputs.length > 0 ? ['what you answer when it asks'] : []),
  ];
}

/** As in "one, two and three". */
export function inWords(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** Why the head of a prompt file was passed over. */
export function damageInWords(title: string, line: number): string {
  return `Line ${line} of “${title}” can’t be read: the lines between --- have the form “description: What it does”. The prompt works all the same, without that line.`;
}

/** What stays in a prompt as it is written, although it looks like a variable. */
export function unknownInWords(unknown: readonly string[]): string {
  const shown = unknown.slice(0, 3);
  const more = unknown.length - shown.length;
  const list = inWords(more > 0 ? [...shown, `${more} more`] : shown);
  return unknown.length === 1
    ? `${list} is no variable that Huggingphaze knows. It was sent as it stands.`
    : `${list} are no variables that Huggingphaze knows. They were sent as they stand.`;
}
