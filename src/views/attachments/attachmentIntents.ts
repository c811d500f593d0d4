import type { ChatPictures } from '../../core/chat/chatPictures';
import type { ChatService } from '../../core/chat/chatService';
import type { AttachmentIntent } from '../../protocol';
import type { ChatPresenter } from '../chat/chatPresenter';
import type { AttachmentActions } from './attachmentActions';
import { attachmentWithId } from './attachmentWithId';
import type { SelectionOffer } from './selectionOffer';

export interface AttachmentIntentServices {
  readonly chat: ChatService;
  readonly pictures: Pick<ChatPictures, 'address'>;
  readonly presenter: ChatPresenter;
  readonly selection: { resolveNow(): { readonly seesPictures?: boolean } };
  readonly selectionOffer: SelectionOffer;
  readonly attachments: { load(): Promise<AttachmentActions> };
}

/** Does what the panel asks about attachments. */
export class AttachmentIntents {
  readonly #services: AttachmentIntentServices;

  constructor(services: AttachmentIntentServices) {
    this.#services = services;
  }

  /** Whether a picture is attached that the model which is chosen now can't see. It then is not sent. */
  cannotBeSeen(): boolean {
    const { chat, selection } = this.#services;
    const hasPicture = chat.current.attachments.some(({ kind }) => kind === 'picture');
    return hasPicture && selection.resolveNow().seesPictures === false;
  }

  async handle(intent: AttachmentIntent): Promise<void> {
    const { chat, presenter, selectionOffer, attachments } = this.#services;
    switch (intent.type) {
      case 'removeAttachment':
        return chat.removeAttachment(intent.attachmentId);
      case 'declineSelection':
        selectionOffer.decline();
        return;
      case 'previewAttachment':
        return (await attachments.load()).preview(intent.attachmentId);
      case 'wantThumbnail':
        return this.#bringThumbnailSource(intent.attachmentId);
      case 'findMentions': {
        const { query } = intent;
        const mentions = await (await attachments.load()).findMentions(query);
        presenter.post({ type: 'mentionsFound', query, mentions });
        return;
      }
      case 'attachFile': {
        const bytes = Buffer.from(intent.base64, 'base64');
        await (await attachments.load()).addFile(intent.name, bytes);
        break;
      }
      case 'attachPicture':
        await (await attachments.load()).addPicture(intent);
        break;
      case 'attach':
        await (await attachments.load()).pick();
        break;
      case 'attachUris':
        await (await attachments.load()).addUris(intent.uris);
        break;
      case 'attachSelection':
        await (await attachments.load()).addSelection();
        break;
      case 'attachMention':
        await (await attachments.load()).addMention(intent.mentionId);
        break;
      case 'refuseFile':
        await (await attachments.load()).refuse(intent.name, intent.reason);
        break;
    }
    // What had the keyboard before a pick list lost it; without this it would be nowhere.
    presenter.post({ type: 'focusComposer' });
  }

  async #bringThumbnailSource(attachmentId: string): Promise<void> {
    const { chat, pictures, presenter } = this.#services;
    const attachment = attachmentWithId(chat, attachmentId);
    const address = attachment?.kind === 'picture' ? await pictures.address(attachment.picture) : undefined;
    presenter.post({ type: 'thumbnailSource', attachmentId, ...(address !== undefined && { address }) });
  }
}
