import { FAULT_IDS } from './faults';
import type { PlainResponse } from './fault';
import { standInModel, type CatalogueModel, type Offer } from './models';
import type { Settings } from './settings';
import { json, RESPONSES } from './statusFaults';
import { tokenizer, tokenizerConfig } from './tokenizer';
import type { Account } from './tokens';
import { VARIANTS } from './variants';

/** Makers whose models ask people to accept their terms first. */
const GATED_MAKERS: readonly string[] = ['meta-llama', 'google'];

/** Everything that can be asked for, the stand-in's own models and faults last. */
function allModels(settings: Settings): readonly CatalogueModel[] {
  if (!settings.listOwnModels) return settings.catalogue;
  return [...settings.catalogue, ...[...Object.keys(VARIANTS), ...FAULT_IDS].map(standInModel)];
}

/** `GET /v1/models`. */
export function routerModels(settings: Settings): PlainResponse {
  return json(200, { object: 'list', data: allModels(settings) });
}

/** `GET /api/whoami-v2`. */
export function whoami(account: Account | undefined, hasToken: boolean): PlainResponse {
  if (account !== undefined) return json(200, account.whoami, rateLimit('api'));
  return hasToken ? RESPONSES.unknownToken : RESPONSES.noToken;
}

/** The headers with which the Hub tells how many requests are left in the five minutes. */
export function rateLimit(name: string): Readonly<Record<string, string>> {
  return {
    ratelimit: `"${name}";r=989;t=240`,
    'ratelimit-policy': `"fixed window";"${name}";q=1000;w=300`,
  };
}

function task(model: CatalogueModel): string {
  if (model.architecture?.output_modalities.includes('text') === false) return 'text-to-image';
  return model.architecture?.input_modalities.includes('image') === true
    ? 'image-text-to-text'
    : 'text-generation';
}

function mapping(model: CatalogueModel, offer: Offer): Record<string, unknown> {
  return {
    provider: offer.provider,
    providerId: model.id.toLowerCase(),
    status: offer.status,
    task: task(model) === 'text-to-image' ? 'text-to-image' : 'conversational',
  };
}

function hubModel(model: CatalogueModel, index: number, withMapping: boolean): Record<string, unknown> {
  return {
    _id: index.toString(16).padStart(24, '0'),
    id: model.id,
    modelId: model.id,
    author: model.owned_by,
    createdAt: new Date(model.created * 1000).toISOString(),
    downloads: 1_000_000 - 7919 * index,
    likes: 5000 - 37 * index,
    private: false,
    gated: GATED_MAKERS.includes(model.owned_by) ? 'manual' : false,
    pipeline_tag: task(model),
    library_name: 'transformers',
    tags: ['transformers', 'safetensors', task(model), 'conversational'],
    ...(withMapping && {
      inferenceProviderMapping: model.providers.map((offer) => mapping(model, offer)),
    }),
  };
}

/** `GET /api/models`, in pages: `Link` names the next. */
export function hubModels(url: URL, settings: Settings): PlainResponse {
  const parameters = url.searchParams;
  const search = (parameters.get('search') ?? '').toLowerCase();
  const wantedTask = parameters.get('pipeline_tag');
  const provider = parameters.get('inference_provider');
  const withMapping = parameters
    .getAll('expand[]')
    .concat(parameters.getAll('expand'))
    .includes('inferenceProviderMapping');
  const found = allModels(settings)
    .map((model, index) => ({ model, index }))
    .filter(({ model }) => model.id.toLowerCase().includes(search))
    .filter(({ model }) => wantedTask === null || task(model) === wantedTask)
    .filter(
      ({ model }) =>
        provider === null ||
        provider === 'all' ||
        model.providers.some((offer) => provider.split(',').includes(offer.provider)),
    );
  const limit = Math.max(1, Math.min(1000, Number(parameters.get('limit') ?? '1000') || 1000));
  const first = Number(parameters.get('cursor') ?? '0') || 0;
  const page = found.slice(first, first + limit);
  const next = new URL(url);
  next.searchParams.set('cursor', String(first + limit));
  return json(
    200,
    page.map(({ model, index }) => hubModel(model, index, withMapping)),
    { ...rateLimit('api'), ...(first + limit < found.length && { link: `<${next.href}>; rel="next"` }) },
  );
}

/** `GET /api/models/{id}`. */
export function hubModelById(id: string, settings: Settings): PlainResponse {
  const models = allModels(settings);
  const index = models.findIndex((model) => model.id === id);
  const model = models[index];
  return model === undefined
    ? json(404, { error: 'Repository not found' }, { 'x-error-code': 'RepoNotFound' })
    : json(200, hubModel(model, index, true), rateLimit('api'));
}

/** `GET /{model}/resolve/main/{file}`. */
export function modelFile(
  id: string,
  file: string,
  account: Account | undefined,
  settings: Settings,
): PlainResponse {
  const model = allModels(settings).find((candidate) => candidate.id === id);
  if (model === undefined) {
    const error = { error: 'Repository not found' };
    return json(account === undefined ? 401 : 404, error, { 'x-error-code': 'RepoNotFound' });
  }
  if (GATED_MAKERS.includes(model.owned_by) && account?.mayReadGatedModels !== true) {
    const error = `Access to model ${id} is restricted. You must have access to it and be authenticated to access it.`;
    return json(account === undefined ? 401 : 403, { error }, { 'x-error-code': 'GatedRepo' });
  }
  if (file === 'tokenizer.json') return json(200, tokenizer(), rateLimit('resolvers'));
  if (file === 'tokenizer_config.json') return json(200, tokenizerConfig(), rateLimit('resolvers'));
  return json(404, { error: 'Entry not found' }, { 'x-error-code': 'EntryNotFound' });
}
