import type { HostMessage, ViewIntent } from '../../src/protocol';

/** What VS Code gives a webview. It can be asked for only once in the life of the page. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What the panel remembers by itself, so that it comes back as it was after having been hidden. */
export interface ViewState {
  readonly conversationId: string;
  readonly draft: string;
  /** Where the transcript stood; absent when it followed the newest answer. */
  readonly place?: { readonly messageId: string; readonly offset: number };
  /** Words that only the panel has: typed before the host was there, or sent and not seen in the conversation yet. */
  readonly unclaimed?: string;
  /** By message: words that it is being put into. */
  readonly edits?: Readonly<Record<string, string>>;
}

/** The panel's only way to the host and back. */
export interface HostConnection {
  post(intent: ViewIntent): void;
  /** Hears messages of the host. What is no such message is dropped. */
  listen(listener: (message: HostMessage) => void): void;
  readState(): ViewState | undefined;
  saveState(state: ViewState): void;
}

/** Connects to the extension host. Call once. */
export function connectHost(): HostConnection {
  const api = acquireVsCodeApi();
  return {
    post: (intent) => api.postMessage(intent),
    listen: (listener) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isHostMessage(event.data)) listener(event.data);
      });
    },
    readState: () => parseViewState(api.getState()),
    saveState: (state) => api.setState(state),
  };
}

// The host is the same extension in the same version, so its messages are told apart by their type alone; a type that
// is not known here falls through the switch that handles it.
function isHostMessage(data: unknown): data is HostMessage {
  return typeof data === 'object' && data !== null && 'type' in data && typeof data.type === 'string';
}

/** The state as an earlier version of the panel may have written it, or undefined where it can't be read. */
function parseViewState(state: unknown): ViewState | undefined {
  if (typeof state !== 'object' || state === null) return undefined;
  if (!('conversationId' in state) || typeof state.conversationId !== 'string') return undefined;
  if (!('draft' in state) || typeof state.draft !== 'string') return undefined;
  const { conversationId, draft } = state;
  const place = 'place' in state ? parsePlace(state.place) : undefined;
  const unclaimed = 'unclaimed' in state && typeof state.unclaimed === 'string' ? state.unclaimed : '';
  const edits = 'edits' in state ? parseEdits(state.edits) : undefined;
  return {
    conversationId,
    draft,
    ...(place && { place }),
    ...(unclaimed !== '' && { unclaimed }),
    ...(edits && { edits }),
  };
}

function parseEdits(edits: unknown): ViewState['edits'] {
  if (typeof edits !== 'object' || edits === null) return undefined;
  return Object.fromEntries(
    Object.entries(edits).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function parsePlace(place: unknown): ViewState['place'] {
  if (typeof place !== 'object' || place === null) return undefined;
  if (!('messageId' in place) || typeof place.messageId !== 'string') return undefined;
  if (!('offset' in place) || typeof place.offset !== 'number') return undefined;
  return { messageId: place.messageId, offset: place.offset };
}
