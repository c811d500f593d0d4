/**
 * Makes an iterable of a generator so that leaving it early works at any moment. A generator alone would hear of
 * it only after what it waits for has come; here the signal that it gets aborts at once. The signal also follows
 * `signal`.
 */
export function leavable<T>(
  signal: AbortSignal,
  generate: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator](): AsyncIterator<T, void, undefined> {
      const left = new AbortController();
      const generator = generate(AbortSignal.any([signal, left.signal]));
      return {
        next: () => generator.next(),
        return: () => {
          left.abort();
          return generator.return();
        },
      };
    },
  };
}
