/** What host and webview say to each other about prompts. A part of `protocol.ts`. */

/** A prompt that can be called by typing `/` and its name. */
export interface PromptView {
  /** What stands behind the `/`. */
  readonly name: string;
  /** What it does, and where it comes from if that is not the person. */
  readonly detail: string;
  readonly icon: 'account' | 'folder' | 'sparkle';
}

/** Host → webview. */
export interface PromptMessage {
  readonly type: 'promptsFound';
  readonly query: string;
  readonly prompts: readonly PromptView[];
}

/** What the person wants of prompts. Validated by `views/chat/parsePromptIntent.ts`. */
export type PromptIntent =
  /** Somebody typed `/` and these letters at the beginning of a message; `promptsFound` answers. */
  | { readonly type: 'findPrompts'; readonly query: string }
  /** Makes a prompt of a message of the conversation. */
  | { readonly type: 'savePrompt'; readonly messageId: string }
  /** Shows what the model was sent in the place of a message that says it in short. */
  | { readonly type: 'showSentText'; readonly messageId: string };
