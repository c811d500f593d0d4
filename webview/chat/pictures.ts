import type { AttachmentIntent, HostMessage } from '../../src/protocol';
import { base64Of, blobFrom } from './base64';

/** Longest side of what is sent, in pixels: beyond that models scale down themselves, and providers ask more money. */
const longestSide = 1536;

/** Most pixels of a picture that is taken: more would take a gigabyte of memory to unpack. */
const mostPixels = 100_000_000;

/** Bytes from which on a drawing is sent as a photograph is, with losses that nobody sees. */
const largestDrawing = 1_500_000;

/** Kinds of drawings and screenshots, which stay sharp; everything else is a photograph. */
const drawings: ReadonlySet<string> = new Set(['image/png', 'image/gif', 'image/bmp']);

const jpegQuality = 0.88;

/** Whether a file is a picture as far as its type tells. Drawings in SVG are text. */
export function isPicture({ type }: Blob): boolean {
  return type.startsWith('image/') && type !== 'image/svg+xml';
}

/**
 * A picture upright, no larger than models read, and without whatever else its file tells, such as the place where
 * it was taken.
 */
export async function preparedPicture(name: string, file: Blob): Promise<AttachmentIntent> {
  const address = URL.createObjectURL(file);
  try {
    const image = await loaded(address);
    const { naturalWidth, naturalHeight } = image;
    // Known before anything is unpacked.
    if (naturalWidth * naturalHeight > mostPixels) return { type: 'refuseFile', name, reason: 'hugePicture' };
    const scale = Math.min(1, longestSide / Math.max(naturalWidth, naturalHeight));
    const width = Math.max(1, Math.round(naturalWidth * scale));
    const height = Math.max(1, Math.round(naturalHeight * scale));
    const blob = await drawn(image, width, height, drawings.has(file.type));
    if (blob.type !== 'image/png' && blob.type !== 'image/jpeg') throw new TypeError(blob.type);
    return { type: 'attachPicture', name, mediaType: blob.type, base64: await base64Of(blob), width, height };
  } catch {
    return { type: 'refuseFile', name, reason: 'noPicture' };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The middle of a picture, as a square of so many pixels. Rejects for what is none. */
export async function smallPicture(address: string, side: number): Promise<Blob> {
  const image = await loaded(address);
  const { naturalWidth, naturalHeight } = image;
  const shorter = Math.min(naturalWidth, naturalHeight);
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  if (context === null) throw new TypeError('Nothing can be drawn here.');
  context.imageSmoothingQuality = 'high';
  const [left, top] = [(naturalWidth - shorter) / 2, (naturalHeight - shorter) / 2];
  context.drawImage(image, left, top, shorter, shorter, 0, 0, side, side);
  return canvas.convertToBlob({ type: 'image/png' });
}

async function loaded(address: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = address;
  await new Promise((resolve, reject) => {
    image.addEventListener('load', resolve);
    image.addEventListener('error', () => reject(new TypeError('This is no picture that can be read.')));
  });
  if (image.naturalWidth === 0 || image.naturalHeight === 0) throw new TypeError('The picture is empty.');
  return image;
}

/** Drawn by the browser, which turns it as its camera was held. */
async function drawn(
  image: HTMLImageElement,
  width: number,
  height: number,
  isDrawing: boolean,
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new TypeError('Nothing can be drawn here.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  if (isDrawing) {
    const drawing = await canvas.convertToBlob({ type: 'image/png' });
    if (drawing.size <= largestDrawing) return drawing;
  }
  // A photograph has no holes: what is transparent would turn black.
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
}

/** Makes a picture ready that the host read from a file. */
export function preparePicture(
  { name, mediaType, base64 }: Extract<HostMessage, { readonly type: 'pictureToPrepare' }>,
  post: (intent: AttachmentIntent) => void,
): void {
  preparedPicture(name, blobFrom(base64, mediaType)).then(post, (error: unknown) => reportError(error));
}
