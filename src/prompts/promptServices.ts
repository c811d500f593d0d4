import type { Message } from '../core/chat/message';
import type { NewMessage, SendOutcome } from '../core/chat/newMessage';
import type { ResolvedModel } from '../core/inference/modelSelection';
import type { Log } from '../core/log';
import type { FileSystem } from '../core/storage/fileSystem';
import type { Memory } from '../editor/editorServices';
import type { HostMessage } from '../protocol';
import type { Uri } from 'vscode';

/** All that prompts need from the rest of the extension. */
export interface PromptServices {
  readonly chat: {
    readonly busy: boolean;
    readonly current: { readonly messages: readonly Message[]; readonly draft: string };
    whenIdle(): Promise<void>;
    send(message: NewMessage): Promise<SendOutcome>;
    stop(): void;
    /** Puts a text into the composer's draft. */
    setDraft(text: string): void;
  };
  readonly selection: { resolve(): Promise<ResolvedModel>; resolveNow(modelId?: string): ResolvedModel };
  /** The models that answer now; `undefined` while no list of them is known. */
  models(): Promise<readonly { readonly id: string; readonly name: string }[] | undefined>;
  /** The extension's storage, with the person's prompts below `prompts/`. */
  readonly fileSystem: FileSystem;
  /** Where `fileSystem` begins. */
  readonly storage: Uri;
  /** What is remembered in every window. */
  readonly memory: Memory;
  /** What is remembered for this workspace alone. */
  readonly workspaceMemory: Memory;
  readonly log: Log;
  /** SHA-256 in hex. */
  digest(bytes: Uint8Array): string;
  /** Tells the chat's panel something. */
  post(message: HostMessage): void;
  /** Reveals the chat view. */
  showChat(): Promise<void>;
  /** Walks the person through setting a token if there is none; false if there is still none afterwards. */
  ensureToken(): Promise<boolean>;
  /** Takes care of what nobody waits for, should it fail. */
  inBackground(work: Promise<unknown>): void;
}
