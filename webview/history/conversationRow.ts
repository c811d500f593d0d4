import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { ConversationItem } from '../../src/protocol/history';
import { iconButton } from '../chat/iconButton';
import { markedText } from './markedText';

/** What a row needs to know besides its conversation. */
export interface RowState {
  /** The row that Tab leads to. */
  readonly active: boolean;
  /** Whether several are being selected; a click then selects instead of opening. */
  readonly selecting: boolean;
  readonly selected: boolean;
  readonly renaming: boolean;
}

/** What can be done with a row. */
export interface RowActions {
  readonly open: (item: ConversationItem, event: MouseEvent) => void;
  readonly pin: (item: ConversationItem) => void;
  readonly startRename: (item: ConversationItem) => void;
  /** Ends the renaming; undefined leaves the title as it was. */
  readonly endRename: (item: ConversationItem, title: string | undefined) => void;
  readonly exportIt: (item: ConversationItem) => void;
  readonly remove: (item: ConversationItem) => void;
}

/** One conversation in the list: its title, when it changed, where in it something was found, and what can be done. */
export function conversationRow(
  item: ConversationItem,
  state: RowState,
  actions: RowActions,
): TemplateResult {
  const { active, selecting, selected, renaming } = state;
  return html`<li
    class="history-row"
    data-id=${item.id}
    data-current=${item.current ? 'true' : nothing}
    data-selected=${selected ? 'true' : nothing}
    data-active=${active ? 'true' : nothing}
  >
    ${renaming ? renameField(item, actions) : openButton(item, state, actions)}
    ${
      selecting || renaming
        ? nothing
        : html`<span class="history-actions">
            ${
              item.pinned
                ? iconButton('pinned', `Unpin ${item.title}`, () => actions.pin(item))
                : iconButton('pin', `Pin ${item.title}`, () => actions.pin(item))
            }
            ${iconButton('edit', `Rename ${item.title}`, () => actions.startRename(item))}
            ${iconButton('export', `Export ${item.title}…`, () => actions.exportIt(item))}
            ${iconButton('trash', `Delete ${item.title}`, () => actions.remove(item))}
          </span>`
    }
  </li>`;
}

function openButton(item: ConversationItem, state: RowState, actions: RowActions): TemplateResult {
  const { selecting, selected, active } = state;
  return html`<button
    type="button"
    class="history-open"
    tabindex=${active ? 0 : -1}
    aria-current=${item.current ? 'true' : nothing}
    aria-pressed=${selecting ? String(selected) : nothing}
    @click=${(event: MouseEvent) => actions.open(item, event)}
  >
    ${
      selecting
        ? html`<span
            class="codicon codicon-${selected ? 'pass-filled' : 'circle-large-outline'}"
            aria-hidden="true"
          ></span>`
        : nothing
    }
    <span class="history-words">
      <span class="history-title" dir="auto">${markedText(item.title, item.titleRanges)}</span>
      <span class="history-detail">
        ${item.answering ? html`<span class="codicon codicon-comment-discussion" aria-hidden="true"></span>` : nothing}
        ${item.pinned ? html`<span class="codicon codicon-pinned" aria-hidden="true"></span>` : nothing}
        <span>${item.current ? `open · ${item.detail}` : item.detail}</span>
      </span>
      ${
        item.snippet
          ? html`<span class="history-snippet" dir="auto"
              >${markedText(item.snippet.text, item.snippet.ranges)}</span
            >`
          : nothing
      }
    </span>
  </button>`;
}

function renameField(item: ConversationItem, actions: RowActions): TemplateResult {
  const end = (event: Event, keep: boolean): void => {
    const field = event.currentTarget as HTMLInputElement;
    // Taking the field away makes it lose the keyboard, which must not end the renaming twice.
    if (field.dataset['ended'] === 'true') return;
    field.dataset['ended'] = 'true';
    actions.endRename(item, keep ? field.value : undefined);
  };
  return html`<input
    class="history-rename"
    aria-label="Title"
    maxlength="200"
    dir="auto"
    .value=${item.title}
    ${ref(selectText)}
    @blur=${(event: Event) => end(event, true)}
    @keydown=${(event: KeyboardEvent) => {
      if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
      event.preventDefault();
      end(event, event.key === 'Enter');
    }}
  />`;
}

/** One and the same for all, so that Lit calls it when the field appears and not at every rendering. */
function selectText(field: Element | undefined): void {
  if (field instanceof HTMLInputElement) queueMicrotask(() => field.select());
}
