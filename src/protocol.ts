/**
 * Every message between the host and the chat's webview; those about the list of chats and about prompts are in `protocol/`.
 * These files are all that both sides import: plain data, no code but names. The webview holds no truth; it shows what the host sends and sends intents back.
 */

import type { HistoryIntent, HistoryMessage } from './protocol/history';
import type { PromptIntent, PromptMessage } from './protocol/prompts';

export type MessageState = 'streaming' | 'done' | 'stopped' | 'cut-off' | 'error';

/** What a button on an error card does. Its label is the host's choice, in `ErrorAction.label`. */
export type ErrorActionId =
  | 'tryAgain'
  | 'chooseModel'
  | 'setToken'
  | 'addCredits'
  | 'openModelPage'
  | 'openProviderSettings'
  | 'newChat'
  | 'openSettings'
  | 'showLog';

export interface ErrorAction {
  readonly id: ErrorActionId;
  /** "Try again", "Choose another model", "Set token", "Add credits" … */
  readonly label: string;
}

export interface ErrorView {
  /** What happened and why, in plain words. */
  readonly sentence: string;
  /** What mends it, the best first (shown as the primary button). */
  readonly actions: readonly ErrorAction[];
  /** Status, provider, request id and the service's own words, a line each. Shown folded. */
  readonly details: string;
}

export interface AttachmentView {
  /** Absent: a text. */
  readonly kind?: 'text' | 'picture';
  readonly id: string;
  readonly label: string;
  /** As in "about 300 words"; of a picture "1536 × 1024". */
  readonly size: string;
  /** As in "about 300 words, about 400 tokens"; absent: there is no more to say than `size`. */
  readonly detail?: string;
}

/** Something that can be attached by typing `@` and a part of its name. */
export interface MentionView {
  /** What `attachMention` names. */
  readonly id: string;
  readonly label: string;
  /** As in the folder of a file; may be empty. */
  readonly detail: string;
  readonly icon: 'file' | 'folder' | 'list-selection' | 'files' | 'warning' | 'diff';
  /** What stands in the text in the place of what was typed, as in "letter.md". */
  readonly words: string;
}

export interface UserMessageView {
  readonly role: 'user';
  readonly id: string;
  readonly text: string;
  /** The model was sent more than `text` says; `showSentText` shows it. */
  readonly isShort?: true;
  readonly attachments: readonly AttachmentView[];
}

export interface AssistantMessageView {
  readonly role: 'assistant';
  readonly id: string;
  readonly text: string;
  readonly reasoning: string;
  readonly state: MessageState;
  /** The model's name as a person reads it, as in "Llama 3.3 70B Instruct". Names the article. */
  readonly modelName: string;
  /** As in "Answered by Groq · 312 tokens · less than a cent"; empty while unknown. */
  readonly footnote: string;
  /** Present exactly when `state` is `error`. The text received until then is kept and shown above it. */
  readonly error?: ErrorView;
}

export type MessageView = UserMessageView | AssistantMessageView;

/** Which of several messages that could stand in one place is shown there. */
export interface BranchView {
  readonly messageId: string;
  /** From 1. */
  readonly position: number;
  /** At least 2. */
  readonly count: number;
}

/** Something that was just done and can be undone. */
export interface UndoOffer {
  /** What `undo` names. */
  readonly id: string;
  /** What was done, as in "Question and answer deleted." */
  readonly sentence: string;
}

/** A figure with its name, as in "Attachments": "about 1,200 tokens". */
export interface ContextFigure {
  readonly label: string;
  readonly value: string;
}

/** Why a message can't be sent, or a question can't be answered again, and the ways out. */
export interface RefusalView {
  readonly sentence: string;
  /** What was not done; absent: what stands in the composer was not sent. */
  readonly turn?: { readonly kind: 'edit' | 'tryAgain' | 'continue'; readonly messageId: string };
  /** The attachment whose removal helps most, where there is one. */
  readonly removal?: { readonly attachmentId: string; readonly label: string };
}

