import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LightElement } from './lightElement';

const eventName = 'huggingphaze-announce';

/** Has a screen reader say a short sentence, once, when it is next silent. */
export function announce(from: EventTarget, sentence: string): void {
  from.dispatchEvent(new CustomEvent<string>(eventName, { bubbles: true, composed: true, detail: sentence }));
}

/** Hears the announcements of every component inside `root`. */
export function onAnnouncement(root: EventTarget, listener: (sentence: string) => void): void {
  root.addEventListener(eventName, (event) => listener((event as CustomEvent<string>).detail));
}

/**
 * The one live region of the panel. The transcript itself is silent, since a screen reader would stumble over every
 * word that streams in; what it is told is when an answer starts and ends. (Errors are alerts where they stand.)
 */
@customElement('huggingphaze-announcer')
export class Announcer extends LightElement {
  /** A new object for each announcement, so that the same words twice are said twice. */
  @property({ attribute: false }) announcement: { readonly sentence: string } = { sentence: '' };

  protected override render(): TemplateResult {
    return html`<div class="visually-hidden" role="status" aria-live="polite"></div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const region = this.querySelector('[role="status"]');
    if (!region || !changed.has('announcement')) return;
    // A paragraph of its own each time: screen readers pass over text that is set to what it was.
    const sentence = document.createElement('p');
    sentence.textContent = this.announcement.sentence;
    region.replaceChildren(sentence);
  }
}
