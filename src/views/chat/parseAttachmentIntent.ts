import {
  largestFile,
  largestPicture,
  mostFiles,
  type AttachmentIntent,
  type FileRefusal,
} from '../../protocol';

/** Longest texts taken from the webview about what is attached, in UTF-16 units. */
const limits = {
  identifier: 200,
  name: 500,
  query: 100,
  address: 8_000,
  base64: Math.ceil(largestFile / 3) * 4,
  picture: Math.ceil(largestPicture / 3) * 4,
} as const;

const refusals: Readonly<Record<FileRefusal, true>> = {
  tooLarge: true,
  folder: true,
  unreadable: true,
  noPicture: true,
  hugePicture: true,
};

/** As `parseIntent`, for what has to do with attaching. `fields` are the message's own, each read once. */
export function parseAttachmentIntent(fields: ReadonlyMap<string, unknown>): AttachmentIntent | undefined {
  const text = (name: string, longest: number): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
  };
  const type = fields.get('type');
  switch (type) {
    case 'attach':
    case 'attachSelection':
    case 'declineSelection':
      return { type };
    case 'findMentions': {
      const query = fields.get('query') === '' ? '' : text('query', limits.query);
      return query === undefined ? undefined : { type, query };
    }
    case 'attachMention': {
      const mentionId = text('mentionId', limits.address);
      return mentionId === undefined ? undefined : { type, mentionId };
    }
    case 'removeAttachment':
    case 'previewAttachment':
    case 'wantThumbnail': {
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
    case 'attachPicture': {
      const name = text('name', limits.name);
      const base64 = text('base64', limits.picture);
      const mediaType = fields.get('mediaType');
      const [width, height] = [pixels(fields.get('width')), pixels(fields.get('height'))];
      if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') return undefined;
      return name === undefined || base64 === undefined || width === undefined || height === undefined
        ? undefined
        : { type, name, mediaType, base64, width, height };
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

/** A side of a picture that the panel made. */
function pixels(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 10_000
    ? value
    : undefined;
}

function isRefusal(value: unknown): value is FileRefusal {
  return typeof value === 'string' && Object.hasOwn(refusals, value);
}
