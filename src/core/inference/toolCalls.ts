import { isObject, listOf, parseJson, textOf } from './json';
import type { ToolCall } from './streamEvent';

interface Parts {
  readonly index: unknown;
  id: string | undefined;
  name: string;
  readonly pieces: string[];
}

/** Puts tool calls together that come in pieces by index, whole, or whole again and again. */
export class ToolCalls {
  readonly #calls: Parts[] = [];

  /** Takes the `tool_calls` of a delta. */
  take(value: unknown): void {
    for (const piece of listOf(value)) {
      if (!isObject(piece)) continue;
      const called = isObject(piece['function']) ? piece['function'] : {};
      const name = textOf(called['name']);
      const call = this.#callFor(piece['index'], textOf(piece['id']), name);
      if (call.name === '') call.name = name ?? '';
      const given = called['arguments'];
      const part = isObject(given) ? JSON.stringify(given) : textOf(given);
      if (part !== undefined) call.pieces.push(part);
    }
  }

  /** The calls in the order in which they began, without those that have no name. */
  all(): readonly ToolCall[] {
    const calls = this.#calls
      .filter(({ name }) => name !== '')
      .map(({ id, name, pieces }, index) => ({
        id: id ?? `call_${index}`,
        name,
        arguments: argumentsOf(pieces),
      }));
    // Some services repeat a whole call under another id.
    return calls.filter(
      (call, index) =>
        calls.findIndex((other) => other.name === call.name && other.arguments === call.arguments) === index,
    );
  }

  /** The calls whose arguments are whole, for an answer that broke off. */
  whole(): readonly ToolCall[] {
    return this.all().filter((call) => parseJson(call.arguments) !== undefined);
  }

  #callFor(index: unknown, id: string | undefined, name: string | undefined): Parts {
    const known =
      index === undefined || index === null
        ? this.#calls.findLast((call) => id === undefined || call.id === id)
        : this.#calls.findLast((call) => call.index === index);
    // A service that gives every call the same index tells them apart by id, each with its name.
    const isAnother = known?.id !== undefined && id !== undefined && known.id !== id && name !== undefined;
    if (known !== undefined && !isAnother) {
      known.id ??= id;
      return known;
    }
    const call: Parts = { index, id, name: '', pieces: [] };
    this.#calls.push(call);
    return call;
  }
}

/** Pieces joined, unless only the last whole one makes sense: then the service sent all of it each time. */
function argumentsOf(pieces: readonly string[]): string {
  const joined = pieces.join('');
  if (pieces.length < 2 || parseJson(joined) !== undefined) return joined;
  return pieces.findLast((piece) => isObject(parseJson(piece))) ?? joined;
}
