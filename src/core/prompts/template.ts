/** What a prompt can ask for of what is open, as it is written between `${` and `}`. */
export const variableNames = [
  'selection',
  'selectedText',
  'file',
  'fileBasename',
  'fileBasenameNoExtension',
  'fileDirname',
  'workspaceFolder',
  'workspaceFolderBasename',
  'language',
  'clipboard',
  'date',
] as const;

export type VariableName = (typeof variableNames)[number];

/** A piece of a prompt. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'variable';
      readonly name: VariableName;
      /** As it is written in the prompt. */
      readonly source: string;
      /** Nothing else but blanks stands in its line. */
      readonly isAlone: boolean;
    }
  | { readonly kind: 'input'; readonly name: string; readonly source: string }
  /** Looks like a variable, but is none that we know: it stays as it is. */
  | { readonly kind: 'unknown'; readonly source: string };

/** Something that the person is asked for before the prompt is run. */
export interface PromptInput {
  readonly name: string;
  /** An example, or what it is about; may be empty. */
  readonly placeholder: string;
}

/** A prompt, read. */
export interface PromptTemplate {
  readonly segments: readonly Segment[];
  /** In the order in which they stand in the prompt, each name once. */
  readonly inputs: readonly PromptInput[];
  /** All that it wants to know of what is open, each once. */
  readonly variables: ReadonlySet<VariableName>;
  /** What looks like a variable and is none, as it is written, each once. */
  readonly unknown: readonly string[];
}

/** Longest name of an input, in UTF-16 units. */
const longestInputName = 60;

/** No braces inside: then the whole text is read once, however many `${` there are without an end. */
const placeholder = /\$\{([^{}\r\n]*)\}/g;

/** Reads the body of a prompt. Takes time that grows with the text alone. */
export function parseTemplate(body: string): PromptTemplate {
  const segments: Segment[] = [];
  const inputs = new Map<string, string>();
  const variables = new Set<VariableName>();
  const unknown = new Set<string>();
  let end = 0;
  for (const match of body.matchAll(placeholder)) {
    const [source, inside = ''] = match;
    if (match.index > end) segments.push({ kind: 'text', text: body.slice(end, match.index) });
    end = match.index + source.length;
    const input = inputIn(inside);
    const name = variableNames.find((candidate) => candidate === inside.trim());
    if (input !== undefined) {
      // A later one may bring the placeholder that the first one lacks.
      if ((inputs.get(input.name) ?? '') === '') inputs.set(input.name, input.placeholder);
      segments.push({ kind: 'input', name: input.name, source });
    } else if (name !== undefined) {
      variables.add(name);
      segments.push({ kind: 'variable', name, source, isAlone: isAlone(body, match.index, end) });
    } else {
      unknown.add(source);
      segments.push({ kind: 'unknown', source });
    }
  }
  if (end < body.length) segments.push({ kind: 'text', text: body.slice(end) });
  return {
    segments,
    inputs: [...inputs].map(([name, words]) => ({ name, placeholder: words })),
    variables,
    unknown: [...unknown],
  };
}

/** `input:name` or `input:name:placeholder`; a placeholder may hold colons. */
function inputIn(inside: string): PromptInput | undefined {
  const match = /^\s*input:([^:]+)(?::(.*))?$/.exec(inside);
  const name = match?.[1]?.trim() ?? '';
  if (name === '' || name.length > longestInputName) return undefined;
  return { name, placeholder: match?.[2]?.trim() ?? '' };
}

function isAlone(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (before >= 0 && isBlank(text[before])) before -= 1;
  let after = end;
  while (after < text.length && isBlank(text[after])) after += 1;
  return isBreakOrEnd(text[before]) && isBreakOrEnd(text[after]);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isBreakOrEnd(character: string | undefined): boolean {
  return character === undefined || character === '\n' || character === '\r';
}

/** True where a prompt is about what is selected. */
export function usesSelection({ variables }: PromptTemplate): boolean {
  return variables.has('selection') || variables.has('selectedText');
}
