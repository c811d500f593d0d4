import { Emitter, type Listen, type Releasable } from '../emitter';
import type { CatalogueModel, ModelCatalogue, ModelOffer, Pricing } from './modelCatalogue';
import { typicalCost } from './modelWords';
import { modelNameInWords, partsOfModelId, providerAskedBy } from './names';
import { FALLBACK_MODEL_ID, liveOffers, recommendModel } from './recommendation';

/** The model that the next question goes to. */
export interface ResolvedModel {
  /** Repository id, without a routing suffix. */
  readonly id: string;
  /** The id with its suffix, as the router takes it. */
  readonly routedId: string;
  /** As in "Llama 3.3 70B Instruct". */
  readonly name: string;
  /** Whether we chose it, because the setting is empty. */
  readonly recommended: boolean;
  /** The provider that was asked for by name; undefined where the router chooses. */
  readonly provider?: string;
  /** Tokens; of the provider that will most likely answer, or the smallest one known. */
  readonly contextLength?: number;
  /** Whether it can read pictures; absent where the list does not know the model. */
  readonly seesPictures?: boolean;
  /** Of the provider that will most likely answer. Once it has, `priceAt` tells what it really takes. */
  readonly pricing?: Pricing;
  /** All that is known of who runs it; empty without a list of models. */
  readonly offers: readonly ModelOffer[];
}

/** The price of the provider that answered; undefined where nobody published one. */
export function priceAt(
  model: Pick<ResolvedModel, 'offers'>,
  provider: string | undefined,
): Pricing | undefined {
  const offer = model.offers.find((candidate) => candidate.provider === provider);
  return offer?.isFree === true ? { input: 0, output: 0 } : offer?.pricing;
}

/** Decides which model and which route a question takes, from the settings and the list of models. */
export class ModelSelection implements Releasable {
  readonly #catalogue: Pick<ModelCatalogue, 'current' | 'load' | 'refresh' | 'onDidChange'>;
  readonly #settings: () => { model: string; routing: string };
  readonly #firstListMs: number;
  readonly #changed = new Emitter<undefined>();
  readonly #subscription: Releasable;

  constructor(options: {
    catalogue: Pick<ModelCatalogue, 'current' | 'load' | 'refresh' | 'onDidChange'>;
    settings: () => { model: string; routing: string };
    /** Milliseconds that a recommendation may wait for the very first list of models; absent: 5 s. */
    firstListMs?: number;
  }) {
    this.#catalogue = options.catalogue;
    this.#settings = options.settings;
    this.#firstListMs = options.firstListMs ?? 5000;
    this.#subscription = this.#catalogue.onDidChange(() => this.#changed.fire(undefined));
  }

  /** Another model may be selected now, or more is known of it. */
  readonly onDidChange: Listen<undefined> = (listener) => this.#changed.event(listener);

  /** To be called when a setting changed. */
  settingsChanged(): void {
    this.#changed.fire(undefined);
  }

  /**
   * The model of the setting, whether or not the list knows it; with an empty setting the recommended one. Waits for
   * the network only to recommend without any list at all, and not for long.
   *
   * @param modelId takes the setting's place, for one answer
   */
  async resolve(modelId?: string): Promise<ResolvedModel> {
    if (this.#catalogue.current === undefined) await this.#catalogue.load();
    const configured = modelId ?? this.#settings().model;
    const isListNeeded = configured.trim() === '' && this.#catalogue.current === undefined;
    if (isListNeeded) await this.#catalogue.refresh(AbortSignal.timeout(this.#firstListMs));
    return this.resolveNow(modelId);
  }

  /** The same from what is known at this moment. */
  resolveNow(modelId?: string): ResolvedModel {
    const settings = this.#settings();
    const models = this.#catalogue.current?.models ?? [];
    const configured = (modelId ?? settings.model).trim();
    const wanted = configured === '' ? (recommendModel(models)?.id ?? FALLBACK_MODEL_ID) : configured;
    const { maker, repository, suffix: ownSuffix } = partsOfModelId(wanted);
    const id = maker === '' ? repository : `${maker}/${repository}`;
    const suffix = ownSuffix ?? suffixOf(settings.routing);
    const provider = providerAskedBy(suffix);
    const model = models.find((candidate) => candidate.id === id);
    const offer = model === undefined ? undefined : likelyOffer(model, suffix);
    const contextLength = offer?.contextLength ?? smallestContext(model);
    const pricing = offer?.isFree === true ? { input: 0, output: 0 } : offer?.pricing;
    return {
      id,
      routedId: suffix === '' ? id : `${id}:${suffix}`,
      name: model?.name ?? modelNameInWords(id),
      recommended: configured === '',
      offers: model?.offers ?? [],
      ...(provider !== undefined && { provider }),
      ...(model !== undefined && { seesPictures: model.inputModalities.includes('image') }),
      ...(contextLength !== undefined && { contextLength }),
      ...(pricing !== undefined && { pricing }),
    };
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** The suffix for a routing setting; none for `auto`, which the router refuses, and for what cannot be one. */
function suffixOf(routing: string): string {
  const suffix = routing.trim().toLowerCase();
  return /^[a-z0-9][\w.-]*$/.test(suffix) && suffix !== 'auto' ? suffix : '';
}

/** Who will answer, as far as it can be known: the router's own numbers may be newer than ours. */
function likelyOffer(model: CatalogueModel, suffix: string): ModelOffer | undefined {
  const offers = liveOffers(model);
  if (suffix === 'preferred') return undefined;
  const asked = providerAskedBy(suffix);
  if (asked !== undefined) return offers.find(({ provider }) => provider === asked);
  const rank =
    suffix === 'cheapest'
      ? (offer: ModelOffer): number => -(typicalCost(offer) ?? Infinity)
      : (offer: ModelOffer): number => offer.throughput ?? -Infinity;
  const best = offers.reduce<ModelOffer | undefined>(
    (leader, offer) => (leader === undefined || rank(offer) > rank(leader) ? offer : leader),
    undefined,
  );
  return best !== undefined && Number.isFinite(rank(best)) ? best : undefined;
}

function smallestContext(model: CatalogueModel | undefined): number | undefined {
  if (model === undefined) return undefined;
  const known = liveOffers(model)
    .map(({ contextLength }) => contextLength)
    .filter((length) => length !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
