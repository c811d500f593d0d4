import * as vscode from 'vscode';
import type { ChatService } from '../../core/chat/chatService';
import type { Attachment } from '../../core/chat/message';
import type { Releasable } from '../../core/emitter';
import type { FileRefusal } from '../../protocol';
import { lastTextEditor } from '../chat/documents';
import { Attacher } from './attacher';
import { pickAttachments } from './attachPicker';
import { filesFrom, problemPlaceFrom } from './commandArguments';
import { AttachmentPreview } from './preview';
import { readDroppedFile, refusalOf } from './droppedFile';

export interface AttachmentServices {
  readonly chat: ChatService;
  /** Reveals the chat and puts the keyboard into its composer. */
  showChat(): Promise<void>;
}

/** Everything that has to do with attaching. Loaded when something is first attached or looked at. */
export interface AttachmentActions extends Releasable {
  /** Asks what to attach. */
  pick(): Promise<void>;
  /** "Add to Chat", with the arguments that VS Code gives a command of the menu it stands in. */
  addToChat(parameters: readonly unknown[]): Promise<void>;
  /** Adds the problems of a document, or those at the place that a code action names. */
  addProblems(parameters: readonly unknown[]): Promise<void>;
  /** Attaches what was dropped from VS Code's own lists. What is no address of a file is passed over. */
  addUris(uris: readonly string[]): Promise<void>;
  /** Attaches a file that was dropped or pasted from outside. */
  addFile(name: string, bytes: Uint8Array): Promise<void>;
  /** Says why the panel could not take a file. */
  refuse(name: string, reason: FileRefusal): Promise<void>;
  /** Shows what is attached, to the next message or to one that was sent. */
  preview(attachmentId: string): Promise<void>;
}

export function createAttachmentActions(services: AttachmentServices): AttachmentActions {
  const { chat } = services;
  const attacher = new Attacher(chat);
  const preview = new AttachmentPreview();
  return {
    pick: async () => pickAttachments(attacher),
    addToChat: async (parameters) => {
      const editor = lastTextEditor();
      const { uris, isFromList } = filesFrom(parameters);
      const [uri] = uris;
      const isOfEditor = uri === undefined || uri.toString() === editor?.document.uri.toString();
      await services.showChat();
      if (editor !== undefined && isOfEditor && !isFromList && !editor.selection.isEmpty)
        await attacher.addSelection(editor);
      else if (uris.length > 0) await attacher.addFiles(uris);
      else if (editor !== undefined) await attacher.addFiles([editor.document.uri]);
      else await pickAttachments(attacher);
    },
    addProblems: async (parameters) => {
      const place = problemPlaceFrom(parameters);
      const uri = place?.uri ?? lastTextEditor()?.document.uri;
      await services.showChat();
      if (uri === undefined) await attacher.addProblems();
      else await attacher.addProblemsOf(uri, place?.range);
    },
    addUris: async (uris) => attacher.addFiles(uris.flatMap(fileUri)),
    addFile: async (name, bytes) => attacher.add([await readDroppedFile(name, bytes)]),
    refuse: async (name, reason) => attacher.add([refusalOf(name, reason)]),
    preview: async (attachmentId) => {
      const attachment = attachmentWithId(chat, attachmentId);
      if (attachment !== undefined && attachment.kind !== 'picture') await preview.show(attachment);
    },
    dispose: () => preview.dispose(),
  };
}

function attachmentWithId(chat: ChatService, id: string): Attachment | undefined {
  const { attachments, messages } = chat.current;
  const sent = messages.flatMap((message) => (message.role === 'user' ? message.attachments : []));
  return [...attachments, ...sent].find((attachment) => attachment.id === id);
}

/** An address that VS Code can read a file at; pages of the web are none. */
function fileUri(address: string): readonly vscode.Uri[] {
  try {
    const uri = vscode.Uri.parse(address, true);
    return vscode.workspace.fs.isWritableFileSystem(uri.scheme) === undefined && uri.scheme !== 'untitled'
      ? []
      : [uri];
  } catch {
    return [];
  }
}
