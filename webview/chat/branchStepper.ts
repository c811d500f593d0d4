import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BranchView } from '../../src/protocol';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';

type Direction = 'previous' | 'next';

/** "Answer 2 of 3": where one stands among what could stand in one place, and the way to the others. */
@customElement('huggingphaze-branch-stepper')
export class BranchStepper extends LightElement {
  @property({ attribute: false, hasChanged: isAnother }) branch: BranchView | undefined;
  @property({ attribute: false }) of: 'Answer' | 'Question' = 'Answer';

  /** Puts the keyboard on the button of this direction. */
  focusButton(direction: Direction): void {
    this.querySelector<HTMLElement>(`[data-direction="${direction}"]`)?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { branch } = this;
    if (!branch) return nothing;
    return html`<div class="branch-stepper" role="group" aria-label=${branchInWords(this.of, branch)}>
      ${this.#arrow('previous', branch.position > 1)}
      <span aria-hidden="true">${branch.position}/${branch.count}</span>
      ${this.#arrow('next', branch.position < branch.count)}
    </div>`;
  }

  #arrow(direction: Direction, available: boolean): TemplateResult {
    const name = `${direction === 'previous' ? 'Previous' : 'Next'} ${this.of.toLowerCase()}`;
    const icon = direction === 'previous' ? 'chevron-left' : 'chevron-right';
    // Unavailable but in reach: whoever stepped to the last one by keyboard must not be left nowhere.
    return html`<button
      type="button"
      class="icon-button"
      data-direction=${direction}
      aria-label=${name}
      title=${name}
      aria-disabled=${available ? 'false' : 'true'}
      @click=${() => available && this.#step(direction)}
    >
      <span class="codicon codicon-${icon}" aria-hidden="true"></span>
    </button>`;
  }

  #step(direction: Direction): void {
    const { branch } = this;
    if (branch) sendIntent(this, { type: 'stepBranch', messageId: branch.messageId, direction });
  }
}

/** The stepper of a message; nothing for the many that have none, as an element each would cost. */
export function branchStepper(
  of: 'Answer' | 'Question',
  branch: BranchView | undefined,
): TemplateResult | typeof nothing {
  if (!branch) return nothing;
  return html`<huggingphaze-branch-stepper .branch=${branch} .of=${of}></huggingphaze-branch-stepper>`;
}

/** As in "Answer 2 of 3". */
export function branchInWords(role: 'Answer' | 'Question', { position, count }: BranchView): string {
  return `${role} ${position} of ${count}`;
}

/** Every change of the tree brings all branches anew; only those that differ are rendered. */
export function isAnother(branch: BranchView | undefined, before: BranchView | undefined): boolean {
  return (
    branch?.messageId !== before?.messageId ||
    branch?.position !== before?.position ||
    branch?.count !== before?.count
  );
}
