import { parentPort, workerData } from 'node:worker_threads';
import { documentLimits, type DocumentReading } from '../core/documents/documentReading';
import type { DocumentRequest } from './documentReader';

/**
 * Reads one document in a thread of its own, which ends with it: what others wrote may be of any size and shape, and
 * taking it apart is nothing that anybody's typing should wait for. Each kind's library is loaded for it alone.
 */
async function read({ document, bytes }: DocumentRequest): Promise<DocumentReading> {
  switch (document) {
    case 'pdf':
      return (await import('../core/documents/pdfText')).readPdf(bytes, documentLimits);
    case 'word':
      return (await import('../core/documents/wordText')).readWord(bytes, documentLimits);
    case 'sheet':
      return (await import('../core/documents/sheetText')).readSheets(bytes, documentLimits);
    case 'page':
      return (await import('../core/documents/pageText')).readPage(bytes, documentLimits);
  }
}

// What is thrown here reaches the host as the thread's error.
void read(workerData as DocumentRequest).then((reading) => parentPort?.postMessage(reading));
