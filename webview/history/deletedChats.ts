import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DeletedItem, HistoryMessage } from '../../src/protocol/history';
import { announce } from '../chat/announcer';
import { iconButton } from '../chat/iconButton';
import { sendIntent } from '../chat/intent';
import { LightElement } from '../chat/lightElement';
import { ListOfRows } from './listOfRows';
import { HistoryModel, type Group, type PageRequest } from './historyModel';
import { inWords, textButton } from './historyParts';
import { rowKeyOf } from './rowKeys';

/**
 * What was deleted in the last 30 days, in the place of the list of chats, each to be brought back. Fires
 * `deleted-chats-closed` when the person wants the list.
 */
@customElement('huggingphaze-deleted-chats')
export class DeletedChats extends LightElement {
  readonly #model = new HistoryModel<DeletedItem>();
  readonly #rows = new ListOfRows(
    this,
    () => this.#backButton,
    () => this.#ask(this.#model.more()),
  );

  /** Asks for the list, and takes the keyboard. */
  override firstUpdated(): void {
    this.#backButton?.focus();
    this.refresh();
  }

  /** Something was deleted or brought back. */
  refresh(): void {
    this.#ask(this.#model.refresh());
  }

  show(message: HistoryMessage & { readonly type: 'deletedConversations' }): void {
    if (!this.#model.apply(message)) return;
    const { items } = this.#model;
    this.#rows.rowsChanged(items);
    this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { notice, total } = this.#model;
    return html`<section
      class="history"
      aria-label="Recently deleted"
      @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
    >
      <div class="history-head">
        ${iconButton('arrow-left', 'Back to the list', () => this.#close())}
        <h2>Recently deleted</h2>
        ${total !== undefined && total > 1 ? textButton(`Restore all ${inWords(total)}`, () => this.#restoreAll()) : nothing}
      </div>
      <p class="history-note">
        Deleted chats can be brought back for 30 days. After that they are removed for good.
      </p>
      ${notice === '' ? nothing : html`<p class="history-note" role="status">${notice}</p>`}
      <div class="history-list">
        ${repeat(
          this.#model.groups(),
          ({ label }, index) => `${label} ${index}`,
          (group, index) => this.#group(group, index),
        )}
        ${total === 0 && notice === '' ? html`<p class="history-empty">Nothing was deleted in the last 30 days.</p>` : nothing}
        <div class="history-end"></div>
      </div>
    </section>`;
  }

  #group({ label, items }: Group<DeletedItem>, index: number): TemplateResult {
    const heading = `deleted-group-${index}`;
    return html`<section class="history-group" aria-labelledby=${heading}>
      <h3 id=${heading}>${label}</h3>
      <ul>
        ${repeat(
          items,
          ({ id }) => id,
          (item) => this.#row(item),
        )}
      </ul>
    </section>`;
  }

  #row({ id, title, detail }: DeletedItem): TemplateResult {
    return html`<li class="history-row deleted-row" data-id=${id}>
      <span class="history-words">
        <span class="history-title" dir="auto" title=${title}>${title}</span>
        <span class="history-detail"><span>${detail}</span></span>
      </span>
      <button
        type="button"
        class="history-text-button"
        aria-label="Restore ${title}"
        tabindex=${id === this.#rows.active ? 0 : -1}
        @focus=${() => (this.#rows.active = id)}
        @click=${() => this.#restore(id, title)}
      >
        Restore
      </button>
    </li>`;
  }

  get #backButton(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.history-head button');
  }

  #ask(page: PageRequest | undefined): void {
    if (!page) return;
    const { request, offset, count } = page;
    sendIntent(this, { type: 'listDeleted', request, offset, count });
  }

  #restore(id: string, title: string): void {
    const gone = new Set([id]);
    this.#rows.want(this.#model.neighbourOf(gone));
    this.#model.remove(gone);
    sendIntent(this, { type: 'restoreConversations', conversationIds: [id] });
    announce(this, `“${title}” is back.`);
    this.requestUpdate();
  }

  #restoreAll(): void {
    sendIntent(this, { type: 'restoreAllDeleted' });
    announce(this, 'The chats are back.');
    this.#close();
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('deleted-chats-closed'));
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const key = rowKeyOf(event, false);
    if (key === 'leave') {
      event.preventDefault();
      this.#close();
      return;
    }
    const { items } = this.#model;
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.history-row') : null;
    const index = items.findIndex(({ id }) => id === row?.dataset['id']);
    const next =
      key === 'first'
        ? 0
        : key === 'last'
          ? items.length - 1
          : typeof key === 'number'
            ? index + key
            : undefined;
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0) this.#backButton?.focus();
    else this.#rows.focus(items[Math.min(next, items.length - 1)]?.id);
  }
}
