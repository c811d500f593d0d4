import { estimateTokens } from '../inference/tokenEstimate';

/** Tokens that instructions and the frame of a request take. */
const frame = 400;

export interface Fit {
  readonly fits: boolean;
  /** How much of the text would fit, from 0 to 1. */
  readonly share: number;
}

/**
 * Whether a text and an answer of `answerShare` times its length fit into a model's context together. A model whose
 * context length nobody published is given the benefit of the doubt.
 */
export function fitsInContext(text: string, answerShare: number, contextLength: number | undefined): Fit {
  if (contextLength === undefined) return { fits: true, share: 1 };
  const needed = estimateTokens(text) * (1 + answerShare);
  const room = Math.max(contextLength - frame, 0);
  return { fits: needed <= room, share: needed === 0 ? 1 : Math.min(room / needed, 1) };
}

/** Tokens of a part of a long passage: models shorten or break off what is much longer. */
const mostOfPart = 4_000;

/**
 * How many tokens of a passage are rewritten by one request: it, an answer that is a little longer, and the end of the
 * part before must fit into the model's context, and the answer into the limit that the person set. 0 where that is
 * too little to be of use.
 */
export function tokensOfPart(contextLength: number | undefined, maxTokens: number | undefined): number {
  const inContext = contextLength === undefined ? Infinity : (contextLength - frame) / 2.2;
  const inAnswer = maxTokens === undefined ? Infinity : maxTokens / 1.2;
  const most = Math.floor(Math.min(mostOfPart, inContext, inAnswer));
  return most < 50 ? 0 : most;
}

/** Tokens that a request for a part takes besides the part. */
export const tokensAroundPart = frame;
