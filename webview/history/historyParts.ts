import { html, nothing, type TemplateResult } from 'lit';
import { iconButton } from '../chat/iconButton';

/** What stands in the place of a list that has nothing, or nothing yet. */
export function emptyList(total: number | undefined, query: string): TemplateResult | typeof nothing {
  if (total === undefined) return html`<p class="history-empty">Looking for your chats…</p>`;
  if (total > 0) return nothing;
  if (query.trim() !== '') return html`<p class="history-empty">Nothing was found for “${query.trim()}”.</p>`;
  return html`<p class="history-empty">There is no chat yet. What you ask is found here afterwards.</p>`;
}

export function foundInWords(count: number): string {
  if (count === 0) return 'Nothing was found';
  return count === 1 ? '1 chat found' : `${count} chats found`;
}

/** A quiet button at the foot of the list. */
export function textButton(label: string, onClick: () => void): TemplateResult {
  return html`<button type="button" class="history-text-button" @click=${onClick}>${label}</button>`;
}

/** What can be done with the chats that are selected. */
export function selectionBar(
  count: number,
  actions: { readonly all: () => void; readonly remove: () => void; readonly done: () => void },
): TemplateResult {
  return html`<div class="history-bar" role="group" aria-label="Selected chats">
    <span class="history-bar-words">${count === 0 ? 'Choose chats' : `${inWords(count)} selected`}</span>
    ${textButton('Select all', actions.all)} ${count === 0 ? nothing : textButton('Delete', actions.remove)}
    ${textButton('Done', actions.done)}
  </div>`;
}

/** What was just deleted, and the way back. */
export function undoBar(
  sentence: string,
  actions: { readonly undo: () => void; readonly dismiss: () => void },
): TemplateResult {
  return html`<div class="history-bar" role="group" aria-label="Deleted">
    <span class="history-bar-words">${sentence}</span>
    ${textButton('Undo', actions.undo)} ${iconButton('close', 'Dismiss', actions.dismiss)}
  </div>`;
}

/** As in "1,234". */
export function inWords(count: number): string {
  return count.toLocaleString('en');
}
