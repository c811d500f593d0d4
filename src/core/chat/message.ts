import type { InferenceError } from '../inference/inferenceError';
import type { TokenUsage } from '../inference/streamEvent';

/** Where a message stands. The words of the accessible contract (`data-state`). */
export type MessageState = 'streaming' | 'done' | 'stopped' | 'cut-off' | 'error';

/** A text that goes along with a person's message: a file, a part of one, or what a document says. */
export interface TextAttachment {
  /** Absent for a text: that is how attachments were written before there were pictures. */
  readonly kind?: 'text';
  readonly id: string;
  /** What the chip says, as in `letter.md, lines 3–9`. */
  readonly label: string;
  /** VS Code's language id, as in `markdown`. */
  readonly languageId: string;
  readonly text: string;
}

/** A picture that goes along with a person's message. Its bytes lie in a file of their own, once. */
export interface PictureAttachment {
  readonly kind: 'picture';
  readonly id: string;
  /** What the chip says, as in `photo.jpg`. */
  readonly label: string;
  readonly picture: StoredPicture;
}

/** A picture whose bytes `core/storage/pictureStore` holds. */
export interface StoredPicture {
  /** The file's name: the SHA-256 of the bytes in hex, and an ending. */
  readonly file: string;
  readonly mediaType: PictureType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Bytes. */
  readonly size: number;
}

/** What every model that sees can read, and so what pictures are made into. */
export type PictureType = 'image/jpeg' | 'image/png';

/** Tell them apart by `kind === 'picture'`. */
export type Attachment = TextAttachment | PictureAttachment;

/** An attachment that has no id yet. */
export type NewAttachment = Omit<TextAttachment, 'id'> | Omit<PictureAttachment, 'id'>;

/** What a person wrote or asked for. */
export interface UserMessage {
  readonly role: 'user';
  readonly id: string;
  /** The message before it on its path; `null` for the first of a conversation. */
  readonly parentId: string | null;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** What the transcript shows. */
  readonly text: string;
  /** What the model is sent instead of `text`, where that differs (Explain sends instructions and the selection). */
  readonly promptText?: string;
  readonly attachments: readonly Attachment[];
}

/** What a model answered, perhaps in part. */
export interface AssistantMessage {
  readonly role: 'assistant';
  readonly id: string;
  readonly parentId: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly text: string;
  readonly reasoning: string;
  readonly state: MessageState;
  /** Repository id, without a routing suffix. */
  readonly model: string;
  readonly provider?: string;
  readonly requestId?: string;
  readonly usage?: TokenUsage;
  /** US dollars, where the provider's price and the usage are both known. */
  readonly cost?: number;
  /** Present exactly when `state` is `error`. */
  readonly error?: InferenceError;
}

export type Message = UserMessage | AssistantMessage;

/** A message as it is about to be sent. */
export interface OutgoingMessage {
  readonly text: string;
  /** What the model is sent instead of `text`, where that differs. */
  readonly promptText?: string;
  readonly attachments: readonly Attachment[];
  /** It is what stood in the composer: sending it empties the draft. */
  readonly isDraft: boolean;
  /** Repository id of the model that is to answer this once; absent: the one that is chosen. */
  readonly modelId?: string;
}
