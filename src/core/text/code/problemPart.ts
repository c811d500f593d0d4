import type { LineRange } from '../paragraph';

/** A part longer than this is cut down to what is around the problem: a model reads it better, and costs less. */
export const mostLinesOfPart = 80;

/** Lines before and behind a problem that stay with it. */
const around = 10;

/**
 * The smallest sensible part of a text around a problem: the function or paragraph that it is in, or some lines where
 * there is none or where it is long.
 *
 * @param block what surrounds the beginning of the problem, where something does
 */
export function partAround(problem: LineRange, block: LineRange | undefined, lineCount: number): LineRange {
  const whole = block === undefined ? problem : union(block, problem);
  if (block !== undefined && lengthOf(whole) <= mostLinesOfPart) return whole;
  // A problem that is itself long is told by its beginning.
  const last = Math.min(problem.last, problem.first + mostLinesOfPart - 2 * around - 1);
  const bounds = block === undefined ? { first: 0, last: lineCount - 1 } : whole;
  return {
    first: Math.max(problem.first - around, bounds.first, 0),
    last: Math.min(last + around, bounds.last, lineCount - 1),
  };
}

function union(one: LineRange, other: LineRange): LineRange {
  return { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last) };
}

function lengthOf({ first, last }: LineRange): number {
  return last - first + 1;
}
