import { html, type TemplateResult } from 'lit';
import type { ContextView } from '../../src/protocol';

const words: Readonly<Record<NonNullable<ContextView['boundary']>['unseen'], string>> = {
  messages: 'The model no longer sees what is above',
  attachments: 'The model no longer sees the files attached above',
};

/** The line between what a model does not see any more and what it does. */
export function contextBoundary(unseen: keyof typeof words): TemplateResult {
  return html`<div class="context-boundary" role="separator" aria-label=${words[unseen]}>
    <span aria-hidden="true">${words[unseen]}</span>
  </div>`;
}
