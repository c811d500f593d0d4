import type { Releasable } from '../emitter';
import type { Log } from '../log';
import { Pace, type PaceClock, systemPaceClock } from '../pace';
import type { ConversationSummary } from '../storage/conversationIndex';
import type { ListedConversation } from '../storage/conversationList';
import type { ConversationStore } from '../storage/conversationStore';
import type { FileSystem } from '../storage/fileSystem';
import { foldText, type Range } from './foldText';
import { matchOf } from './match';
import { RecentTexts, searchableText, type SearchableConversation } from './searchableText';
import { termsOfQuery, type SearchTerm } from './searchTerm';
import { hashesOf, mayHold, SignatureBuilder, type Signature } from './signature';
import { SignatureStore } from './signatureStore';

/** A conversation in which all words of a query were found. */
export interface SearchHit {
  readonly summary: ConversationSummary;
  /** Where in the title words of the query stand, in UTF-16 units. */
  readonly titleRanges: readonly Range[];
  /** The message in which most of the words stand, on any branch; `undefined` where only the title has them. */
  readonly messageId: string | undefined;
  /** A part of that message, or the name of something attached to it, on one line; empty without a message. */
  readonly snippet: string;
  /** Where in the snippet words of the query stand, in UTF-16 units. */
  readonly ranges: readonly Range[];
}

export interface SearchOptions {
  /** Ends a search whose answer nobody waits for any more. It then resolves with what it had found. */
  readonly signal?: AbortSignal;
  /** At most so many hits; 50 if not given. */
  readonly limit?: number;
}

const usualLimit = 50;

/** Conversations read at a time. */
const readsAtATime = 8;

/** Milliseconds after which the list of files is looked at again while the search goes on with the old one … */
const surveyIsOldAfter = 2_000;
/** … and after which the search waits for the new one. */
const surveyIsStaleAfter = 60_000;

/**
 * Full-text search over all conversations. It remembers a {@link Signature} of each file, in memory and on disk, skips
 * the files that surely don't hold what is asked for, and looks at the text of the others, the newest first, until it
 * has enough. A file that is new or has changed is read, which makes its signature; so the first search answers as soon
 * as it has found enough, and the rest is read afterwards in the background. Nothing happens before the first search.
 *
 * What this window adds is found at once, what another one adds within some seconds. Nothing here changes a
 * conversation.
 */
export class ConversationSearch implements Releasable {
  readonly #store: ConversationStore;
  readonly #log: Log;
  readonly #clock: PaceClock;
  readonly #signatures: SignatureStore;
  readonly #recent = new RecentTexts();
  readonly #listener: Releasable;
  /** Conversations that this window changed in a way that {@link #survey} may not know … */
  #changed = new Set<string>();
  /** … and those of them that the survey that is under way may not know either. */
  #changedMeanwhile = new Set<string>();
  #survey: { readonly list: readonly ListedConversation[]; readonly at: number } | undefined;
  #surveying: Promise<readonly ListedConversation[]> | undefined;
  /** The search that began last; what is done in the background waits for it. */
  #latest: Promise<unknown> = Promise.resolve();
  #background: Promise<void> | undefined;
  #disposed = false;

  constructor(options: {
    readonly store: ConversationStore;
    readonly fileSystem: FileSystem;
    readonly log: Log;
    readonly clock?: PaceClock;
  }) {
    this.#store = options.store;
    this.#log = options.log;
    this.#clock = options.clock ?? systemPaceClock;
    this.#signatures = new SignatureStore(options, this.#clock);
    this.#listener = options.store.onDidChange((id) => this.#note(id));
  }

  /**
   * Finds the conversations that hold all words of the query, the one that changed last first; each word also as the
   * beginning of a longer one. Rejects with a {@link StorageError} only if the folder can't be read.
   */
  search(query: string, options: SearchOptions = {}): Promise<readonly SearchHit[]> {
    const found = this.#search(termsOfQuery(query), options);
    this.#latest = found.catch(() => undefined);
    return found;
  }

  /** Resolves when every conversation has been read that has to be; without a search before, at once. */
  async whenReady(): Promise<void> {
    await this.#latest;
    await this.#background;
  }

  dispose(): void {
    this.#disposed = true;
    this.#listener.dispose();
  }

