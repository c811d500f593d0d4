import type { CDPSession, Frame, Page } from 'playwright-core';

/** What was seen of one answer, from inside the panel. */
export interface Recording {
  /** When each marker was painted, in milliseconds since the epoch, by its number. */
  readonly painted: ReadonlyMap<number, number>;
  /** Milliseconds between one frame and the next, each with when it ended. */
  readonly frames: readonly { readonly at: number; readonly gap: number }[];
}

/** Watches the panel: `⟦12⟧` in an answer is marker 12. */
export async function startRecording(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    const painted: [number, number][] = [];
    const seen = new Set<number>();
    const frames: { at: number; gap: number }[] = [];
    const now = (): number => performance.timeOrigin + performance.now();
    let last = performance.now();
    let running = true;
    const tick = (): void => {
      if (!running) return;
      const at = performance.now();
      frames.push({ at: now(), gap: at - last });
      last = at;
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    const observer = new MutationObserver((mutations) => {
      const found: number[] = [];
      for (const { addedNodes, target, type } of mutations) {
        const texts = type === 'characterData' ? [target] : [...addedNodes];
        for (const node of texts)
          for (const { 1: marker } of (node.textContent ?? '').matchAll(/⟦(\d+)⟧/g)) {
            const number = Number(marker);
            if (seen.has(number)) continue;
            seen.add(number);
            found.push(number);
          }
      }
      if (found.length === 0) return;
      // A task that is posted in a frame runs when that frame has been painted.
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => found.forEach((number) => painted.push([number, now()]));
        channel.port2.postMessage(null);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, {
      stopRecording: () => {
        running = false;
        observer.disconnect();
        return { painted, frames };
      },
    });
  });
}

export async function stopRecording(frame: Frame): Promise<Recording> {
  const { painted, frames } = await frame.evaluate(() =>
    (
      window as unknown as {
        stopRecording(): { painted: [number, number][]; frames: { at: number; gap: number }[] };
      }
    ).stopRecording(),
  );
  return { painted: new Map(painted), frames };
}

/** Milliseconds from the press or click that opened it until a text is painted in the panel. */
export async function timeToPaint(
  page: Page,
  frame: Frame,
  text: string,
  open: () => Promise<void>,
): Promise<number> {
  const listen = (): void => {
    const note = (): void => {
      Object.assign(window, { pressedAt: performance.timeOrigin + performance.now() });
    };
    for (const kind of ['pointerdown', 'keydown']) window.addEventListener(kind, note, { capture: true });
  };
  await Promise.all([page.evaluate(listen), frame.evaluate(listen)]);
  const painted = frame.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const isShown = (): boolean =>
          [...document.querySelectorAll('[role="log"] [role="article"], [role="log"] article')]
            .slice(-2)
            .some((article) => article.textContent.includes(wanted));
        const look = (): void => {
          requestAnimationFrame(() => {
            if (!isShown()) look();
            else {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
              channel.port2.postMessage(null);
            }
          });
        };
        look();
      }),
    text,
  );
  await open();
  const at = await painted;
  const pressed = (): number => (window as unknown as { pressedAt?: number }).pressedAt ?? 0;
  return at - Math.max(await page.evaluate(pressed), await frame.evaluate(pressed));
}

/** What the thread that draws the panel has cost so far. */
export interface Cost {
  /** Milliseconds of work. */
  readonly work: number;
  /** Bytes of JavaScript's memory in use. */
  readonly heap: number;
}

/** Measures the process of the panel; collects what can be collected first, if asked. */
export async function costOf(session: CDPSession, collect = false): Promise<Cost> {
  if (collect) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { work: value('TaskDuration') * 1_000, heap: value('JSHeapUsedSize') };
}

/** A session with the process that draws the panel: a frame of another site has its own, others share the page's. */
export async function sessionOf(page: Page, frame: Frame): Promise<CDPSession> {
  // tsx has functions keep their names by a helper of its own, which a page hasn't got.
  const helper = 'globalThis.__name = (named) => named';
  await Promise.all([page.evaluate(helper), frame.evaluate(helper)]);
  const session = await page
    .context()
    .newCDPSession(frame)
    .catch(() => page.context().newCDPSession(page));
  await session.send('Performance.enable');
  return session;
}
