/** How providers write themselves. One that is not here is shown by its id, made readable. */
const PROVIDER_NAMES: ReadonlyMap<string, string> = new Map([
  ['cohere', 'Cohere'],
  ['deepinfra', 'DeepInfra'],
  ['fal-ai', 'fal'],
  ['featherless-ai', 'Featherless AI'],
  ['fireworks-ai', 'Fireworks AI'],
  ['hf-inference', 'Hugging Face'],
  ['hyperbolic', 'Hyperbolic'],
  ['ovhcloud', 'OVHcloud'],
  ['publicai', 'Public AI'],
  ['sambanova', 'SambaNova'],
  ['together', 'Together AI'],
  ['wavespeed', 'WaveSpeedAI'],
  ['zai-org', 'Z.ai'],
]);

/** A provider's name as a person reads it: `groq` → "Groq", `zai-org` → "Z.ai". */
export function providerInWords(provider: string): string {
  const known = PROVIDER_NAMES.get(provider);
  if (known !== undefined) return known;
  return provider
    .split(/[-_]+/)
    .filter((word) => word !== '')
    .map((word) => (word === 'ai' ? 'AI' : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');
}

/** A repository id in its parts: `meta-llama/Llama-3.3-70B-Instruct:groq` → maker, repository, suffix. */
export function partsOfModelId(id: string): { maker: string; repository: string; suffix?: string } {
  const slash = id.lastIndexOf('/');
  const colon = id.indexOf(':', slash + 1);
  const end = colon === -1 ? id.length : colon;
  return {
    maker: slash === -1 ? '' : id.slice(0, slash),
    repository: id.slice(slash + 1, end),
    ...(colon !== -1 && { suffix: id.slice(colon + 1) }),
  };
}

/** Routing suffixes by which the router chooses a provider itself. */
const POLICIES: readonly string[] = ['fastest', 'cheapest', 'preferred'];

/** The provider that a routing suffix asks for by name; undefined for none, and where the router chooses. */
export function providerAskedBy(suffix: string | undefined): string | undefined {
  return suffix === undefined || suffix === '' || POLICIES.includes(suffix) ? undefined : suffix;
}

/** A model's name as a person reads it: `meta-llama/Llama-3.3-70B-Instruct` → "Llama 3.3 70B Instruct". */
export function modelNameInWords(id: string): string {
  const { repository } = partsOfModelId(id);
  const words = repository.replace(/[-_]+/g, ' ').trim();
  return words === '' ? id : words;
}