  async #search(
    terms: readonly SearchTerm[],
    { signal, limit = usualLimit }: SearchOptions,
  ): Promise<readonly SearchHit[]> {
    if (terms.length === 0) return [];
    await this.#signatures.load();
    const list = await this.#list();
    const pace = new Pace(this.#clock);
    const hashes = terms.flatMap(hashesOf);
    const candidates = list.filter((listed) => {
      const signature = this.#signatureOf(listed);
      return !signature || mayHold(signature, hashes);
    });
    const hits: SearchHit[] = [];
    for (let at = 0; at < candidates.length && hits.length < limit; at += readsAtATime) {
      const next = candidates.slice(at, at + readsAtATime);
      const texts = await Promise.all(next.map((listed) => this.#text(listed, pace)));
      if (signal?.aborted === true || this.#disposed) return hits;
      for (const [index, { summary }] of next.entries()) {
        const text = texts[index];
        const match = text && matchOf(text, terms);
        if (match) hits.push({ summary, ...match });
        await pace.step();
      }
    }
    this.#background ??= this.#readTheRest().finally(() => (this.#background = undefined));
    return hits.slice(0, limit);
  }

  /** Reads every conversation that has no signature yet, while nobody searches, and remembers all on disk. */
  async #readTheRest(): Promise<void> {
    const pace = new Pace(this.#clock);
    const waiting = (this.#survey?.list ?? []).filter((listed) => !this.#signatureOf(listed));
    while (waiting.length > 0 && !this.#disposed) {
      await this.#latest;
      await Promise.all(waiting.splice(0, readsAtATime).map((listed) => this.#text(listed, pace)));
      await pace.step();
    }
    await this.#signatures.save();
  }

  /** The signature of a conversation's file as it is now. */
  #signatureOf({ summary: { id }, file }: ListedConversation): Signature | undefined {
    return file && !this.#changed.has(id) ? this.#signatures.get(id, file) : undefined;
  }

  /** The text of a conversation; `undefined` if it can't be read. Makes its signature on the way. */
  async #text(listed: ListedConversation, pace: Pace): Promise<SearchableConversation | undefined> {
    const { summary, file } = listed;
    const { id, title } = summary;
    const isUnchanged = file !== undefined && !this.#changed.has(id);
    const known = isUnchanged ? this.#recent.get(id, file) : undefined;
    if (known) return known;
    try {
      const stored = await this.#store.read(id);
      if (!stored) return undefined;
      const text = await searchableText(stored.conversation.title || title, stored, pace);
      if (isUnchanged && !this.#changed.has(id)) {
        this.#recent.set(id, file, text);
        if (!this.#signatures.get(id, file))
          this.#signatures.set(id, file, await signatureOf(text, title, pace));
      }
      return text;
    } catch (error) {
      this.#log.warn(`A conversation can't be searched: ${error instanceof Error ? error.name : 'unknown'}.`);
      return undefined;
    }
  }

  async #list(): Promise<readonly ListedConversation[]> {
    const age = this.#survey ? this.#clock.now() - this.#survey.at : Infinity;
    if (this.#survey && age < surveyIsOldAfter && !this.#hasNew()) return this.#survey.list;
    const survey = this.#beginSurvey();
    if (this.#survey && age < surveyIsStaleAfter && !this.#hasNew()) {
      survey.catch(() => this.#log.warn('The list of conversations can’t be read.'));
      return this.#survey.list;
    }
    return survey;
  }

  #note(changed: string | undefined): void {
    if (changed !== undefined) {
      this.#changed.add(changed);
      this.#changedMeanwhile.add(changed);
      return;
    }
    this.#survey = undefined;
    this.#surveying = undefined;
    this.#signatures.clear();
    this.#recent.clear();
  }

  /** This window has begun a conversation that the list doesn't have yet. */
  #hasNew(): boolean {
    if (this.#changed.size === 0) return false;
    const known = new Set(this.#survey?.list.map(({ summary }) => summary.id));
    return [...this.#changed].some((id) => !known.has(id));
  }

  #beginSurvey(): Promise<readonly ListedConversation[]> {
    this.#surveying ??= this.#takeSurvey().finally(() => (this.#surveying = undefined));
    return this.#surveying;
  }

  async #takeSurvey(): Promise<readonly ListedConversation[]> {
    this.#changedMeanwhile = new Set();
    const list = await this.#store.survey();
    this.#survey = { list, at: this.#clock.now() };
    this.#changed = this.#changedMeanwhile;
    this.#signatures.keepOnly(new Set(list.map(({ summary }) => summary.id)));
    return list;
  }
}

async function signatureOf(text: SearchableConversation, title: string, pace: Pace): Promise<Signature> {
  const builder = new SignatureBuilder();
  for (const folded of [text.foldedTitle, foldText(title), ...text.parts.map((part) => part.folded)])
    await builder.addText(folded, pace);
  return builder.build();
}
