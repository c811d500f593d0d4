import type { HostMessage } from '../../src/protocol';
import { EditKeeper } from './editKeeper';
import type { HostConnection, ViewState } from './hostConnection';

type Place = ViewState['place'];
type Snapshot = Extract<HostMessage, { readonly type: 'snapshot' }>;

/** What the panel shows at this moment. */
export interface PanelStanding {
  /** Undefined until the host has opened a conversation: what is typed until then belongs to the one that comes. */
  readonly conversationId: string | undefined;
  /** What stands in the composer. */
  readonly draft: string;
  /** Where the transcript stands; undefined while it follows the newest answer. */
  readonly place: Place;
}

/**
 * What the panel remembers by itself, as VS Code empties a view that is hidden: the words in the composer, unsent
 * edits, the reading place, and words that were sent and have not been seen in the conversation yet.
 */
export class PanelMemory {
  readonly edits: EditKeeper;
  readonly #host: HostConnection;
  readonly #standing: () => PanelStanding;
  #state: ViewState | undefined;
  #unclaimed: string;

  constructor(host: HostConnection, standing: () => PanelStanding) {
    this.#host = host;
    this.#standing = standing;
    this.#state = host.readState();
    this.#unclaimed = this.#state?.unclaimed ?? '';
    this.edits = new EditKeeper(this.#state?.edits ?? {}, () => this.keepWords());
  }

  /** Where the transcript stood. */
  get place(): Place {
    return this.#state?.place;
  }

  /** The words are on their way to the host. */
  sent(text: string): void {
    this.#unclaimed = text;
  }

  /** What was sent has arrived, or has come back. */
  claimed(): void {
    if (this.#unclaimed === '') return;
    this.#unclaimed = '';
    this.keepWords();
  }

  /** Notes what is typed; the place stays as it was noted last, for asking for it costs a layout. */
  keepWords(): void {
    this.#keep(this.place);
  }

  keepAll(): void {
    this.#keep(this.#standing().place);
  }

  /**
   * Another conversation, or the same one anew, takes the place of what is shown. Keeps what is remembered if it is
   * about that conversation, and forgets it otherwise; tells whether it is.
   */
  leaveFor(conversationId: string): boolean {
    if (this.#standing().conversationId !== undefined) this.keepAll();
    if (this.#state?.conversationId !== conversationId) this.#state = undefined;
    return this.#state !== undefined;
  }

  /**
   * The draft of the first conversation that is opened in this page, with what was typed in the last moment before
   * the panel was hidden, what was sent and did not arrive, and what was typed before the host was there.
   */
  takeDraftFor({ draft, messages }: Snapshot): string {
    const asked = messages.findLast((message) => message.role === 'user')?.text;
    const unclaimed = this.#unclaimed === asked ? '' : this.#unclaimed;
    this.#unclaimed = '';
    // VS Code keeps a panel's state some seconds late: only what goes on from the host's draft is later than that.
    const remembered = this.#state?.draft ?? '';
    const latest = remembered.startsWith(draft) && remembered !== asked ? remembered : draft;
    return [unclaimed, this.#standing().draft].reduce(together, latest);
  }

  #keep(place: Place): void {
    const { conversationId, draft } = this.#standing();
    if (conversationId === undefined) {
      const unclaimed = together(this.#unclaimed, draft);
      if (unclaimed !== '')
        this.#host.saveState({ conversationId: '', draft: '', ...this.#state, unclaimed });
      return;
    }
    const edits = this.edits.texts;
    this.#state = {
      conversationId,
      draft,
      ...(Object.keys(edits).length > 0 && { edits }),
      ...(place && { place }),
      ...(this.#unclaimed !== '' && { unclaimed: this.#unclaimed }),
    };
    this.#host.saveState(this.#state);
  }
}

/** Two texts as one: the longer if it begins with the other, else one below the other. */
function together(first: string, second: string): string {
  if (first.startsWith(second)) return first;
  return second.startsWith(first) ? second : `${first}\n\n${second}`;
}
