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
