/** What was read from a file that may hold anything: every field is looked at before it is believed. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a value; none where it has none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text; empty where there is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The first of the values that is a text with something in it; empty where none is. */
export function firstText(...values: readonly unknown[]): string {
  return values.map(textOf).find((text) => text !== '') ?? '';
}

/**
 * A moment in milliseconds since the epoch, from an ISO date, MongoDB's `{"$date": …}` or a number of milliseconds;
 * `undefined` for whatever is none.
 */
export function timeOf(value: unknown): number | undefined {
  if (isFields(value)) return timeOf(value['$date'] ?? value['$numberLong']);
  const time = typeof value === 'string' ? (/^\d+$/.test(value) ? Number(value) : Date.parse(value)) : value;
  return typeof time === 'number' && Number.isFinite(time) && Math.abs(time) <= latest
    ? Math.round(time)
    : undefined;
}

/** The last moment that a `Date` can tell. */
const latest = 8.64e15;

/** The bytes that a text in base64 stands for; `undefined` where it is none. */
export function bytesFromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
