import type { CatalogueModel, ModelOffer } from './modelCatalogue';
import { typicalCost } from './modelWords';

/** Asked for when no list of models could be had: long served by many providers, and made for conversation. */
export const FALLBACK_MODEL_ID = 'meta-llama/Llama-3.3-70B-Instruct';

/** At a cent for five questions, a free account's 10 cents a month are 50 questions. */
const HIGHEST_COST = 0.002;
const SMALLEST_CONTEXT = 32_000;
/** Billions of parameters. Smaller models write letters poorly, above all in other languages than English. */
const SMALLEST_SIZE = 20;

/** Parts of names of models that are made for something else than conversation, think long, or are half done. */
const SPECIAL =
  /(?:^|[-_.\d])(?:coder?|codestral|devstral|math|guard|safeguard|shield|base|embed\w*|rerank\w*|reward|ocr|vl|v|vision|omni|audio|think\w*|reason\w*|r1|qwq|distill|router|translat\w*|med\w*|exp|experimental|preview|alpha|beta|test|abliterated|uncensored|roleplay|rp)(?=$|[-_.\d])/i;

/** Words with which makers say that a model was taught to converse. */
const CONVERSES = /(?:^|[-_.])(?:instruct|chat|it)(?=$|[-_.])/i;

/**
 * The model for somebody who has not chosen one. The rule, over what is live now:
 *
 * 1. It is made to converse in text: its name says "instruct", "chat" or "it", and nothing special (code, maths,
 *    vision, guards, long thinking, unfinished versions); it has at least 20 billion parameters where its name tells.
 * 2. At least two providers run it, so that one may fail.
 * 3. At one of them a typical question is known to cost at most a fifth of a cent.
 * 4. It reads at least 32,000 tokens.
 *
 * Of those, the one with the most providers; among equals the cheaper, then the first by name. Where none fulfils
 * all, the last requirement is dropped, then the one before, and so on. The same list gives the same model.
 */
export function recommendModel(models: readonly CatalogueModel[]): CatalogueModel | undefined {
  const requirements = [isConversational, hasSeveralProviders, isCheap, readsEnough];
  for (let count = requirements.length; count >= 0; count--) {
    const required = requirements.slice(0, count);
    const fitting = models.filter(
      (model) => liveOffers(model).length > 0 && required.every((fulfils) => fulfils(model)),
    );
    const best = fitting.sort(byPreference)[0];
    if (best !== undefined) return best;
  }
  return undefined;
}

/** The offers that answer now. */
export function liveOffers(model: Pick<CatalogueModel, 'offers'>): readonly ModelOffer[] {
  return model.offers.filter(({ status }) => status === 'live');
}

function isConversational({ id, inputModalities }: CatalogueModel): boolean {
  const name = id.slice(id.lastIndexOf('/') + 1);
  const sizes = [...name.matchAll(/(?:^|[-_x])(\d+(?:\.\d+)?)B(?=$|[-_])/gi)].map((match) =>
    Number(match[1]),
  );
  const isLarge = sizes.length === 0 || Math.max(...sizes) >= SMALLEST_SIZE;
  return CONVERSES.test(name) && !SPECIAL.test(name) && isLarge && inputModalities.includes('text');
}

function hasSeveralProviders(model: CatalogueModel): boolean {
  return liveOffers(model).length >= 2;
}

function isCheap(model: CatalogueModel): boolean {
  return lowestCost(model) <= HIGHEST_COST;
}

function readsEnough(model: CatalogueModel): boolean {
  return liveOffers(model).some(({ contextLength }) => (contextLength ?? 0) >= SMALLEST_CONTEXT);
}

function lowestCost(model: CatalogueModel): number {
  return Math.min(...liveOffers(model).map((offer) => typicalCost(offer) ?? Infinity));
}

function byPreference(one: CatalogueModel, other: CatalogueModel): number {
  const providers = liveOffers(other).length - liveOffers(one).length;
  if (providers !== 0) return providers;
  const [cost, otherCost] = [lowestCost(one), lowestCost(other)];
  if (cost !== otherCost) return cost - otherCost;
  return one.id < other.id ? -1 : 1;
}
