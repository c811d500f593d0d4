import { html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { drawing } from './drawing';
import { LightElement } from './lightElement';

const examples: readonly string[] = [
  'Write a friendly letter asking my landlord to repair the heating',
  'Explain how a mortgage works, in words a teenager understands',
  'Plan four weeks of learning Spanish, 20 minutes a day',
];

/** What an empty conversation shows. Fires `example-chosen` with the prompt, which is for the person to send. */
@customElement('huggingphaze-empty-state')
export class EmptyState extends LightElement {
  protected override render(): TemplateResult {
    return html`<div class="welcome">
      ${drawing()}
      <p class="welcome-sentence">Ask for anything you would write, or want explained.</p>
      <ul class="examples" aria-label="Examples">
        ${examples.map(
          (example) =>
            html`<li>
              <vscode-button appearance="secondary" @click=${() => this.#choose(example)}
                >${example}</vscode-button
              >
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #choose(example: string): void {
    this.dispatchEvent(new CustomEvent<string>('example-chosen', { bubbles: true, detail: example }));
  }
}
