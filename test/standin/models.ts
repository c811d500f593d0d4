import { VARIANTS } from './variants';

/** One model of `GET /v1/models`, in the router's shape. */
export interface CatalogueModel {
  readonly id: string;
  readonly object: 'model';
  /** Seconds since 1970. */
  readonly created: number;
  readonly owned_by: string;
  readonly architecture?: {
    readonly input_modalities: readonly string[];
    readonly output_modalities: readonly string[];
  };
  readonly providers: readonly Offer[];
}

/** What one provider offers of a model. Every optional field is missing on some. */
export interface Offer {
  readonly provider: string;
  readonly status: 'live' | 'staging' | 'error';
  readonly is_model_author?: boolean;
  /** Tokens. */
  readonly context_length?: number;
  /** US dollars per million tokens. */
  readonly pricing?: { readonly input: number; readonly output: number };
  readonly is_free?: boolean;
  readonly supports_tools?: boolean;
  readonly supports_structured_output?: boolean;
  readonly first_token_latency_ms?: number;
  /** Tokens a second. */
  readonly throughput?: number;
}

interface OfferOptions extends Partial<Omit<Offer, 'provider' | 'pricing'>> {
  /** Dollars per million tokens in and out. */
  readonly price?: readonly [number, number];
}

/** An offer with everything that is usually there: 128K tokens, tools, live. */
function offer(provider: string, throughput: number, options: OfferOptions = {}): Offer {
  const { price, ...rest } = options;
  return {
    provider,
    status: 'live',
    context_length: 131_072,
    ...(price && { pricing: { input: price[0], output: price[1] } }),
    is_free: false,
    supports_tools: true,
    supports_structured_output: throughput % 2 === 0,
    first_token_latency_ms: Math.round(40_000 / throughput) + 120,
    throughput,
    is_model_author: false,
    ...rest,
  };
}

/** An offer of which little is known, as many are. */
function bare(provider: string, status: Offer['status'] = 'live'): Offer {
  return { provider, status };
}

const TEXT = ['text'] as const;
const VISION = ['text', 'image'] as const;

interface ModelOptions {
  readonly input?: readonly string[];
  readonly output?: readonly string[];
  /** Days before the fixed date of the catalogue that the model appeared. */
  readonly age: number;
}

const CATALOGUE_DATE = 1_762_300_800;

function model(id: string, options: ModelOptions, providers: readonly Offer[]): CatalogueModel {
  return {
    id,
    object: 'model',
    created: CATALOGUE_DATE - options.age * 86_400,
    owned_by: id.split('/', 1)[0] ?? id,
    architecture: { input_modalities: options.input ?? TEXT, output_modalities: options.output ?? TEXT },
    providers,
  };
}

