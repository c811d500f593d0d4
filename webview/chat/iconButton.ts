import { html, type TemplateResult } from 'lit';

/**
 * A small button that shows only an icon. Plain HTML, because a long conversation holds thousands of them and the
 * toolkit's button costs a shadow root each.
 *
 * @param icon a codicon's name, as in `copy`
 * @param name what it is called to a screen reader and in its tooltip
 */
export function iconButton(icon: string, name: string, onClick: () => void): TemplateResult {
  return html`<button type="button" class="icon-button" aria-label=${name} title=${name} @click=${onClick}>
    <span class="codicon codicon-${icon}" aria-hidden="true"></span>
  </button>`;
}
