/**
 * What of a conversation a model is shown when not all of it fits into the model's window. The one place that
 * decides it; everybody who sends, counts or draws a line asks here.
 *
 * 1. The system prompt (with everybody's instructions), the room for the answer and the latest turn, with what is
 *    attached to it, are always kept. If they do not fit together, nothing is sent and the person is told before.
 * 2. When room is short, what is attached to older turns goes first, the oldest turn's first; its name stays.
 * 3. When that is not enough, whole turns go, the oldest first. A turn is a message of the person's with the answers
 *    to it; it is never shown in part.
 *
 * These are steps of one ladder, from "all" to "the latest turn alone", and the first step that fits is taken. So
 * more room never shows less, and what is shown is always an unbroken end of the conversation.
 */

/** Room kept where nobody knows how much a model takes. Only leaves out old turns by it; refuses nothing. */
const assumedWindow = 32_768;

/**
 * Tokens kept free for the answer where no limit is set: a quarter of the window, and no more than this. Where one is
 * set, that many, up to half the window.
 */
const mostRoomForAnswer = 4_096;

/** How the tokens of a model are shared out between what it is sent and what it answers. */
export interface ContextBudget {
  /** Tokens that prompt and answer may take together. */
  readonly window: number;
  /** False where the service does not tell the window, and it is assumed. */
  readonly isKnown: boolean;
  /** Tokens kept free for the answer. */
  readonly answer: number;
}

/** @param contextLength the model's window in tokens, where known; @param maxTokens the limit set for the answer */
export function contextBudget(
  contextLength: number | undefined,
  maxTokens: number | undefined,
): ContextBudget {
  const window = contextLength ?? assumedWindow;
  const answer =
    maxTokens === undefined
      ? Math.min(mostRoomForAnswer, Math.floor(window / 4))
      : Math.min(maxTokens, Math.floor(window / 2));
  return { window, isKnown: contextLength !== undefined, answer };
}

/** A turn's sizes in tokens, measured only when they are asked for: most of a long conversation never is. */
export interface TurnSizes {
  /** With all that is attached to it. */
  whole(): number;
  /** With the names alone of what is attached to it. Never more than `whole`. */
  bare(): number;
}

/** Where in the list of turns what the model sees begins. */
export interface Fit {
  /** The first turn that is shown. */
  readonly firstSeen: number;
  /** The first turn from which on attachments are shown; at least `firstSeen`. */
  readonly firstWhole: number;
  /** Tokens of all that is shown. */
  readonly size: number;
}

/**
 * The first step of the ladder that fits into so many tokens; `undefined` where not even the latest turn does.
 * Measures from the latest turn back, and no further than one turn beyond what fits.
 */
export function fitTurns(turns: readonly TurnSizes[], available: number): Fit | undefined {
  const latest = turns.length - 1;
  let size = turns[latest]?.whole() ?? 0;
  if (size > available) return undefined;
  let firstSeen = Math.max(latest, 0);
  while (firstSeen > 0) {
    const older = turns[firstSeen - 1]?.bare() ?? 0;
    if (size + older > available) break;
    size += older;
    firstSeen -= 1;
  }
  let firstWhole = Math.max(latest, 0);
  // Only where every turn is shown is there a step of the ladder with old attachments in it.
  if (firstSeen > 0) return { firstSeen, firstWhole, size };
  while (firstWhole > 0) {
    const turn = turns[firstWhole - 1];
    const more = turn === undefined ? 0 : turn.whole() - turn.bare();
    if (size + more > available) break;
    size += more;
    firstWhole -= 1;
  }
  return { firstSeen, firstWhole, size };
}
