const longestWait = 500;

/** Resolves when the page has nothing more urgent to do, after half a second at most, or when aborted. */
export function whenIdle(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // Outside a browser's page, as in tests, there is no such thing as idle.
    const handle =
      typeof requestIdleCallback === 'function'
        ? { idle: requestIdleCallback(() => resolve(), { timeout: longestWait }) }
        : { timer: setTimeout(resolve, 0) };
    signal.addEventListener(
      'abort',
      () => {
        if ('idle' in handle) cancelIdleCallback(handle.idle);
        else clearTimeout(handle.timer);
        resolve();
      },
      { once: true },
    );
  });
}
