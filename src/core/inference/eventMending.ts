import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { isObject, listOf, parseJson, textOf, type JsonObject } from './json';
import { withoutTokens } from './token';

/** What a piece of an answer's body comes to. */
export interface MendedPiece {
  /** Well-formed events, ready for the SDK; empty if none is complete. */
  readonly events: string;
  /** Set once the answer is over: nothing that follows counts. */
  readonly end?:
    | { readonly kind: 'done' }
    | { readonly kind: 'error'; readonly data: unknown }
    | { readonly kind: 'notAnAnswer' };
}

/** A JSON answer instead of a stream is held until its end; beyond this many characters it is no answer. */
const LONGEST_JSON = 64 * 1024 * 1024;

/**
 * Turns what services send into what the SDK can read: every complete event as one line of good JSON. Mends the last
 * event without its blank line, `"error": null`, `[DONE] ` with a space, events that are no JSON (left out and
 * counted), and a JSON body in place of a stream. Takes time linear in what it is given.
 */
export class EventMender {
  readonly #token: string;
  readonly #decoder = new TextDecoder();
  readonly #parser = createParser({ onEvent: (event) => this.#take(event) });
  #form: 'unknown' | 'events' | 'json' = 'unknown';
  #json: string[] = [];
  #jsonLength = 0;
  #events = '';
  #end: MendedPiece['end'];
  #skipped = 0;

  /** `token`: never to be seen again, even if a service repeats it. */
  constructor(token: string) {
    this.#token = token;
  }

  /** How many events could not be read. */
  get skipped(): number {
    return this.#skipped;
  }

  /** Takes the next bytes, cut anywhere. */
  take(bytes: Uint8Array): MendedPiece {
    if (this.#end === undefined) this.#takeText(this.#decoder.decode(bytes, { stream: true }));
    return this.#piece();
  }

  /**
   * To be called when no more bytes come, for whatever reason: the last event may lack its end. Half a character
   * that the decoder still holds is dropped.
   */
  finish(): MendedPiece {
    if (this.#end === undefined && this.#form === 'events') this.#parser.feed('\n\n');
    if (this.#end === undefined && this.#form === 'json') this.#takeJsonBody();
    return this.#piece();
  }

  #piece(): MendedPiece {
    const events = this.#events;
    this.#events = '';
    return { events, ...(this.#end !== undefined && { end: this.#end }) };
  }

  #takeText(text: string): void {
    if (this.#form === 'unknown') {
      // No line of an event stream begins with a brace, and none of any answer with a tag.
      const first = text.trimStart().charAt(0);
      if (first === '') return;
      if (first === '<') {
        this.#end = { kind: 'notAnAnswer' };
        return;
      }
      this.#form = first === '{' || first === '[' ? 'json' : 'events';
    }
    if (this.#form === 'events') {
      this.#parser.feed(text);
      return;
    }
    this.#json.push(text);
    this.#jsonLength += text.length;
    if (this.#jsonLength > LONGEST_JSON) this.#end = { kind: 'notAnAnswer' };
  }

  #takeJsonBody(): void {
    const value = parseJson(this.#withoutToken(this.#json.join('')));
    this.#json = [];
    const answer = isObject(value) ? value : listOf(value).find(isObject);
    if (answer !== undefined) this.#takeObject(answer, JSON.stringify(answer));
    if (this.#end !== undefined || Array.isArray(answer?.['choices'])) return;
    const words = textOf(answer?.['message']) ?? textOf(answer?.['detail']);
    this.#end = words === undefined ? { kind: 'notAnAnswer' } : { kind: 'error', data: answer };
  }

  #withoutToken(data: string): string {
    return data.includes(this.#token) ? withoutTokens(data, this.#token) : data;
  }

  #take({ event, data }: EventSourceMessage): void {
    if (this.#end !== undefined) return;
    const trimmed = this.#withoutToken(data).trim();
    if (trimmed === '' && event !== 'error') return;
    if (trimmed === '[DONE]') {
      this.#end = { kind: 'done' };
      return;
    }
    const value = parseJson(trimmed);
    if (event === 'error') this.#end = { kind: 'error', data: value ?? trimmed };
    else if (isObject(value)) this.#takeObject(value, trimmed);
    else this.#skipped++;
  }

  #takeObject(value: JsonObject, json: string): void {
    let good = json;
    if ('error' in value) {
      const { error, ...rest } = value;
      good = JSON.stringify(rest);
      if (isError(error)) this.#end = { kind: 'error', data: value };
    } else if (isBareError(value)) {
      this.#end = { kind: 'error', data: value };
    }
    if (this.#end !== undefined && !Array.isArray(value['choices'])) return;
    // A line end between the values of a JSON text is a space as well.
    if (good.includes('\n')) good = good.replaceAll('\n', ' ');
    this.#events += `data: ${good}\n\n`;
  }
}

/** Whether the `error` of a chunk says that there is one: many send `null`, some an empty text, with every chunk. */
function isError(error: unknown): boolean {
  if (isObject(error)) return Object.keys(error).length > 0;
  return Array.isArray(error) ? error.length > 0 : Boolean(error);
}

/** An error that stands where a chunk should, without an `error` field. */
function isBareError(value: JsonObject): boolean {
  if (Array.isArray(value['choices'])) return false;
  if (value['object'] === 'error' || value['type'] === 'error') return true;
  const code = value['code'] ?? value['status'] ?? value['status_code'];
  const isErrorCode = typeof code === 'number' && code >= 400;
  return isErrorCode && textOf(value['message'] ?? value['detail']) !== undefined;
}
