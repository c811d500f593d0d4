import { html, nothing, type TemplateResult } from 'lit';

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
