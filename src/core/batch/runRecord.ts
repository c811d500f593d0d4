import type { RunPrompt } from './itemPrompt';
import { isObject, listOf, parseJson, textOf } from '../inference/json';
import type { ItemResult, MissingEnd } from './batchItem';

/** The version of the format that this code writes. Files of a later one are left alone. */
export const runFormat = 1;

/** What a run goes over; addresses as VS Code writes them. */
export type RunSource =
  | { readonly kind: 'files'; readonly files: readonly string[] }
  | { readonly kind: 'table'; readonly file: string }
  | { readonly kind: 'notebook'; readonly file: string; readonly cells: CellKinds };

export type CellKinds = 'markdown' | 'code' | 'all';

/** Where the answers go. */
export type RunTarget =
  /** A new file beside each. */
  | { readonly kind: 'beside' }
  /** A new file for each, in a folder. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** A new file, or a new notebook, that holds all of the source too. */
  | { readonly kind: 'copy' }
  /** The open document or notebook itself. */
  | { readonly kind: 'source' };

export interface RunHeader {
  readonly kind: 'header';
  readonly format: number;
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Which workspace it belongs to, by a key that does not tell its path. */
  readonly workspace: string;
  readonly source: RunSource;
  readonly prompt: RunPrompt;
  /** In the order in which they are asked about, each with a digest of what the model is shown. */
  readonly items: readonly { readonly name: string; readonly digest: string }[];
}

/** A result that is worth keeping: a failed item is asked about again. */
export type KeptResult = Omit<ItemResult, 'state' | 'error' | 'refusal' | 'why'> & {
  readonly state: 'done' | 'incomplete';
};

/** One line of a run's file. */
export type RunRecord =
  | RunHeader
  /** The person decided to run it over everything. The last one counts. */
  | { readonly kind: 'target'; readonly target: RunTarget }
  | ({ readonly kind: 'result' } & KeptResult)
  /** The person was told that it was broken off. */
  | { readonly kind: 'offered' }
  /** An answer stands in a file of its own. */
  | { readonly kind: 'saved'; readonly index: number; readonly file: string };

export function formatRun(record: RunRecord): string {
  return JSON.stringify(record);
}

/** Reads a line; `undefined` for a torn one, and for whatever this version does not know. */
export function parseRun(line: string): RunRecord | undefined {
  const value = parseJson(line);
  if (!isObject(value)) return undefined;
  switch (value['kind']) {
    case 'header':
      return headerOf(value);
    case 'target': {
      const target = targetOf(value['target']);
      return target && { kind: 'target', target };
    }
    case 'result':
      return resultOf(value);
    case 'offered':
      return { kind: 'offered' };
    case 'saved': {
      const index = indexOf(value['index']);
      const file = textOf(value['file']);
      return index === undefined || file === undefined ? undefined : { kind: 'saved', index, file };
    }
    default:
      return undefined;
  }
}

function headerOf(value: Readonly<Record<string, unknown>>): RunHeader | undefined {
  const id = textOf(value['id']);
  const prompt = promptOf(value['prompt']);
  const source = sourceOf(value['source']);
  const { format, createdAt } = value;
  if (format !== runFormat || id === undefined || prompt === undefined || source === undefined)
    return undefined;
  return {
    kind: 'header',
    format,
    id,
    createdAt: typeof createdAt === 'number' ? createdAt : 0,
    workspace: textOf(value['workspace']) ?? '',
    source,
    prompt,
    items: listOf(value['items']).map((item) => ({
      name: (isObject(item) ? textOf(item['name']) : undefined) ?? '',
      digest: (isObject(item) ? textOf(item['digest']) : undefined) ?? '',
    })),
  };
}

function promptOf(value: unknown): RunPrompt | undefined {
  if (!isObject(value)) return undefined;
  const { text, inputs, clipboard } = value;
  if (typeof text !== 'string') return undefined;
  const given = Object.entries(isObject(inputs) ? inputs : {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    text,
    inputs: Object.fromEntries(given),
    ...(typeof clipboard === 'string' && { clipboard }),
  };
}

function sourceOf(value: unknown): RunSource | undefined {
  if (!isObject(value)) return undefined;
  const file = textOf(value['file']);
  switch (value['kind']) {
    case 'files': {
      const files = listOf(value['files']).map(textOf);
      return { kind: 'files', files: files.filter((address) => address !== undefined) };
    }
    case 'table':
      return file === undefined ? undefined : { kind: 'table', file };
    case 'notebook': {
      const cells = (['markdown', 'code', 'all'] as const).find((kind) => kind === value['cells']);
      return file === undefined || cells === undefined ? undefined : { kind: 'notebook', file, cells };
    }
    default:
      return undefined;
  }
}

function targetOf(value: unknown): RunTarget | undefined {
  if (!isObject(value)) return undefined;
  const { kind } = value;
  if (kind === 'beside' || kind === 'copy' || kind === 'source') return { kind };
  const folder = textOf(value['folder']);
  return kind === 'folder' && folder !== undefined ? { kind, folder } : undefined;
}

const missingEnds: readonly MissingEnd[] = ['length', 'cutOff', 'contentFilter'];

function resultOf(value: Readonly<Record<string, unknown>>): RunRecord | undefined {
  const { state, text, cost } = value;
  const index = indexOf(value['index']);
  if (index === undefined || typeof text !== 'string' || (state !== 'done' && state !== 'incomplete'))
    return undefined;
  const missing = missingEnds.find((end) => end === value['missing']);
  const modelName = textOf(value['modelName']);
  return {
    kind: 'result',
    index,
    state,
    text,
    ...(missing !== undefined && { missing }),
    ...(typeof cost === 'number' && { cost }),
    ...(modelName !== undefined && { modelName }),
  };
}

function indexOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
