import { amountOf, isObject, parseJson, textOf, type JsonObject } from '../inference/json';
import type { FinishReason } from '../inference/streamEvent';
import type { SeenPassage } from './findAgain';
import type { FittingContext } from './fitAnswer';
import type { RewriteInstruction } from './rewriteInstructions';
import type { KeptRewrite } from './rewriteSession';
import type { KeptVersions, RewriteVersion } from './rewriteVersions';
import type { TextKind } from './textKind';

/** The document that a suggestion is for, and its passage, as far as they must be known to go on with it. */
export interface RewriteOrigin {
  /** The document's address. */
  readonly address: string;
  /** "letter.md" */
  readonly name: string;
  /** "lines 3–9 of letter.md" */
  readonly place: string;
  readonly languageId: string;
  readonly kind: TextKind;
  readonly fitting: Omit<FittingContext, 'original'>;
  readonly instruction: RewriteInstruction;
}

/** A suggestion as it lies on the disk while it waits for the person. */
export interface StoredSuggestion {
  /** Of the window that it was made in: a name that stands for its workspace. */
  readonly workspace: string;
  /** The window that has it: while that is open no other brings it back. */
  readonly window: number;
  readonly origin: RewriteOrigin;
  readonly passage: SeenPassage;
  readonly rewrite: KeptRewrite;
}

/** The version of what is written; one that means something else than this version does gets a higher number. */
const formatVersion = 1;

export function suggestionToJson(suggestion: StoredSuggestion): string {
  return JSON.stringify({ format: formatVersion, ...suggestion });
}

/** Reads a suggestion; `undefined` where it is damaged or of a later version. Every field is checked. */
export function suggestionFromJson(json: string): StoredSuggestion | undefined {
  const fields = parseJson(json);
  if (!isObject(fields) || fields['format'] !== formatVersion) return undefined;
  const workspace = textOf(fields['workspace']);
  const origin = originOf(fields['origin']);
  const passage = passageOf(fields['passage']);
  const rewrite = rewriteOf(fields['rewrite']);
  const window = indexOf(fields['window']);
  if (!workspace || window === undefined || !origin || !passage || !rewrite) return undefined;
  return { workspace, window, origin, passage, rewrite };
}

function originOf(value: unknown): RewriteOrigin | undefined {
  if (!isObject(value)) return undefined;
  const address = textOf(value['address']);
  const name = textOf(value['name']);
  const place = textOf(value['place']);
  const languageId = textOf(value['languageId']);
  const kind = kindOf(value['kind']);
  const fitting = fittingOf(value['fitting']);
  const instruction = instructionOf(value['instruction']);
  if (!address || !name || !place || !languageId || !kind || !fitting || !instruction) return undefined;
  return { address, name, place, languageId, kind, fitting, instruction };
}

function kindOf(value: unknown): TextKind | undefined {
  return value === 'prose' || value === 'code' ? value : undefined;
}

function fittingOf(value: unknown): RewriteOrigin['fitting'] | undefined {
  if (!isObject(value) || !isObject(value['indentWith'])) return undefined;
  const kind = kindOf(value['kind']);
  const eol = value['eol'];
  const { tabs, size } = value['indentWith'];
  if (!kind || (eol !== '\n' && eol !== '\r\n')) return undefined;
  return { kind, eol, indentWith: { tabs: tabs === true, size: amountOf(size) ?? 4 } };
}

function instructionOf(value: unknown): RewriteInstruction | undefined {
  if (!isObject(value)) return undefined;
  const { id, label, prompt, detail, kind, background, keepsCode, modelId } = value;
  if (typeof id !== 'string' || typeof label !== 'string' || typeof prompt !== 'string') return undefined;
  return {
    id,
    label,
    prompt,
    detail: typeof detail === 'string' ? detail : '',
    kind: kindOf(kind) ?? 'both',
    ...(typeof background === 'string' && { background }),
    ...(keepsCode === true && { keepsCode }),
    ...(typeof modelId === 'string' && { modelId }),
  };
}

function passageOf(value: unknown): SeenPassage | undefined {
  if (!isObject(value)) return undefined;
  const start = indexOf(value['start']);
  const end = indexOf(value['end']);
  const { text, before, after } = value;
  if (start === undefined || end === undefined || start > end) return undefined;
  if (typeof text !== 'string' || typeof before !== 'string' || typeof after !== 'string') return undefined;
  return { start, end, text, before, after };
}

function rewriteOf(value: unknown): KeptRewrite | undefined {
  if (!isObject(value)) return undefined;
  const { content, wish, answer } = value;
  const parts = textsOf(value['parts']);
  const done = textsOf(value['done']);
  const versions = versionsOf(value['versions']);
  const ending = endingOf(value['ending']);
  if (typeof content !== 'string' || typeof wish !== 'string' || typeof answer !== 'string') return undefined;
  if (!parts || !done || !versions || !ending || parts.length === 0 || done.length >= parts.length)
    return undefined;
  return { content, parts, done, wish, versions, answer, ending };
}

function versionsOf(value: unknown): KeptVersions | undefined {
  if (!isObject(value) || !Array.isArray(value['earlier']) || !Array.isArray(value['edited']))
    return undefined;
  const shown = indexOf(value['shown']);
  const earlier = value['earlier'].map(versionOf);
  const edited = value['edited'].map(editedOf);
  if (shown === undefined || shown > earlier.length) return undefined;
  if (!earlier.every((version) => version !== undefined)) return undefined;
  if (!edited.every((edit) => edit !== undefined)) return undefined;
  return { shown, earlier, edited };
}

function versionOf(value: unknown): RewriteVersion | undefined {
  if (!isObject(value)) return undefined;
  const parts = textsOf(value['parts']);
  return typeof value['text'] === 'string' && parts ? { text: value['text'], parts } : undefined;
}

function editedOf(value: unknown): readonly [number, string] | undefined {
  if (!Array.isArray(value)) return undefined;
  const index = indexOf(value[0]);
  const text: unknown = value[1];
  return index !== undefined && typeof text === 'string' ? [index, text] : undefined;
}

const endings: ReadonlyMap<unknown, FinishReason> = new Map(
  (['stop', 'length', 'toolCalls', 'contentFilter', 'cutOff', 'stopped'] satisfies FinishReason[]).map(
    (ending) => [ending, ending],
  ),
);

function endingOf(value: JsonObject[string]): FinishReason | undefined {
  return endings.get(value);
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((text) => typeof text === 'string') ? value : undefined;
}

function indexOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