/** Invented offers of real-looking models: names as people know them, numbers that are only plausible. */
export const CATALOGUE: readonly CatalogueModel[] = [
  model('openai/gpt-oss-120b', { age: 92 }, [
    offer('cerebras', 2100, { price: [0.35, 0.75] }),
    offer('groq', 480, { price: [0.15, 0.6] }),
    offer('fireworks-ai', 260, { price: [0.15, 0.6] }),
    offer('together', 190, { price: [0.15, 0.6] }),
    offer('novita', 110, { price: [0.05, 0.25], supports_structured_output: false }),
    offer('nscale', 90, { price: [0.1, 0.4], status: 'error' }),
  ]),
  model('openai/gpt-oss-20b', { age: 92 }, [
    offer('groq', 960, { price: [0.075, 0.3] }),
    offer('together', 230, { price: [0.05, 0.2] }),
    offer('hf-inference', 60, { is_free: true, price: [0, 0], context_length: 32_768 }),
  ]),
  model('meta-llama/Llama-3.3-70B-Instruct', { age: 333 }, [
    offer('cerebras', 1900, { price: [0.85, 1.2], context_length: 65_536 }),
    offer('groq', 310, { price: [0.59, 0.79] }),
    offer('together', 120, { price: [0.88, 0.88] }),
    offer('novita', 44, { price: [0.13, 0.39] }),
    offer('scaleway', 58, { price: [0.9, 0.9] }),
    bare('featherless-ai'),
  ]),
  model('meta-llama/Llama-3.1-8B-Instruct', { age: 470 }, [
    offer('cerebras', 2200, { price: [0.1, 0.1], context_length: 32_768 }),
    offer('novita', 92, { price: [0.02, 0.05], context_length: 16_384 }),
    offer('ovhcloud', 140, { price: [0.11, 0.11] }),
    bare('featherless-ai'),
  ]),
  model('meta-llama/Llama-4-Maverick-17B-128E-Instruct', { age: 214, input: VISION }, [
    offer('groq', 420, { price: [0.2, 0.6] }),
    offer('novita', 78, { price: [0.17, 0.85], context_length: 1_048_576 }),
  ]),
  model('Qwen/Qwen3-235B-A22B-Instruct-2507', { age: 107 }, [
    offer('cerebras', 1400, { price: [0.6, 1.2] }),
    offer('together', 66, { price: [0.2, 0.6], context_length: 262_144 }),
    offer('novita', 40, { price: [0.09, 0.58], context_length: 262_144 }),
    offer('hyperbolic-labs', 52, { price: [0.4, 0.4], status: 'staging' }),
  ]),
  model('Qwen/Qwen3-Coder-480B-A35B-Instruct', { age: 106 }, [
    offer('cerebras', 1800, { price: [2, 2] }),
    offer('together', 84, { price: [2, 2], context_length: 262_144 }),
    offer('novita', 48, { price: [0.29, 1.2], context_length: 262_144 }),
  ]),
  model('Qwen/Qwen3-Next-80B-A3B-Instruct', { age: 55 }, [
    offer('together', 210, { price: [0.15, 1.5], context_length: 262_144 }),
    offer('novita', 130, { price: [0.15, 1.5] }),
  ]),
  model('Qwen/Qwen3-VL-235B-A22B-Instruct', { age: 43, input: VISION }, [
    offer('novita', 36, { price: [0.3, 1.5] }),
    offer('deepinfra', 41, { price: [0.3, 1.49], context_length: 262_144 }),
  ]),
  model('Qwen/Qwen2.5-VL-7B-Instruct', { age: 281, input: VISION }, [
    offer('hyperbolic-labs', 70, { price: [0.2, 0.2], context_length: 32_768, supports_tools: false }),
  ]),
  model('deepseek-ai/DeepSeek-V3.2-Exp', { age: 37 }, [
    offer('novita', 38, { price: [0.27, 0.41], context_length: 163_840 }),
    offer('deepinfra', 34, { price: [0.26, 0.4], context_length: 163_840 }),
  ]),
  model('deepseek-ai/DeepSeek-R1-0528', { age: 161 }, [
    offer('fireworks-ai', 88, { price: [3, 8], context_length: 163_840 }),
    offer('together', 62, { price: [3, 7], context_length: 163_840 }),
    offer('novita', 30, { price: [0.7, 2.5], context_length: 163_840, supports_tools: false }),
  ]),
  model('deepseek-ai/DeepSeek-R1-Distill-Qwen-32B', { age: 289 }, [
    offer('novita', 56, { price: [0.3, 0.3], context_length: 65_536, supports_tools: false }),
    { provider: 'nscale', status: 'live', pricing: { input: 0.15, output: 0.15 } },
  ]),
  model('moonshotai/Kimi-K2-Instruct-0905', { age: 62 }, [
    offer('groq', 350, { price: [1, 3], context_length: 262_144 }),
    offer('together', 72, { price: [1, 3], context_length: 262_144 }),
    offer('novita', 32, { price: [0.6, 2.5], context_length: 262_144 }),
  ]),
  model('moonshotai/Kimi-K2-Thinking', { age: 1 }, [
    offer('novita', 28, { price: [0.6, 2.5], context_length: 262_144 }),
    offer('together', 64, { status: 'staging' }),
  ]),
  model('zai-org/GLM-4.6', { age: 36 }, [
    offer('zai-org', 96, { is_model_author: true, price: [0.6, 2.2], context_length: 204_800 }),
    offer('novita', 42, { price: [0.55, 2.2], context_length: 204_800 }),
    offer('cerebras', 900, { status: 'error' }),
  ]),
  model('zai-org/GLM-4.5V', { age: 87, input: VISION }, [
    offer('zai-org', 74, { is_model_author: true, price: [0.6, 1.8], context_length: 65_536 }),
  ]),
  model('MiniMaxAI/MiniMax-M2', { age: 14 }, [
    offer('novita', 98, { price: [0.3, 1.2], context_length: 204_800 }),
  ]),
  model('google/gemma-3-27b-it', { age: 239, input: VISION }, [
    offer('scaleway', 46, { price: [0.25, 0.5], context_length: 40_000, supports_tools: false }),
    offer('nebius', 50, { price: [0.1, 0.3], context_length: 110_000, supports_tools: false }),
    bare('featherless-ai', 'error'),
  ]),
  model('google/gemma-3n-E4B-it', { age: 131 }, [
    offer('together', 82, { price: [0.02, 0.04], context_length: 32_768, supports_tools: false }),
  ]),
  model('mistralai/Mistral-Small-3.2-24B-Instruct-2506', { age: 138, input: VISION }, [
    offer('ovhcloud', 68, { price: [0.09, 0.28] }),
    { provider: 'featherless-ai', status: 'live', context_length: 32_768 },
  ]),
  model('CohereLabs/command-a-03-2025', { age: 236 }, [
    { provider: 'cohere', status: 'live', is_model_author: true, supports_tools: true },
  ]),
  model('HuggingFaceTB/SmolLM3-3B', { age: 119 }, [
    offer('hf-inference', 76, { is_free: true, price: [0, 0], context_length: 65_536 }),
  ]),
  model('swiss-ai/Apertus-70B-Instruct-2509', { age: 63 }, [
    offer('publicai', 34, { is_free: true, context_length: 65_536, supports_tools: false }),
  ]),
  model('allenai/Olmo-3-7B-Instruct', { age: 3 }, [bare('publicai')]),
  model('NousResearch/Hermes-4-405B', { age: 68 }, [offer('nebius', 24, { price: [1, 3], status: 'error' })]),
  model('katanemo/Arch-Router-1.5B', { age: 132 }, [bare('hf-inference', 'staging')]),
  model('black-forest-labs/FLUX.1-dev', { age: 461, output: ['image'] }, [
    { provider: 'fal-ai', status: 'live' },
    { provider: 'replicate', status: 'live', pricing: { input: 0, output: 0.025 } },
  ]),
  model('Qwen/Qwen-Image', { age: 93, output: ['image'] }, [bare('fal-ai'), bare('wavespeed')]),
];

/** The provider behind the stand-in's own models. */
export const STANDIN_PROVIDER = 'standin';

/** An entry for one of the stand-in's own models. */
export function standInModel(id: string): CatalogueModel {
  return model(id, { age: 0, input: VARIANTS[id]?.textOnly ? TEXT : VISION }, [
    offer(STANDIN_PROVIDER, 80, { price: [0.1, 0.4], context_length: 262_144 }),
  ]);
}
