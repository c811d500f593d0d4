import { amountOf, isObject, listOf, textOf } from './json';
import type { CatalogueModel, ModelOffer } from './modelCatalogue';
import { modelNameInWords, partsOfModelId } from './names';

/**
 * The models of an answer of `GET /v1/models` that can chat: they take and give text, and a provider serves them
 * now. What is odd is left out, never an error. Undefined if the answer is no list at all.
 */
export function parseModels(answer: unknown): readonly CatalogueModel[] | undefined {
  const list = Array.isArray(answer) ? answer : isObject(answer) ? answer['data'] : undefined;
  if (!Array.isArray(list)) return undefined;
  const models = new Map<string, CatalogueModel>();
  for (const entry of list) {
    const model = parseModel(entry);
    if (model !== undefined && !models.has(model.id)) models.set(model.id, model);
  }
  return [...models.values()];
}

function parseModel(entry: unknown): CatalogueModel | undefined {
  if (!isObject(entry)) return undefined;
  const id = textOf(entry['id']);
  if (id === undefined) return undefined;
  const architecture = isObject(entry['architecture']) ? entry['architecture'] : {};
  const inputModalities = modalities(architecture['input_modalities']);
  const outputModalities = modalities(architecture['output_modalities']);
  if (!inputModalities.includes('text') || !outputModalities.includes('text')) return undefined;
  const offers = listOf(entry['providers'])
    .map(parseOffer)
    .filter((offer) => offer !== undefined);
  if (!offers.some(({ status }) => status === 'live')) return undefined;
  const maker = textOf(entry['owned_by']) ?? partsOfModelId(id).maker;
  return { id, maker, name: modelNameInWords(id), inputModalities, outputModalities, offers };
}

/** Models that do not say what they take and give are text models: the list is of chat models. */
function modalities(value: unknown): readonly string[] {
  const names = listOf(value).filter((name) => typeof name === 'string');
  return names.length > 0 ? names : ['text'];
}

function parseOffer(entry: unknown): ModelOffer | undefined {
  if (!isObject(entry)) return undefined;
  const provider = textOf(entry['provider']);
  const status = textOf(entry['status']);
  if (provider === undefined || status === undefined) return undefined;
  const contextLength = amountOf(entry['context_length']);
  const pricing = isObject(entry['pricing']) ? entry['pricing'] : {};
  const input = amountOf(pricing['input']);
  const output = amountOf(pricing['output']);
  const supportsTools = entry['supports_tools'];
  const firstTokenLatencyMs = amountOf(entry['first_token_latency_ms']);
  const throughput = amountOf(entry['throughput']);
  return {
    provider,
    status,
    isFree: entry['is_free'] === true,
    ...(contextLength !== undefined && contextLength > 0 && { contextLength }),
    ...(input !== undefined && output !== undefined && { pricing: { input, output } }),
    ...(typeof supportsTools === 'boolean' && { supportsTools }),
    ...(firstTokenLatencyMs !== undefined && { firstTokenLatencyMs }),
    ...(throughput !== undefined && { throughput }),
  };
}
