import { html, type TemplateResult } from 'lit';

/**
 * A small button that shows only an icon. Plain HTML, because a long conversation holds thousands of them and the
 * toolkit's button costs a shadow root each.
 *
 * @param icon a codicon's name, as in `copy`
 * @param name what it is called to a screen reader
 * @param tooltip what it says to who points at it, where that is more than its name
 */
export function iconButton(icon: string, name: string, onClick: () => void, tooltip = name): TemplateResult {
  return html`<button type="button" class="icon-button" aria-label=${name} title=${tooltip} @click=${onClick}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}
