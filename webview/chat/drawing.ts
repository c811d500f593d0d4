import { html, type TemplateResult } from 'lit';

/** Two round figures that lean on each other, like two phases of a moon: the product's name as a picture. */
export function drawing(): TemplateResult {
  return html`<svg class="drawing" viewBox="0 0 142 80" aria-hidden="true" focusable="false">
    <circle class="drawing-line" cx="95" cy="42" r="32" />
    <path class="drawing-line" d="M94 38q4 -4.5 8 0M109 38q4 -4.5 8 0M99 49q6.5 5 13 0" />
    <circle class="drawing-warm" cx="46" cy="38" r="36" />
    <path class="drawing-face" d="M30 35q4.5 -5 9 0M51 35q4.5 -5 9 0M37 47q8.5 8 17 0" />
  </svg>`;
}