/** How much of what the model can read the next question takes. All words are the host's. */
export interface ContextView {
  /** Of the model's window, from 0 to 1. */
  readonly share: number;
  readonly level: 'roomy' | 'nearlyFull' | 'tooLong';
  /** The meter's name, as in "Context: about 12% of what the model can read". */
  readonly name: string;
  /** As in "Llama 3.3 70B Instruct can read about 131,000 tokens at once: about 200 pages." */
  readonly summary: string;
  readonly figures: readonly ContextFigure[];
  /** A sentence each: how it was counted, what is left out, what is set for this chat, what the question costs. */
  readonly notes: readonly string[];
  /** Which attached pictures it does not see as it sees no more of a chat, in a sentence; absent where it sees all. */
  readonly pictureNote?: string;
  /** What the model does not see any more, and the first message that it does see; absent where it sees all. */
  readonly boundary?: {
    readonly unseen: 'messages' | 'attachments';
    /** Empty: not even the last message. */
    readonly firstSeenId: string;
  };
  /** Present exactly when `level` is `tooLong`. */
  readonly refusal?: RefusalView;
}

/** What the panel shows around the transcript. */
export interface PanelStatus {
  /** `noToken` shows one sentence and one button in place of an empty transcript. */
  readonly setup: 'ready' | 'noToken';
  /** As in "Llama 3.3 70B Instruct"; the button that shows it is named "Model: …". */
  readonly modelName: string;
  /** As in "fastest provider"; its tooltip. */
  readonly modelDetail: string;
  /** Present where the model is known to read text alone. */
  readonly readsTextOnly?: true;
  /** A trouble that concerns the whole panel (a disk that is full, a setting that cannot be used), or empty. */
  readonly notice: string;
  /** Whether the settings mend what `notice` says: it then has a button that opens them. */
  readonly noticeOpensSettings: boolean;
  /** True where answers come from a stand-in or another server than Hugging Face: shown, so that nobody is misled. */
  readonly serverName: string;
}

/** Host → webview. */
export type HostMessage =
  /** Everything, after `ready` and whenever another conversation is opened. */
  | {
      readonly type: 'snapshot';
      readonly conversationId: string;
      readonly title: string;
      readonly messages: readonly MessageView[];
      readonly branches: readonly BranchView[];
      /** Absent where there is nothing to undo. */
      readonly undo?: UndoOffer;
      readonly draft: string;
      readonly attachments: readonly AttachmentView[];
      readonly status: PanelStatus;
      /** Absent while it is not known. */
      readonly context?: ContextView;
    }
  | { readonly type: 'messageAdded'; readonly message: MessageView }
  /** Text to append to a streaming answer, coalesced to at most one message a frame. */
  | { readonly type: 'delta'; readonly messageId: string; readonly text: string; readonly reasoning: string }
  /** All but the text of an answer, which the deltas have brought. */
  | { readonly type: 'answerChanged'; readonly message: Omit<AssistantMessageView, 'text' | 'reasoning'> }
  /** This message and all after it leave the transcript. */
  | { readonly type: 'truncated'; readonly fromMessageId: string }
  /** Up to this message (`null`: not even the first) the transcript stays as it is; then come these instead. */
  | {
      readonly type: 'pathChanged';
      readonly afterMessageId: string | null;
      readonly messages: readonly MessageView[];
    }
  /** All messages of the transcript in whose place another can be shown. */
  | { readonly type: 'branchesChanged'; readonly branches: readonly BranchView[] }
  /** Something can be undone, or (without `undo`) nothing can any more. */
  | { readonly type: 'undoChanged'; readonly undo?: UndoOffer }
  | { readonly type: 'statusChanged'; readonly status: PanelStatus }
  /** After what the composer holds, the conversation, the model or the settings changed. */
  | { readonly type: 'contextChanged'; readonly context: ContextView }
  /** What was sent is more than the model can read. It comes back by `draftSet`. */
  | { readonly type: 'sendRefused'; readonly context: ContextView }
  /** Another turn than one from the composer is more than the model can read: nothing was done. */
  | { readonly type: 'turnRefused'; readonly refusal: RefusalView }
  | { readonly type: 'attachmentsChanged'; readonly attachments: readonly AttachmentView[] }
  /** Puts text into the composer, as when a prompt comes back because it could not be sent. */
  | { readonly type: 'draftSet'; readonly text: string }
  | { readonly type: 'titleChanged'; readonly title: string }
  /** Puts the history in the chat's place. */
  | { readonly type: 'showHistory' }
  | HistoryMessage
  | PromptMessage
  /** What is selected in the editor, as in "letter.md, lines 3–9", offered to go along; empty: nothing. */
  | { readonly type: 'selectionOffered'; readonly label: string }
  | {
      readonly type: 'mentionsFound';
      readonly query: string;
      readonly mentions: readonly MentionView[];
    }
  /** A picture from a file, to be made ready by the panel: `attachPicture` or `refuseFile` answers. */
  | {
      readonly type: 'pictureToPrepare';
      readonly name: string;
      readonly mediaType: string;
      readonly base64: string;
    }
  /** The picture that `wantThumbnail` asked for, as a `data:` address; absent: its file is gone. */
  | { readonly type: 'thumbnailSource'; readonly attachmentId: string; readonly address?: string }
  /** What `previewAttachment` asked for, as a `data:` address; absent: its file is gone. */
  | { readonly type: 'pictureShown'; readonly label: string; readonly address?: string }
  | { readonly type: 'focusComposer' };

