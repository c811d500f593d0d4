import type { AnswerEnd, AnswerPosition, ConversationRecord } from './conversationRecord';

type RecordOf<Kind extends ConversationRecord['kind']> = Extract<ConversationRecord, { kind: Kind }>;

interface Run {
  readonly id: string;
  model: string;
  readonly after?: { readonly run: string; readonly at: AnswerPosition };
  readonly pieces: RecordOf<'text'>[];
  end?: AnswerEnd;
}

/** One text that an answer has: usually the only one; more where two windows wrote on from the same place. */
export interface AnswerVersion {
  /** The run that wrote its last part. */
  readonly run: string;
  readonly model: string;
  readonly text: string;
  readonly reasoning: string;
  /** Where its end stands by the writers' count; a text with a gap is shorter or longer than that. */
  readonly position: AnswerPosition;
  /** What is known of each run that it is made of, oldest first; a run that was killed has none. */
  readonly ends: readonly AnswerEnd[];
  readonly lastEnd: AnswerEnd | undefined;
}

/** Stands where a part of an answer was damaged on disk. */
const gap = ' […] ';

/** Collects what a conversation's file says about one answer, and tells its text. */
export class AnswerRuns {
  readonly #runs = new Map<string, Run>();

  begin(record: RecordOf<'answer'> | RecordOf<'continue'>): void {
    if (this.#runs.has(record.run)) return;
    this.#add({
      id: record.run,
      model: '',
      ...(record.kind === 'continue' && { after: { run: record.afterRun, at: record.at } }),
      pieces: [],
    });
  }

  useModel(record: RecordOf<'model'>): void {
    this.#run(record.run).model = record.model;
  }

  addText(record: RecordOf<'text'>): void {
    this.#run(record.run, record.at).pieces.push(record);
  }

  finish(record: RecordOf<'end'>): void {
    this.#run(record.run).end = record.end;
  }

  /** The answer's versions; the first is the one that was begun last. Empty if nothing was collected. */
  versions(): readonly AnswerVersion[] {
    const runs = [...this.#runs.values()];
    const main = runs.at(-1);
    if (!main) return [];
    const usedUpTo = new Map<string, AnswerPosition>();
    for (const run of this.#chain(main)) if (run.after) usedUpTo.set(run.after.run, run.after.at);
    const others = runs.filter((run) => {
      if (run === main) return false;
      const used = usedUpTo.get(run.id) ?? startOf(run);
      const end = endOf(run);
      return end.text > used.text || end.reasoning > used.reasoning;
    });
    return [main, ...others].map((run) => this.#version(run));
  }

  #version(last: Run): AnswerVersion {
    const chain = this.#chain(last);
    const write = (field: 'text' | 'reasoning'): string => {
      let position = 0;
      const parts: string[] = [];
      chain.forEach((run, index) => {
        const cut = chain[index + 1]?.after?.at[field] ?? Infinity;
        for (const piece of run.pieces) {
          if (piece[field] === '' || piece.at[field] >= cut) continue;
          const text = piece[field].slice(0, cut - piece.at[field]);
          if (piece.at[field] > position) parts.push(gap);
          parts.push(piece.at[field] < position ? text.slice(position - piece.at[field]) : text);
          position = Math.max(position, piece.at[field] + text.length);
        }
      });
      return parts.join('');
    };
    return {
      run: last.id,
      // A run that was killed before its model was known is shown under the name of the one before.
      model: chain.findLast((run) => run.model !== '')?.model ?? '',
      text: write('text'),
      reasoning: write('reasoning'),
      position: endOf(last),
      ends: chain.flatMap((run) => (run.end ? [run.end] : [])),
      lastEnd: last.end,
    };
  }

  /** The runs that lead to this one, oldest first. Only earlier runs are followed, so a damaged file can't loop. */
  #chain(last: Run): readonly Run[] {
    const order = [...this.#runs.values()];
    const chain = [last];
    let run = last;
    while (run.after) {
      const before = this.#runs.get(run.after.run);
      if (!before || order.indexOf(before) >= order.indexOf(run)) break;
      chain.unshift(before);
      run = before;
    }
    return chain;
  }

  /** The run of this id; if its own beginning was lost, it is taken to go on from the run before it. */
  #run(id: string, at?: AnswerPosition): Run {
    const known = this.#runs.get(id);
    if (known) return known;
    const before = [...this.#runs.values()].at(-1);
    const after = before && { run: before.id, at: at ?? endOf(before) };
    return this.#add({ id, model: '', ...(after && { after }), pieces: [] });
  }

  #add(run: Run): Run {
    this.#runs.set(run.id, run);
    return run;
  }
}

function startOf(run: Run): AnswerPosition {
  return run.after?.at ?? { text: 0, reasoning: 0 };
}

function endOf(run: Run): AnswerPosition {
  let { text, reasoning } = startOf(run);
  for (const piece of run.pieces) {
    text = Math.max(text, piece.at.text + piece.text.length);
    reasoning = Math.max(reasoning, piece.at.reasoning + piece.reasoning.length);
  }
  return { text, reasoning };
}
