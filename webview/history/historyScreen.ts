import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ConversationItem, HistoryMessage } from '../../src/protocol/history';
import { announce } from '../chat/announcer';
import { iconButton } from '../chat/iconButton';
import { sendIntent } from '../chat/intent';
import { LightElement } from '../chat/lightElement';
import { conversationRow, type RowActions } from './conversationRow';
import './deletedChats';
import type { DeletedChats } from './deletedChats';
import { emptyList, foundInWords, inWords, selectionBar, undoBar } from './historyParts';
import { ListOfRows } from './listOfRows';
import { HistoryModel, type Group, type PageRequest } from './historyModel';
import { rowKeyOf, type RowKey } from './rowKeys';
import { Selection } from './selection';

/** Milliseconds after the last key until what was typed is searched for. */
const searchAfter = 100;

/**
 * Earlier conversations, in the chat's place: found by their words, opened, renamed, pinned and deleted. Fires
 * `history-closed` when the person wants the chat back.
 */
@customElement('huggingphaze-history')
export class HistoryScreen extends LightElement {
  @state() private renaming: string | undefined;
  @state() private deleted: { readonly ids: readonly string[]; readonly sentence: string } | undefined;
  /** Whether what was deleted stands in the list's place. */
  @state() private showsDeleted = false;
  readonly #model = new HistoryModel<ConversationItem>();
  readonly #selection = new Selection();
  readonly #deleted = createRef<DeletedChats>();
  #typing: number | undefined;
  /** Counts the questions for all that is listed: only the answer to the latest is taken. */
  #asksForAll = 0;
  readonly #rows = new ListOfRows(
    this,
    () => this.#search,
    () => this.#ask(this.#model.more()),
  );

  /** Asks for the list, and puts the keyboard into the search. */
  override firstUpdated(): void {
    this.#search?.focus();
    this.#ask(this.#model.refresh());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearTimeout(this.#typing);
  }

  receive(message: HistoryMessage): void {
    switch (message.type) {
      case 'conversations':
        this.#show(message);
        break;
      case 'conversationsChanged':
        this.#ask(this.#model.refresh());
        this.#deleted.value?.refresh();
        break;
      case 'deletedConversations':
        this.#deleted.value?.show(message);
        break;
      case 'conversationIds':
        this.#allListed(message);
        break;
      case 'keyboardToConversation':
        this.#rows.focus(message.conversationId);
        break;
      case 'conversationsDeleted':
        this.deleted = { ids: message.conversationIds, sentence: message.sentence };
        announce(this, `${message.sentence} Press Control+Z to undo.`);
        break;
    }
  }

  protected override render(): TemplateResult {
    const model = this.#model;
    return html`<section
        class="history"
        aria-label="Chats"
        ?inert=${this.showsDeleted}
        @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
      >
        <div class="history-head">
          ${iconButton('arrow-left', 'Back to the chat', () => this.#close())}
          <h2>Chats</h2>
          ${iconButton('add', 'New chat', () => this.#newChat())}
          ${iconButton('checklist', 'Select several', () => this.#select(!this.#selection.isOn))}
          ${iconButton('history', 'Recently deleted', () => (this.showsDeleted = true))}
          ${iconButton('folder-opened', 'Show files', () => sendIntent(this, { type: 'showChatFiles' }))}
        </div>
        <div class="history-search">
          <span class="codicon codicon-search" aria-hidden="true"></span>
          <input
            type="search"
            aria-label="Search chats"
            placeholder="Search all that was written"
            spellcheck="false"
            maxlength="500"
            @input=${(event: Event) => this.#typed((event.currentTarget as HTMLInputElement).value)}
          />
        </div>
        ${model.notice === '' ? nothing : html`<p class="history-note" role="status">${model.notice}</p>`}
        <div class="history-list">
          ${repeat(
            model.groups(),
            ({ label }, index) => `${label} ${index}`,
            (group, index) => this.#group(group, index),
          )}
          ${emptyList(model.total, model.query)}
          <div class="history-end"></div>
        </div>
        ${this.#bars()}
      </section>
      ${this.#deletedChats()}`;
  }

  #group({ label, items }: Group<ConversationItem>, index: number): TemplateResult {
    const heading = `history-group-${index}`;
    return html`<section class="history-group" aria-labelledby=${heading}>
      <h3 id=${heading}>${label}</h3>
      <ul>
        ${repeat(
          items,
          ({ id }) => id,
          (item) =>
            conversationRow(
              item,
              {
                active: item.id === this.#rows.active,
                selecting: this.#selection.isOn,
                selected: this.#selection.has(item.id),
                renaming: item.id === this.renaming,
              },
              this.#rowActions,
            ),
        )}
      </ul>
    </section>`;
  }

  #bars(): readonly (TemplateResult | typeof nothing)[] {
    return [
      this.#selection.isOn
        ? selectionBar(this.#selection.ids.size, {
            all: () => this.#selectAll(),
            remove: () => this.#remove([...this.#selection.ids]),
            done: () => this.#select(false),
          })
        : nothing,
      this.deleted
        ? undoBar(this.deleted.sentence, {
            undo: () => this.#undo(),
            dismiss: () => (this.deleted = undefined),
          })
        : nothing,
    ];
  }

  readonly #rowActions: RowActions = {
    open: (item, event) => this.#opened(item, event),
    pin: ({ id, pinned }) => {
      this.#rows.active = id;
      sendIntent(this, { type: 'pinConversation', conversationId: id, pinned: !pinned });
      announce(this, pinned ? 'Unpinned' : 'Pinned');
    },
    exportIt: ({ id }) => {
      this.#rows.active = id;
      sendIntent(this, { type: 'exportConversation', conversationId: id });
    },
    startRename: ({ id }) => {
      this.#rows.active = id;
      this.renaming = id;
      this.#rows.want(id);
    },
    endRename: (item, title) => this.#renamed(item, title),
    remove: ({ id }) => this.#remove([id]),
  };

  get #search(): HTMLInputElement | null {
    return this.querySelector('.history-search input');
  }

  #ask(page: PageRequest | undefined): void {
    if (page) sendIntent(this, { type: 'listConversations', ...page });
  }

  #show(message: HistoryMessage & { readonly type: 'conversations' }): void {
    if (!this.#model.apply(message)) return;
    const { items, total, query } = this.#model;
    this.#rows.rowsChanged(items);
    if (query.trim() !== '' && message.offset === 0) announce(this, foundInWords(total ?? 0));
    this.requestUpdate();
  }

  #typed(query: string): void {
    window.clearTimeout(this.#typing);
    this.#typing = window.setTimeout(() => this.#ask(this.#model.refresh(query)), searchAfter);
    // What was asked for was all of another list.
    this.#asksForAll += 1;
  }

  #opened(item: ConversationItem, event: MouseEvent): void {
    this.#rows.active = item.id;
    const extends_ = event.shiftKey;
    if (!this.#selection.isOn && !extends_ && !event.ctrlKey && !event.metaKey) {
      sendIntent(this, { type: 'openConversation', conversationId: item.id });
      this.#close();
      return;
    }
    if (extends_) this.#selection.extendTo(item.id, this.#model.items);
    else this.#selection.toggle(item.id);
    this.requestUpdate();
  }

  #select(on: boolean): void {
    this.#selection.set(on);
    this.#rows.want(this.#rows.active);
    this.requestUpdate();
  }

  /** Asks for all of the list: those that have not been shown yet are meant too. */
  #selectAll(): void {
    this.#selection.begin();
    this.#asksForAll += 1;
    const { query } = this.#model;
    sendIntent(this, { type: 'listConversationIds', request: this.#asksForAll, query });
    this.requestUpdate();
  }

  #allListed({ request, conversationIds }: HistoryMessage & { readonly type: 'conversationIds' }): void {
    if (request !== this.#asksForAll || !this.#selection.isOn) return;
    this.#selection.all(conversationIds);
    announce(this, `${inWords(conversationIds.length)} selected`);
    this.requestUpdate();
  }

  #deletedChats(): TemplateResult | typeof nothing {
    if (!this.showsDeleted) return nothing;
    return html`<huggingphaze-deleted-chats
      ${ref(this.#deleted)}
      @deleted-chats-closed=${() => this.#closeDeleted()}
    ></huggingphaze-deleted-chats>`;
  }

  #closeDeleted(): void {
    this.showsDeleted = false;
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>('[aria-label="Recently deleted"]')?.focus(),
    );
  }

  #renamed({ id, title: before }: ConversationItem, title: string | undefined): void {
    if (this.renaming !== id) return;
    this.renaming = undefined;
    this.#rows.want(id);
    const line = title?.trim() ?? '';
    if (line === '' || line === before) return;
    this.#model.change(id, { title: line, titleRanges: [] });
    sendIntent(this, { type: 'renameConversation', conversationId: id, title: line });
  }

  #remove(ids: readonly string[]): void {
    if (ids.length === 0) return;
    const gone = new Set(ids);
    const next = this.#model.neighbourOf(gone);
    this.#rows.want(next);
    this.#model.remove(gone);
    this.#selection.set(false);
    this.deleted = undefined;
    sendIntent(this, { type: 'deleteConversations', conversationIds: ids });
    this.requestUpdate();
  }

  #undo(): void {
    if (!this.deleted) return;
    const { ids } = this.deleted;
    this.deleted = undefined;
    this.#rows.want(ids[0]);
    sendIntent(this, { type: 'restoreConversations', conversationIds: ids });
    announce(this, ids.length === 1 ? 'The chat is back.' : 'The chats are back.');
  }

  #newChat(): void {
    sendIntent(this, { type: 'newChat' });
    this.#close();
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('history-closed', { bubbles: true }));
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const inField = event.target instanceof HTMLInputElement;
    const key = rowKeyOf(event, inField);
    if (key === undefined) return;
    if (key === 'leave') {
      event.preventDefault();
      this.#escape();
      return;
    }
    if (this.#rowKey(key, event.target)) event.preventDefault();
  }

  /** One step back: out of the selection, out of the search, out of the history. */
  #escape(): void {
    const search = this.#search;
    if (this.#selection.isOn) this.#select(false);
    else if (search && search.value !== '' && document.activeElement === search) {
      search.value = '';
      this.#typed('');
    } else this.#close();
  }

  #rowKey(key: Exclude<RowKey, 'leave'>, target: EventTarget | null): boolean {
    const { items } = this.#model;
    const row = target instanceof Element ? target.closest<HTMLElement>('.history-row') : null;
    const index = items.findIndex(({ id }) => id === row?.dataset['id']);
    const item = items[index];
    switch (key) {
      case 'undo':
        this.#undo();
        return true;
      case 'selectAll':
        this.#selectAll();
        return true;
      case 'rename':
        if (item) this.#rowActions.startRename(item);
        return item !== undefined;
      case 'remove':
        if (item) this.#remove(this.#selection.ids.size > 0 ? [...this.#selection.ids] : [item.id]);
        return item !== undefined;
      case 'first':
      case 'last':
        return item !== undefined && this.#rows.focus(items.at(key === 'first' ? 0 : -1)?.id);
      default:
        // Above the first row is the search.
        if (index + key < 0) this.#search?.focus();
        else this.#rows.focus(items[Math.min(index + key, items.length - 1)]?.id);
        return true;
    }
  }
}
