import { largestFile, mostFiles, type ViewIntent } from '../../src/protocol';
import { base64Of } from './base64';
import { isPicture, preparedPicture } from './pictures';

/** Under which types VS Code's own lists hand over what is dragged: addresses, a line each, or a JSON list. */
const addressTypes = ['application/vnd.code.uri-list', 'text/uri-list'];
const listType = 'resourceurls';

/** Whether something is dragged or pasted that could be attached. */
export function holdsFiles(transfer: DataTransfer): boolean {
  return [...transfer.types].some(
    (type) => type === 'Files' || addressTypes.includes(type) || type.toLowerCase() === listType,
  );
}

/**
 * Tells the host what was dropped or pasted, one intent a file. Reads the transfer at once, as the browser empties it
 * when the event is over; resolves when every file is on its way.
 */
export async function takeFiles(transfer: DataTransfer, post: (intent: ViewIntent) => void): Promise<void> {
  const uris = addressesIn(transfer);
  if (uris.length > 0) {
    post({ type: 'attachUris', uris: uris.slice(0, mostFiles) });
    return;
  }
  const folders = new Set(
    [...transfer.items]
      .map((item) => item.webkitGetAsEntry())
      .flatMap((entry) => (entry?.isDirectory === true ? [entry.name] : [])),
  );
  for (const file of [...transfer.files].slice(0, mostFiles)) {
    post(
      folders.has(file.name)
        ? { type: 'refuseFile', name: file.name, reason: 'folder' }
        : await intentFor(file),
    );
  }
}

function addressesIn(transfer: DataTransfer): readonly string[] {
  for (const type of addressTypes) {
    const lines = transfer.getData(type).split(/\r?\n/);
    const addresses = lines.filter((line) => line !== '' && !line.startsWith('#'));
    if (addresses.length > 0) return addresses;
  }
  try {
    const list: unknown = JSON.parse(transfer.getData(listType));
    return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
  } catch {
    // No such list, or one of another shape.
    return [];
  }
}

async function intentFor(file: File): Promise<ViewIntent> {
  const name = file.name === '' ? 'pasted file' : file.name;
  if (isPicture(file) && file.size <= largestFile) return preparedPicture(name, file);
  if (file.size > largestFile) return { type: 'refuseFile', name, reason: 'tooLarge' };
  try {
    return { type: 'attachFile', name, base64: await base64Of(file) };
  } catch {
    return { type: 'refuseFile', name, reason: 'unreadable' };
  }
}
