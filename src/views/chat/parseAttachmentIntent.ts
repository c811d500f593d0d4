import { largestFile, mostFiles, type FileRefusal, type ViewIntent } from '../../protocol';

/** Longest texts taken from the webview about what is attached, in UTF-16 units. */
const limits = {
  identifier: 200,
  name: 500,
  address: 8_000,
  base64: Math.ceil(largestFile / 3) * 4,
} as const;

const refusals: Readonly<Record<FileRefusal, true>> = { tooLarge: true, folder: true, unreadable: true };

/** As `parseIntent`, for what has to do with attaching. `fields` are the message's own, each read once. */
export function parseAttachmentIntent(fields: ReadonlyMap<string, unknown>): ViewIntent | undefined {
  const text = (name: string, longest: number): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
  };
  const type = fields.get('type');
  switch (type) {
    case 'removeAttachment':
    case 'previewAttachment': {
      const attachmentId = text('attachmentId', limits.identifier);
      return attachmentId === undefined ? undefined : { type, attachmentId };
    }
    case 'attachUris': {
      const uris = addresses(fields.get('uris'));
      return uris === undefined ? undefined : { type, uris };
    }
    case 'attachFile': {
      const name = text('name', limits.name);
      const base64 = fields.get('base64') === '' ? '' : text('base64', limits.base64);
      return name === undefined || base64 === undefined ? undefined : { type, name, base64 };
    }
    case 'refuseFile': {
      const name = text('name', limits.name);
      const reason = fields.get('reason');
      return name === undefined || !isRefusal(reason) ? undefined : { type, name, reason };
    }
    default:
      return undefined;
  }
}

function addresses(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > mostFiles) return undefined;
  const strings = value.filter((entry) => typeof entry === 'string' && entry.length <= limits.address);
  return strings.length === value.length ? strings : undefined;
}

function isRefusal(value: unknown): value is FileRefusal {
  return typeof value === 'string' && Object.hasOwn(refusals, value);
}
