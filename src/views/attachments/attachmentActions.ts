import type * as vscode from 'vscode';
import type { ChatPictures } from '../../core/chat/chatPictures';
import type { ChatService } from '../../core/chat/chatService';
import type { Releasable } from '../../core/emitter';
import type { Log } from '../../core/log';
import { DocumentReader } from '../../platform/documentReader';
import { readWholeFile, type WholeFile } from '../../platform/readWholeFile';
import type { AttachmentIntent, FileRefusal, MentionView } from '../../protocol';
import { lastTextEditor } from '../chat/documents';
import { attachmentWithId } from './attachmentWithId';
import { Attacher } from './attacher';
import { pickAttachments } from './attachPicker';
import { filesFrom, problemPlaceFrom } from './commandArguments';
import { addMention, findMentions } from './mentions';
import { fileUri } from './fileNames';
import { PicturesToPrepare, readPreparedPicture, type PictureDesk } from './picturesToPrepare';
import { AttachmentPreview } from './preview';
import { FileReader } from './fileReader';
import { refusalOf } from './fileRefusal';

export interface AttachmentServices {
  readonly chat: ChatService;
  readonly pictures: ChatPictures;
  readonly presenter: PictureDesk;
  readonly log: Log;
  /** The bundle that the thread runs in which documents are read. */
  readonly documentScript: string;
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
  /** Attaches what is selected in the editor that was used last. */
  addSelection(): Promise<void>;
  /** What a file says, for whoever shows it to a model without attaching it. */
  readFile(uri: vscode.Uri, signal: AbortSignal): Promise<WholeFile>;
  findMentions(query: string): Promise<readonly MentionView[]>;
  /** Attaches one of those that {@link findMentions} found. */
  addMention(id: string): Promise<void>;
  /** Attaches a picture that the panel has made ready. */
  addPicture(picture: Extract<AttachmentIntent, { type: 'attachPicture' }>): Promise<void>;
  /** The panel has just got its conversation, and can make pictures ready. */
  panelFilled(): void;
  /** Says why the panel could not take a file. */
  refuse(name: string, reason: FileRefusal): Promise<void>;
  /** Shows what is attached, to the next message or to one that was sent. */
  preview(attachmentId: string): Promise<void>;
}

export function createAttachmentActions(services: AttachmentServices): AttachmentActions {
  const { chat, pictures, presenter } = services;
  const toPrepare = new PicturesToPrepare(presenter);
  const documents = new DocumentReader({ script: services.documentScript, log: services.log });
  const attacher = new Attacher(chat, toPrepare, new FileReader(documents));
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
    addUris: async (uris) => attacher.addFiles(uris.map(fileUri).filter((uri) => uri !== undefined)),
    addFile: async (name, bytes) => attacher.addDropped(name, bytes),
    addSelection: async () => {
      const editor = lastTextEditor();
      if (editor !== undefined && !editor.selection.isEmpty) await attacher.addSelection(editor);
    },
    readFile: async (uri, signal) => readWholeFile(uri, documents, signal),
    findMentions,
    addMention: async (id) => addMention(attacher, id),
    refuse: async (name, reason) => attacher.add([refusalOf(name, reason)]),
    preview: async (attachmentId) => {
      const attachment = attachmentWithId(chat, attachmentId);
      if (attachment === undefined) return;
      if (attachment.kind !== 'picture') return preview.show(attachment);
      const { label, picture } = attachment;
      const address = await pictures.address(picture);
      presenter.post({ type: 'pictureShown', label, ...(address !== undefined && { address }) });
    },
    addPicture: async (picture) => attacher.add([await readPreparedPicture(picture, pictures, chat)]),
    panelFilled: () => toPrepare.flush(),
    dispose: () => {
      preview.dispose();
      documents.dispose();
    },
  };
}
