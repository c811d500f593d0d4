/** What host and webview say to each other about the list of earlier conversations. A part of `protocol.ts`. */

/** Where in a text something stands that was searched for, in UTF-16 units: from the first, up to but not with the second. */
export type TextRange = readonly [start: number, end: number];

/** One earlier conversation, as the history shows it. */
export interface ConversationItem {
  readonly id: string;
  readonly title: string;
  /** The part of the list that it stands in, as in "Pinned", "Today", "June 2026"; the same for neighbours. */
  readonly group: string;
  /** When it changed last and how long it is, as in "12 minutes ago · 4 messages". */
  readonly detail: string;
  readonly pinned: boolean;
  /** It is the one that the chat shows. */
  readonly current: boolean;
  /** An answer is on its way in it. */
  readonly answering: boolean;
  /** What was searched for, in the title. */
  readonly titleRanges: readonly TextRange[];
  /** Where what was searched for stands in its messages; absent where it was found in the title alone. */
  readonly snippet?: { readonly text: string; readonly ranges: readonly TextRange[] };
}

/** A conversation that was deleted and can be brought back. */
export interface DeletedItem {
  readonly id: string;
  readonly title: string;
  /** When it was deleted, as in "Today"; the same for neighbours. */
  readonly group: string;
  /** As in "12 minutes ago · 30 days left". */
  readonly detail: string;
}

/** Most conversations that the host is asked for, or told of, at once. */
export const mostConversationsAtOnce = 10_000;

/** Host → webview. */
export type HistoryMessage =
  /** A part of the list of conversations, as it was asked for. */
  | {
      readonly type: 'conversations';
      /** Of the intent that it answers. */
      readonly request: number;
      /** Where the part begins. */
      readonly offset: number;
      readonly items: readonly ConversationItem[];
      /** How many the whole list has. */
      readonly total: number;
      /** Why the list is not whole, or what is to be known about it, in a sentence; mostly empty. */
      readonly notice: string;
    }
  /** A part of what was deleted and can be brought back, as it was asked for; what was deleted last comes first. */
  | {
      readonly type: 'deletedConversations';
      readonly request: number;
      readonly offset: number;
      readonly items: readonly DeletedItem[];
      readonly total: number;
      readonly notice: string;
    }
  /** Every conversation of a list, as it was asked for; as many as can be named at once. */
  | {
      readonly type: 'conversationIds';
      readonly request: number;
      readonly conversationIds: readonly string[];
    }
  /** Something in the list is another; the panel asks for it anew if it shows it. */
  | { readonly type: 'conversationsChanged' }
  /** Gives the keyboard back to the row of this conversation. */
  | { readonly type: 'keyboardToConversation'; readonly conversationId: string }
  /** These can be brought back. */
  | {
      readonly type: 'conversationsDeleted';
      readonly conversationIds: readonly string[];
      /** As in "“Letter to the landlord” was deleted." */
      readonly sentence: string;
    };

/** What the person wants of the history. Validated by `views/chat/parseHistoryIntent.ts`. */
export type HistoryIntent =
  | {
      readonly type: 'listConversations';
      /** Counts up: only the answer to the latest is shown. */
      readonly request: number;
      /** Words to search for; empty for all conversations. */
      readonly query: string;
      readonly offset: number;
      readonly count: number;
    }
  /** The same of what was deleted; `deletedConversations` answers. */
  | {
      readonly type: 'listDeleted';
      readonly request: number;
      readonly offset: number;
      readonly count: number;
    }
  /** Asks for the ids of all conversations of a list, shown or not; `conversationIds` answers. */
  | { readonly type: 'listConversationIds'; readonly request: number; readonly query: string }
  | { readonly type: 'openConversation'; readonly conversationId: string }
  | { readonly type: 'renameConversation'; readonly conversationId: string; readonly title: string }
  | { readonly type: 'pinConversation'; readonly conversationId: string; readonly pinned: boolean }
  | { readonly type: 'deleteConversations'; readonly conversationIds: readonly string[] }
  | { readonly type: 'restoreConversations'; readonly conversationIds: readonly string[] }
  /** Brings back all that was deleted. */
  | { readonly type: 'restoreAllDeleted' }
  | { readonly type: 'exportConversation'; readonly conversationId: string }
  | { readonly type: 'showChatFiles' }
  /** The history is not shown any more. */
  | { readonly type: 'historyClosed' };
