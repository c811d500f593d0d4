import type { StorageErrorKind } from '../storage/fileSystem';
import type { BranchPosition } from './branches';
import type { PathChange } from './conversation';
import type { Deletion } from './deletion';
import type { ConversationSettings } from './conversationSettings';
import type { Attachment, Message } from './message';

/** A conversation as it is shown: the messages of its visible path, oldest first. */
export interface ConversationSnapshot {
  readonly id: string;
  readonly title: string;
  readonly messages: readonly Message[];
  /** Of each of these messages in whose place another can be shown. */
  readonly branches: readonly BranchPosition[];
  /** The last deletion, while it can be undone. */
  readonly deletion: Deletion | undefined;
  /** What stands unsent in the composer. */
  readonly draft: string;
  /** What will go along with the next message. */
  readonly attachments: readonly Attachment[];
  /** What is set for this conversation alone. */
  readonly settings: ConversationSettings;
}

/**
 * Why conversations can't be written to disk; `unreadable`: one could not be read, or not even their list; `newer`: a
 * later version of Huggingphaze wrote in the one that is shown.
 */
export type StorageTrouble = StorageErrorKind | 'unreadable' | 'newer';

/** What the chat service tells those who show it. */
export type ChatEvent =
  | { readonly type: 'opened'; readonly conversation: ConversationSnapshot }
  | { readonly type: 'messageAdded'; readonly message: Message }
  /** Text arrived at the end of the streaming answer. One event per event of the model's stream: coalesce to show. */
  | { readonly type: 'delta'; readonly messageId: string; readonly text: string; readonly reasoning: string }
  /** Anything else about a message changed (its state, provider, usage, error). Its text is as the deltas said. */
  | { readonly type: 'messageChanged'; readonly message: Message }
  /** This message and all after it left the visible path (they are kept on disk). */
  | { readonly type: 'truncated'; readonly fromMessageId: string }
  /** Another path is visible; none of its answers streams. */
  | ({ readonly type: 'pathChanged' } & PathChange)
  /** All messages of the visible path in whose place another can be shown. */
  | { readonly type: 'branchesChanged'; readonly branches: readonly BranchPosition[] }
  /** Something was deleted that can come back, or nothing can any more. */
  | { readonly type: 'deletionChanged'; readonly deletion: Deletion | undefined }
  /**
   * The composer's text is to be this: a message that could not be sent now has come back. Not told for what the
   * composer itself brought, nor when sending empties the draft: the composer empties itself.
   */
  | { readonly type: 'draftChanged'; readonly draft: string }
  /** A better one has come, or the person has written one. */
  | { readonly type: 'titleChanged'; readonly title: string }
  | { readonly type: 'attachmentsChanged'; readonly attachments: readonly Attachment[] }
  /** Something is set for this conversation alone that was not before, or the other way round. */
  | { readonly type: 'settingsChanged'; readonly settings: ConversationSettings }
  /** Conversations could not be written or read, or can again. What is on screen goes on either way. */
  | { readonly type: 'storageTrouble'; readonly trouble: StorageTrouble | undefined };

/** Whether a list of conversations shows something else after this. */
export function changesList(event: ChatEvent): boolean {
  if (event.type === 'messageChanged') {
    return event.message.role === 'assistant' && event.message.state !== 'streaming';
  }
  return ['messageAdded', 'titleChanged', 'pathChanged'].includes(event.type);
}
