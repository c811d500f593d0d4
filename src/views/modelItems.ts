import { describeError } from '../core/inference/errorWords';
import type { InferenceError } from '../core/inference/inferenceError';
import type { CatalogueModel } from '../core/inference/modelCatalogue';
import { providerInWords } from '../core/inference/names';
import { contextInWords, priceInWords, providersInWords } from '../core/inference/modelWords';

/** One line of the picker, free of VS Code so that it can be tested without. */
export interface ModelItem {
  readonly kind: 'recommended' | 'model' | 'typed' | 'routing' | 'tryAgain' | 'heading';
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  /** What the setting becomes when the line is chosen; empty means "recommended". */
  readonly model?: string;
  /** Shown whatever is typed. */
  readonly alwaysShow?: boolean;
}

export interface ModelItemsInput {
  /** Undefined while no list was ever loaded. */
  readonly models: readonly CatalogueModel[] | undefined;
  /** Name of the model that an empty setting means now. */
  readonly recommendedName: string;
  /** The setting as it is; empty means "recommended". */
  readonly current: string;
  /** Ids chosen before, the latest first. */
  readonly recent: readonly string[];
  /** As in "fastest". */
  readonly routing: string;
  /** What stands in the search box. */
  readonly typed: string;
  /** Why there is no newer list, if that is so. */
  readonly trouble: string | undefined;
}

/**
 * The lines of "Select Model…", from top to bottom. Lines that come and go stand last: VS Code names the chosen line
 * by its place, and a place must not change its meaning while a person presses Enter.
 */
export function modelItems(input: ModelItemsInput): readonly ModelItem[] {
  const { models = [], recommendedName, current, recent, typed } = input;
  const byId = new Map(models.map((model) => [model.id, model]));
  const wanted = typed.trim();
  const line = (model: CatalogueModel): ModelItem => ({
    kind: 'model',
    label: mark(model.name, model.id === current),
    description: model.maker,
    detail: describeModel(model),
    model: model.id,
    // VS Code searches what is shown, and the id is not: whoever types or pastes one, or a part of it such as
    // “gpt-oss”, finds its model all the same.
    ...(/[-/_]/.test(wanted) && model.id.toLowerCase().includes(wanted.toLowerCase())
      ? { alwaysShow: true }
      : {}),
  });
  const first = [...new Set([current, ...recent])]
    .map((id) => byId.get(id))
    .filter((model) => model !== undefined);
  const others = models.filter((model) => !first.includes(model));
  const items: ModelItem[] = [];
  items.push({
    kind: 'recommended',
    label: mark(`Recommended (${recommendedName})`, current === ''),
    detail: 'Always a good model that is available now, chosen for you.',
    model: '',
  });
  items.push({ kind: 'routing', label: `$(settings-gear) How to choose the provider: ${input.routing}` });
  if (current !== '' && !byId.has(current)) {
    items.push({
      kind: 'model',
      label: mark(current, true),
      detail: 'Chosen by you. It is not in the list of models that can answer now.',
      model: current,
    });
  }
  if (first.length > 0) items.push({ kind: 'heading', label: 'Used before' }, ...first.map(line));
  if (others.length > 0) items.push({ kind: 'heading', label: 'All models' }, ...others.map(line));
  if (input.trouble !== undefined) {
    items.push({
      kind: 'tryAgain',
      label: '$(refresh) Try again',
      detail: input.trouble,
      alwaysShow: true,
    });
  }
  if (wanted !== '' && /^[\w.-]+\/[\w.-]+$/.test(wanted) && !byId.has(wanted)) {
    items.push({
      kind: 'typed',
      label: `Use “${wanted}” anyway`,
      detail: 'It is not in the list of models that can answer now.',
      model: wanted,
      alwaysShow: true,
    });
  }
  return items;
}

/** As in "Reads about 300 pages · about 1 cent for 20 questions · 5 providers". */
export function describeModel(model: CatalogueModel): string {
  const live = model.offers.filter(({ status }) => status === 'live');
  const longest = Math.max(0, ...live.map(({ contextLength }) => contextLength ?? 0));
  const parts = [
    longest === 0 ? contextInWords(undefined) : `Reads ${contextInWords(longest)}`,
    priceInWords(model),
    providersInWords(live.length),
  ];
  return parts.join(' · ');
}

function mark(label: string, isCurrent: boolean): string {
  return isCurrent ? `$(check) ${label}` : label;
}

/** Why there is no new list, and what to do. No model is to blame, so none is named. */
export function listTroubleInWords(error: InferenceError): string {
  const begin = 'The list of models could not be loaded.';
  switch (error.kind) {
    case 'offline':
    case 'unexpected':
      return `${begin} ${describeError(error, { modelName: 'Hugging Face' }).sentence}`;
    case 'timedOut':
      return `${begin} Hugging Face did not answer in time; try again.`;
    case 'rateLimited':
      return `${begin} Hugging Face is getting too many questions just now; try again in a minute.`;
    default:
      return error.cause === 'connectionClosed'
        ? `${begin} The connection was closed before Hugging Face answered. Check your internet connection, then try again.`
        : `${begin} Hugging Face has a problem at the moment; try again in a while.`;
  }
}

/** As in "fastest" or "always Groq". */
export function routingInWords(routing: string): string {
  switch (routing) {
    case 'fastest':
    case 'cheapest':
      return routing;
    case 'preferred':
      return 'your own order';
    default:
      return `always ${providerInWords(routing)}`;
  }
}

const units = [
  { name: 'minute', milliseconds: 60_000 },
  { name: 'hour', milliseconds: 3_600_000 },
  { name: 'day', milliseconds: 86_400_000 },
] as const;

/** As in "from 3 hours ago"; times in milliseconds. */
export function ageInWords(fetchedAt: number, now: number): string {
  const age = Math.max(0, now - fetchedAt);
  const unit = units.findLast(({ milliseconds }) => age >= milliseconds);
  if (unit === undefined) return 'from just now';
  const count = Math.floor(age / unit.milliseconds);
  return `from ${count} ${unit.name}${count === 1 ? '' : 's'} ago`;
}
