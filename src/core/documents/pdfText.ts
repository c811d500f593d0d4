import { getResolvedPDFJS } from 'unpdf';
import { annotationText } from './pdfAnnotations';
import { bytesOf, cutText } from './cutText';
import { reading, tidied, trouble, type DocumentLimits, type DocumentReading } from './documentReading';

type PdfDocument = Awaited<
  ReturnType<Awaited<ReturnType<typeof getResolvedPDFJS>>['getDocument']>['promise']
>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

/** What a PDF says, page by page, each under its number. */
export async function readPdf(
  bytes: Uint8Array,
  limits: DocumentLimits,
  now: () => number = Date.now,
): Promise<DocumentReading> {
  if (bytes.length === 0) return trouble('empty');
  const { getDocument } = await getResolvedPDFJS();
  const task = getDocument({
    data: bytes,
    // Nothing is drawn, nothing in it is run, and nothing is fetched for it.
    disableFontFace: true,
    enableXfa: false,
    isEvalSupported: false,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    return await readPages(document, limits, now() + limits.time, now);
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    return trouble(isLocked ? 'locked' : 'damaged');
  } finally {
    await task.destroy();
  }
}

async function readPages(
  document: PdfDocument,
  limits: DocumentLimits,
  deadline: number,
  now: () => number,
): Promise<DocumentReading> {
  const total = document.numPages;
  const pages: string[] = [];
  let [room, withText, read] = [limits.text, 0, 0];
  let isCut = false;
  while (read < Math.min(total, limits.pages) && !isCut && now() < deadline) {
    const text = tidied(await textOfPage(document, read + 1));
    const page = `--- Page ${read + 1} ---\n\n${text === '' ? '(No text; perhaps a picture.)' : text}`;
    const { text: fitting, share } = cutText(page, room);
    isCut = share < 1;
    // A page that does not fit is left out, but for the first.
    if (isCut && read > 0) break;
    read += 1;
    pages.push(fitting);
    room -= bytesOf(fitting) + 2;
    if (text !== '') withText += 1;
  }
  if (withText === 0) return trouble(total === 0 ? 'empty' : now() < deadline ? 'noText' : 'timedOut');
  const isWhole = read === total && !isCut;
  const part = read === 1 ? `a part of the first of ${inWords(total)}` : `first ${read} of ${inWords(total)}`;
  return reading(pages.join('\n\n'), 'plaintext', isWhole ? undefined : part);
}

function inWords(pages: number): string {
  return pages === 1 ? '1 page' : `${pages} pages`;
}

/** The text of one page; empty where it can't be read, as the others may. */
async function textOfPage(document: PdfDocument, number: number): Promise<string> {
  try {
    const page = await document.getPage(number);
    const annotations: readonly unknown[] = await page.getAnnotations();
    const text = `${await linesOf(page)}\n\n${annotationText(annotations)}`;
    page.cleanup();
    return text;
  } catch {
    return '';
  }
}

/** Distance of two lines, in heights of a letter, from which on they are two paragraphs. */
const paragraphGap = 1.7;

async function linesOf(page: PdfPage): Promise<string> {
  const { items } = await page.getTextContent();
  let text = '';
  let [lastY, isNewLine] = [Number.NaN, false];
  for (const item of items) {
    if (!('str' in item)) continue;
    const y: unknown = item.transform[5];
    if (typeof y !== 'number') continue;
    if (isNewLine && item.str.trim() !== '') {
      if (lastY - y > item.height * paragraphGap) text += '\n';
      isNewLine = false;
    }
    text += item.str;
    if (item.str.trim() !== '') lastY = y;
    if (item.hasEOL) {
      text += '\n';
      isNewLine = true;
    }
  }
  return text;
}
