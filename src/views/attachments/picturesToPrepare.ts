import * as vscode from 'vscode';
import type { ChatPictures } from '../../core/chat/chatPictures';
import type { ChatService } from '../../core/chat/chatService';
import { mostPictures } from '../../core/chat/pictures';
import { StorageError } from '../../core/storage/fileSystem';
import { largestFile, type AttachmentIntent, type HostMessage } from '../../protocol';
import { refused, type Reading } from './reading';

/** Kinds of pictures that the panel can read, by the ending of their names. */
const mediaTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

/** Kinds that hardly any program but the camera's own reads. */
const unreadableEndings: ReadonlySet<string> = new Set(['heic', 'heif', 'tif', 'tiff', 'raw', 'dng', 'psd']);

/** Where the panel is found. */
export interface PictureDesk {
  readonly isAttached: boolean;
  post(message: HostMessage): void;
}

/**
 * Has the panel make pictures from files ready: a browser reads, turns and scales them. What comes while the panel is
 * not there waits for it.
 */
export class PicturesToPrepare {
  readonly #desk: PictureDesk;
  #waiting: HostMessage[] = [];

  constructor(desk: PictureDesk) {
    this.#desk = desk;
  }

  /** Reads a picture's file and hands it to the panel; says why where that can't be. */
  async prepare(name: string, read: () => Promise<Uint8Array>, size: number): Promise<Reading | undefined> {
    const mediaType = pictureType(name);
    if (mediaType === 'unreadable') return refused(unreadablePicture(name));
    if (size > largestFile)
      return refused(
        `“${name}” is too large to be shown to a model. Save a smaller copy of it, and attach that.`,
      );
    try {
      const base64 = Buffer.from(await read()).toString('base64');
      this.#waiting.push({ type: 'pictureToPrepare', name, mediaType: mediaType ?? '', base64 });
    } catch {
      return refused(
        `“${name}” could not be read. Perhaps it was moved or deleted; look for it, and try again.`,
      );
    }
    this.flush();
    return undefined;
  }

  /** Hands over what waits, if the panel is there. */
  flush(): void {
    if (!this.#desk.isAttached) return;
    const messages = this.#waiting;
    this.#waiting = [];
    for (const message of messages) this.#desk.post(message);
  }
}

/** The media type of a picture that can be made ready; `unreadable` for one that can't; `undefined` for other files. */
export function pictureType(name: string): string | undefined {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (unreadableEndings.has(ending)) return 'unreadable';
  return Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined;
}

export function unreadablePicture(name: string): string {
  return `“${name}” is a picture of a kind that can’t be read here. Save it as JPEG or PNG (on a phone, sharing it by e-mail mostly does that), and attach that.`;
}

/** Keeps a picture that the panel has made ready, for the conversation that is shown. */
export async function readPreparedPicture(
  { name, mediaType, base64, width, height }: Extract<AttachmentIntent, { type: 'attachPicture' }>,
  pictures: ChatPictures,
  chat: Pick<ChatService, 'current' | 'isKept'>,
): Promise<Reading> {
  const attached = chat.current.attachments.filter(({ kind }) => kind === 'picture');
  if (attached.length >= mostPictures)
    return refused(
      `“${name}” is not attached: a message can show ${mostPictures} pictures. Send the others in the next one.`,
    );
  const bytes = Buffer.from(base64, 'base64');
  if (!beginsAs(bytes, mediaType)) return refused(unreadablePicture(name));
  try {
    const picture = await pictures.add({ bytes, mediaType, width, height }, chat.isKept);
    return { kind: 'attachment', attachment: { kind: 'picture', label: name, picture } };
  } catch (error) {
    const isFull = error instanceof StorageError && error.kind === 'diskFull';
    return refused(
      isFull
        ? `The disk is full, so “${name}” could not be kept. Free some space, and attach it again.`
        : `“${name}” could not be kept, as VS Code may not write into its own folder.`,
    );
  }
}

/** What the panel says of a picture is checked against its first bytes. */
function beginsAs(bytes: Buffer, mediaType: 'image/jpeg' | 'image/png'): boolean {
  const marks = { 'image/jpeg': [0xff, 0xd8, 0xff], 'image/png': [0x89, 0x50, 0x4e, 0x47] };
  return marks[mediaType].every((mark, index) => bytes[index] === mark);
}

/** Reads a picture's file of the workspace. */
export async function prepareFile(
  uri: vscode.Uri,
  name: string,
  desk: PicturesToPrepare,
): Promise<Reading | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    return await desk.prepare(name, async () => vscode.workspace.fs.readFile(uri), size);
  } catch {
    return refused(
      `“${name}” could not be read. Perhaps it was moved or deleted; look for it, and try again.`,
    );
  }
}