/** Why the panel can't take a file that was dropped or pasted. */
export type FileRefusal = 'tooLarge' | 'folder' | 'unreadable' | 'noPicture' | 'hugePicture';

/** What the panel asks about what goes along with the next message. */
export type AttachmentIntent =
  | { readonly type: 'attach' }
  | { readonly type: 'removeAttachment'; readonly attachmentId: string }
  /** Shows what is attached, to the next message or to one that was sent. */
  | { readonly type: 'previewAttachment'; readonly attachmentId: string }
  /** Files and folders that were dropped from VS Code's own lists, by their addresses. */
  | { readonly type: 'attachUris'; readonly uris: readonly string[] }
  /** A file that was dropped or pasted from outside VS Code. */
  | { readonly type: 'attachFile'; readonly name: string; readonly base64: string }
  /** A picture, upright and no larger than models read. */
  | {
      readonly type: 'attachPicture';
      readonly name: string;
      readonly mediaType: 'image/jpeg' | 'image/png';
      readonly base64: string;
      /** Pixels. */
      readonly width: number;
      readonly height: number;
    }
  | { readonly type: 'refuseFile'; readonly name: string; readonly reason: FileRefusal }
  /** A picture came into view; `thumbnailSource` answers. */
  | { readonly type: 'wantThumbnail'; readonly attachmentId: string }
  /** Attaches what is selected in the editor; the panel offered it. */
  | { readonly type: 'attachSelection' }
  /** This selection is not wanted; the next one is offered again. */
  | { readonly type: 'declineSelection' }
  /** Somebody typed `@` and these letters; `mentionsFound` answers. */
  | { readonly type: 'findMentions'; readonly query: string }
  | { readonly type: 'attachMention'; readonly mentionId: string };

/** Webview → host. Validated by `views/chat/parseIntent.ts`. */
export type ViewIntent =
  | HistoryIntent
  | PromptIntent
  | { readonly type: 'ready' }
  | { readonly type: 'send'; readonly text: string }
  | { readonly type: 'stop' }
  | { readonly type: 'tryAgain'; readonly messageId: string }
  /** The same with a model that the person is asked to choose, for this one answer. */
  | { readonly type: 'tryAgainWithModel'; readonly messageId: string }
  | { readonly type: 'continueAnswer'; readonly messageId: string }
  | { readonly type: 'continueWithModel'; readonly messageId: string }
  /** Asks a message of the person's anew, in these words. */
  | { readonly type: 'editMessage'; readonly messageId: string; readonly text: string }
  | { readonly type: 'stepBranch'; readonly messageId: string; readonly direction: 'previous' | 'next' }
  | { readonly type: 'deleteMessage'; readonly messageId: string }
  | { readonly type: 'undo'; readonly id: string }
  | { readonly type: 'dismissUndo' }
  | { readonly type: 'newChat' }
  | { readonly type: 'selectModel' }
  | { readonly type: 'signIn' }
  | { readonly type: 'openSettings' }
  /** Instructions, creativity and length of this conversation. */
  | { readonly type: 'chatSettings' }
  | AttachmentIntent
  | { readonly type: 'errorAction'; readonly messageId: string; readonly action: ErrorActionId }
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'insertAtCursor'; readonly code: string }
  | { readonly type: 'newFile'; readonly code: string; readonly language: string }
  | { readonly type: 'openLink'; readonly href: string }
  /** The composer's text as it is typed, so that no unsent word is lost. Another conversation may be open by now. */
  | { readonly type: 'draftChanged'; readonly conversationId: string; readonly text: string };

/** Largest file that the panel hands to the host, in bytes. */
export const largestFile = 20_000_000;

/** Largest picture that the panel makes, in bytes. */
export const largestPicture = 4_000_000;

/** Most files and folders that the panel hands to the host at once. */
export const mostFiles = 100;

/** Longest text that the host takes from the webview, in UTF-16 units: generous for a person, no flood for the host. */
export const longestText = 10_000_000;
