import { builtInPrompts } from './builtInPrompts';
import { parsePromptFile, type PromptFile } from './promptFile';
import { freeName, nameFromFile, slugOf, titleOfName } from './promptName';

/** Where a prompt comes from. */
export type PromptSource =
  | { readonly kind: 'builtIn' }
  | {
      readonly kind: 'own';
      /** The file's name below the folder of the person's prompts. */
      readonly fileName: string;
    }
  | {
      readonly kind: 'workspace';
      /** Its address. */
      readonly uri: string;
      /** The name of the workspace's folder that it lies in. */
      readonly folder: string;
      /** Where it lies below that, as in ".github/prompts/review.prompt.md". */
      readonly path: string;
    };

/** A file with a prompt in it, as it was found. */
export interface FoundPrompt {
  readonly source: PromptSource;
  readonly fileName: string;
  readonly text: string;
}

/** A prompt that can be run. */
export interface PromptEntry {
  /** The same as long as it lies in the same place. */
  readonly id: string;
  /** What is typed behind `/`; no other prompt of the list has it. */
  readonly name: string;
  readonly title: string;
  readonly source: PromptSource;
  /** The whole file. */
  readonly text: string;
  readonly file: PromptFile;
}

/**
 * All prompts under names of their own. One of the person's takes the place of a built-in one of the same name. A
 * workspace's prompt never takes a name that the person knows already, as it comes from somebody else: it is then
 * called after its folder too, as in `letters:summary`.
 */
export function promptLibrary(found: readonly FoundPrompt[]): readonly PromptEntry[] {
  const builtIn = builtInPrompts.map(({ fileName, text }): FoundPrompt => ({
    source: { kind: 'builtIn' },
    fileName,
    text,
  }));
  const entries = new Map<string, PromptEntry>();
  const add = (prompt: FoundPrompt, nameFor: (slug: string) => string | undefined): void => {
    const file = parsePromptFile(prompt.text);
    const words = file.name ?? nameFromFile(prompt.fileName);
    const slug = slugOf(words) || slugOf(nameFromFile(prompt.fileName)) || 'prompt';
    const name = nameFor(slug);
    if (name === undefined) return;
    const { source, text } = prompt;
    entries.set(name, { id: idOf(source, name), name, title: titleOfName(words), source, text, file });
  };
  const isTaken = (name: string): boolean => entries.has(name);
  for (const prompt of found.filter(({ source }) => source.kind === 'own')) {
    add(prompt, (slug) => freeName(slug, isTaken));
  }
  for (const prompt of builtIn) add(prompt, (slug) => (isTaken(slug) ? undefined : slug));
  for (const prompt of found) {
    const { source } = prompt;
    if (source.kind !== 'workspace') continue;
    add(prompt, (slug) =>
      isTaken(slug) ? freeName(`${slugOf(source.folder) || 'workspace'}:${slug}`, isTaken) : slug,
    );
  }
  return [...entries.values()];
}

function idOf(source: PromptSource, name: string): string {
  switch (source.kind) {
    case 'builtIn':
      return `builtIn:${name}`;
    case 'own':
      return `own:${source.fileName}`;
    case 'workspace':
      return `workspace:${source.uri}`;
  }
}

/** The prompt of this name, however it is written: as a title, with or without `/`, in capitals. */
export function promptNamed(entries: readonly PromptEntry[], words: string): PromptEntry | undefined {
  const wanted = words.trim().replace(/^\//, '').toLowerCase();
  return (
    entries.find(({ name }) => name === wanted) ??
    entries.find(({ name }) => name === slugOf(wanted) && wanted !== '')
  );
}

/** The prompts whose names fit to what is typed, the best first: those that begin with it, then those with a word that does. */
export function promptsLike(entries: readonly PromptEntry[], query: string): readonly PromptEntry[] {
  const wanted = query.normalize('NFC').toLowerCase();
  const rank = ({ name, title }: PromptEntry): number => {
    if (name.startsWith(wanted)) return 0;
    const words = `${name} ${title.toLowerCase()}`.split(/[^\p{L}\p{M}\p{N}]+/u);
    return words.some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return [0, 1].flatMap((wantedRank) => entries.filter((entry) => rank(entry) === wantedRank));
}

/** Where a prompt comes from, in words. */
export function sourceInWords(source: PromptSource): string {
  switch (source.kind) {
    case 'builtIn':
      return 'built in';
    case 'own':
      return 'yours';
    case 'workspace':
      return `from the folder ${source.folder}`;
  }
}
