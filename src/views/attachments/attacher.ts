import * as vscode from 'vscode';
import type { ChatService } from '../../core/chat/chatService';
import type { NewAttachment } from '../../core/chat/message';
import { readChanges } from './changes';
import { readSelection } from './editors';
import { nameOf } from './fileNames';
import type { FileReader } from './fileReader';
import { readFolderAt } from './folder';
import { pictureType, prepareFile, type PicturesToPrepare } from './picturesToPrepare';
import { readProblems, readProblemsOf } from './problems';
import type { Reading } from './reading';

/** What can go along with one message at most. */
export const mostAttachments = 50;

/** Attaches what a person names to the next message of the chat, and says what of it can't go along, and why. */
export class Attacher {
  readonly #chat: ChatService;
  readonly #pictures: PicturesToPrepare;
  readonly #files: FileReader;

  constructor(chat: ChatService, pictures: PicturesToPrepare, files: FileReader) {
    this.#chat = chat;
    this.#pictures = pictures;
    this.#files = files;
  }

  /** Attaches files and folders. */
  async addFiles(uris: readonly vscode.Uri[]): Promise<void> {
    const readings: Reading[] = [];
    const leftOut: string[] = [];
    for (const uri of uris) {
      if (await isFolder(uri)) {
        const folder = await readFolderAt(uri);
        readings.push(folder.reading);
        leftOut.push(...folder.leftOut);
      } else {
        const reading = await this.#readFile(uri);
        if (reading !== undefined) readings.push(reading);
      }
    }
    await this.add(readings);
    if (leftOut.length > 0) this.#tellLeftOut(leftOut);
  }

  /** Attaches a file that was dropped or pasted from outside VS Code. */
  async addDropped(name: string, bytes: Uint8Array): Promise<void> {
    const reading = await this.#files.readDropped(name, bytes);
    if (reading !== undefined) await this.add([reading]);
  }

  async addSelection(editor: vscode.TextEditor): Promise<void> {
    await this.add([readSelection(editor)]);
  }

  async addProblems(): Promise<void> {
    await this.add([readProblems()]);
  }

  /** The problems of one document, or those that touch a range of it. */
  async addProblemsOf(uri: vscode.Uri, range?: vscode.Range): Promise<void> {
    await this.add([readProblemsOf(uri, range)]);
  }

  async addChanges(): Promise<void> {
    await this.add(await readChanges());
  }

  /** Attaches what was read, each thing once, and says why of the rest. */
  async add(readings: readonly Reading[]): Promise<void> {
    await this.#chat.load();
    const known = this.#chat.current.attachments.map(fingerprint);
    const added: NewAttachment[] = [];
    const refusals: string[] = [];
    for (const reading of readings) {
      if (reading.kind === 'refused') refusals.push(reading.sentence);
      else if (known.includes(fingerprint(reading.attachment))) continue;
      else if (known.length >= mostAttachments) refusals.push(tooMany(reading.attachment.label));
      else {
        known.push(fingerprint(reading.attachment));
        added.push(reading.attachment);
      }
    }
    await this.#chat.addAttachments(added);
    if (refusals.length > 0) this.#tellRefusals(refusals);
  }

  /** Pictures come back from the panel when they are ready. */
  async #readFile(uri: vscode.Uri): Promise<Reading | undefined> {
    const name = nameOf(uri);
    return pictureType(name) === undefined
      ? this.#files.readFile(uri)
      : prepareFile(uri, name, this.#pictures);
  }

  /** Not awaited: a notification stays until the person closes it. */
  #tellRefusals([first = '', ...others]: readonly string[]): void {
    const more = others.length === 0 ? '' : ` ${others.length} more could not be attached.`;
    this.#tell(`${first}${more}`, others.length === 0 ? [] : [first, ...others]);
  }

  #tellLeftOut(leftOut: readonly string[]): void {
    const [only = ''] = leftOut;
    this.#tell(
      leftOut.length === 1 ? `Left out: ${only}.` : `${leftOut.length} files of the folder were left out.`,
      leftOut.length === 1 ? [] : leftOut,
    );
  }

  #tell(sentence: string, list: readonly string[]): void {
    const show = 'Show list';
    void vscode.window
      .showWarningMessage(sentence, ...(list.length > 0 ? [show] : []))
      .then(async (choice) => {
        if (choice !== show) return;
        const content = `Not attached\n\n${list.map((line) => `- ${line}`).join('\n')}\n`;
        await vscode.window.showTextDocument(
          await vscode.workspace.openTextDocument({ content, language: 'markdown' }),
        );
      });
  }
}

/** The same for things that need not go along twice. */
function fingerprint(attachment: NewAttachment): string {
  return JSON.stringify([
    attachment.label,
    attachment.kind === 'picture' ? attachment.picture.file : attachment.text,
  ]);
}

function tooMany(label: string): string {
  return `“${label}” is not attached, as ${mostAttachments} things are already. Send some of them first, or attach their folder.`;
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    // Reading it says what is wrong.
    return false;
  }
}
