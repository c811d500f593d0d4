import type { DocumentName } from './renderDocuments';

/** The contenders by the file in `contenders/` that holds each, as the tables name them. */
export const contenderTitles = {
  ours: 'ours',
  plainText: 'plain text in 4 KB blocks (floor)',
  streamingMarkdown: 'streaming-markdown',
  incremark: '@incremark/core (parses only)',
  streamdown: 'streamdown',
  reactMarkdownByBlocks: 'react-markdown by blocks',
  reactMarkdown: 'react-markdown',
  markedAndDomPurify: 'marked + DOMPurify',
} as const;

export type ContenderFile = keyof typeof contenderTitles;

/** One document streamed into one contender. */
export interface Run {
  readonly contender: ContenderFile;
  readonly document: DocumentName;
  /** Characters. */
  readonly length: number;
  /** Characters per append. */
  readonly pieceLength: number;
  /** Milliseconds of work after which the run is broken off. */
  readonly limit: number;
  /** Whether each append waits for the next frame, as in the panel, or only for the page to draw breath. */
  readonly byFrames: boolean;
}

export interface Measurement {
  /** Milliseconds of script, for each append. */
  readonly script: readonly number[];
  /** Milliseconds of style and layout after each. */
  readonly layout: readonly number[];
  /** Milliseconds between frames; empty unless the run was by frames. */
  readonly frameGaps: readonly number[];
  /** Characters appended before the end or the limit. */
  readonly appended: number;
}
