import {
  picturesIn,
  portableOf,
  withoutSecrets,
  type PortableConversation,
} from '../core/exchange/portableConversation';
import type { ExchangeServices } from './exchangeServices';

/**
 * A conversation with all that belongs to it, without anything that looks like a token; `undefined` if there is none of
 * this id. Rejects with a `StorageError` if its file can't be read.
 */
export async function readForExport(
  { chat, store, pictures, token }: Pick<ExchangeServices, 'chat' | 'store' | 'pictures' | 'token'>,
  conversationId: string,
): Promise<PortableConversation | undefined> {
  const stored = await store.read(conversationId);
  if (!stored) return undefined;
  // The last words typed may not be on disk yet.
  const { id, draft, attachments } = chat.current;
  const latest = id === conversationId ? { ...stored, draft, attachments } : stored;
  const addresses: Record<string, string> = {};
  for (const picture of picturesIn(portableOf(latest, {}))) {
    const address = await pictures.address(picture);
    if (address !== undefined) addresses[picture.file] = address;
  }
  return withoutSecrets(portableOf(latest, addresses), await token());
}
