import type { ModelOffer, Pricing } from './modelCatalogue';

/**
 * What a typical question is taken to be: about a page and a half to read (the question, with what goes along) and
 * about three quarters of a page to write.
 */
const TYPICAL_QUESTION = { inputTokens: 1000, outputTokens: 500 } as const;

/** English text: three words are about four tokens. */
const WORDS_PER_TOKEN = 0.75;
const WORDS_PER_PAGE = 500;

/** Rounds so that a number can be said: 7, 25, 150, 3000. */
function sayable(value: number): number {
  if (value < 10) return Math.round(value);
  const step = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.round(value / step) * step;
}

const inDigits = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

const isAmount = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value >= 0;

/** What a model can read at once, as in "about 300 pages". `tokens`: its context window. */
export function contextInWords(tokens: number | undefined): string {
  if (!isAmount(tokens) || tokens === 0) return 'length not published';
  const pages = (tokens * WORDS_PER_TOKEN) / WORDS_PER_PAGE;
  if (pages < 0.75) return 'less than a page';
  const count = sayable(pages);
  return count === 1 ? 'about 1 page' : `about ${inDigits(count)} pages`;
}

/** US dollars for so many tokens; undefined where a price is missing or no price at all. */
export function costOf(
  usage: { readonly promptTokens: number; readonly completionTokens: number },
  pricing: Pricing | undefined,
): number | undefined {
  if (!isAmount(pricing?.input) || !isAmount(pricing.output)) return undefined;
  const cost = (usage.promptTokens * pricing.input + usage.completionTokens * pricing.output) / 1_000_000;
  return isAmount(cost) ? cost : undefined;
}

/** US dollars of a typical question (1,000 tokens in, 500 out); 0 where it is free, undefined where nobody says. */
export function typicalCost(offer: Pick<ModelOffer, 'isFree' | 'pricing'>): number | undefined {
  if (offer.isFree) return 0;
  const { inputTokens: promptTokens, outputTokens: completionTokens } = TYPICAL_QUESTION;
  return costOf({ promptTokens, completionTokens }, offer.pricing);
}

/**
 * What a typical question costs, as in "about 1 cent for 20 questions", "free", "price not published". Of a model
 * with several live offers it is the middle price: which of them answers is decided when a question is asked.
 */
export function priceInWords(of: ModelOffer | { readonly offers: readonly ModelOffer[] }): string {
  const offers = 'offers' in of ? of.offers.filter(({ status }) => status === 'live') : [of];
  const costs = offers.map(typicalCost).filter((cost) => cost !== undefined);
  const cost = costs.sort((a, b) => a - b)[Math.floor(costs.length / 2)];
  if (cost === undefined) return 'price not published';
  if (cost === 0) return 'free';
  if (cost >= 0.0075) return `${costInWords(cost)} a question`;
  // A price next to nothing would make it infinitely many.
  const questions = sayable(Math.min(0.01 / cost, 1_000_000));
  if (questions <= 1) return 'about 1 cent a question';
  if (questions > 1000) return 'less than 1 cent for 1,000 questions';
  return `about 1 cent for ${inDigits(questions)} questions`;
}

/** What something cost, as in "less than a cent", "about 3 cents", "about $1.25"; empty where it is not known. */
export function costInWords(dollars: number | undefined): string {
  if (!isAmount(dollars)) return '';
  if (dollars === 0) return 'free';
  if (dollars < 0.0075) return 'less than a cent';
  const cents = Math.round(dollars * 100);
  if (cents < 100) return cents === 1 ? 'about 1 cent' : `about ${inDigits(cents)} cents`;
  const digits = dollars < 100 ? 2 : 0;
  return `about $${dollars.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** As in "1 provider", "6 providers". */
export function providersInWords(count: number): string {
  if (!isAmount(count) || count === 0) return 'no provider';
  return count === 1 ? '1 provider' : `${inDigits(count)} providers`;
}
