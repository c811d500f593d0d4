import type { ViewIntent } from '../../src/protocol';

const eventName = 'huggingphaze-intent';

/** Tells the panel, from any component in it, what the person wants. */
export function sendIntent(from: EventTarget, intent: ViewIntent): void {
  from.dispatchEvent(
    new CustomEvent<ViewIntent>(eventName, { bubbles: true, composed: true, detail: intent }),
  );
}

/** Hears the intents of every component inside `root`. */
export function onIntent(root: EventTarget, listener: (intent: ViewIntent) => void): void {
  root.addEventListener(eventName, (event) => {
    event.stopPropagation();
    listener((event as CustomEvent<ViewIntent>).detail);
  });
}
