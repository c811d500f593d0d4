import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { createMarkdown } from '../markdown/renderer';
import type { BranchView } from '../../src/protocol';
import type { Answer, AnswerListener } from './answer';
import { branchStepper, isAnother } from './branchStepper';
import { codeActions } from './codeActions';
import './copyButton';
import './errorCard';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';
import { selectionInAnswer } from './quote';
import './reasoning';
import type { Reasoning } from './reasoning';

/** A model's answer: its text as it comes, then how it ended and what can be done with it. */
@customElement('huggingphaze-assistant-message')
export class AssistantMessage extends LightElement implements AnswerListener {
  /** Set once: another answer gets another element. */
  @property({ attribute: false }) answer: Answer | undefined;
  /** Whether it is the newest message: only there an error's first button is primary. */
  @property({ attribute: false }) newest = false;
  /** Where it stands among the answers to the same question, if there are more. */
  @property({ attribute: false, hasChanged: isAnother }) branch: BranchView | undefined;
  #markdown: ReturnType<typeof createMarkdown> | undefined;
  #markdownEnded = false;
  #stopListening: (() => void) | undefined;
  /** What came since the last frame; undefined while everything is still to be written. */
  #waiting: { text: string; reasoning: string } | undefined;
  #frame: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.#stopListening = undefined;
    this.#forgetFrame();
    this.#dropMarkdown();
  }

  answerGrew(text: string, reasoning: string): void {
    if (!this.#waiting) return;
    this.#waiting.text += text;
    this.#waiting.reasoning += reasoning;
    this.#frame ??= requestAnimationFrame(() => this.#write());
  }

  answerChanged(): void {
    this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    const answer = this.answer;
    if (!answer) return nothing;
    const streaming = answer.state === 'streaming';
    return html`<article
      class="message assistant-message"
      aria-label=${answer.modelName}
      aria-busy=${streaming ? 'true' : 'false'}
      data-state=${answer.state}
    >
      ${branchStepper('Answer', this.branch)}
      <huggingphaze-reasoning
        ?hidden=${answer.reasoning === ''}
        .thinking=${thinks(answer)}
      ></huggingphaze-reasoning>
      <div class="answer-text"></div>
      ${
        answer.error
          ? html`<huggingphaze-error-card
              .error=${answer.error}
              .messageId=${answer.id}
              .leading=${this.newest}
            ></huggingphaze-error-card>`
          : nothing
      }
      ${answer.state === 'cut-off' ? this.#cutOff(answer) : nothing}
      ${streaming ? nothing : this.#footer(answer)}
    </article>`;
  }

  protected override updated(): void {
    const answer = this.answer;
    if (!answer || !this.isConnected) return;
    this.#stopListening ??= answer.listen(this);
    const streaming = answer.state === 'streaming';
    // An answer that is continued grows again: what the renderer has closed is rendered anew.
    if (streaming && this.#markdownEnded) this.#dropMarkdown();
    this.#write();
    if (!streaming && !this.#markdownEnded) {
      this.#markdown?.end();
      this.#markdownEnded = true;
    }
  }

  #cutOff(answer: Answer): TemplateResult {
    return html`<div class="cut-off">
      <p>The answer was cut off before its end.</p>
      <vscode-button
        appearance="secondary"
        @click=${() => sendIntent(this, { type: 'continueAnswer', messageId: answer.id })}
        >Continue</vscode-button
      >
    </div>`;
  }

  #footer(answer: Answer): TemplateResult {
    const stopped = answer.state === 'stopped' ? 'Stopped' : '';
    const footnote = [stopped, answer.footnote].filter((part) => part !== '').join(' · ');
    const cardOffersTryAgain = answer.error?.actions.some((action) => action.id === 'tryAgain') ?? false;
    return html`<footer class="answer-footer">
      <p class="footnote">${footnote}</p>
      <div class="message-actions">
        ${
          answer.text === ''
            ? nothing
            : html`<huggingphaze-copy-button .text=${() => answer.text}></huggingphaze-copy-button>
                <button
                  type="button"
                  class="icon-button"
                  aria-label="Quote"
                  title="Quote what is selected, or all of it"
                  @mousedown=${(event: MouseEvent) => event.preventDefault()}
                  @click=${() => this.#quote(answer)}
                >
                  <span class="codicon codicon-quote" aria-hidden="true"></span>
                </button>
                ${iconButton('bookmark', 'Save as prompt', () =>
                  sendIntent(this, { type: 'savePrompt', messageId: answer.id }),
                )}`
        }
        ${
          cardOffersTryAgain
            ? nothing
            : iconButton('refresh', 'Try again', () =>
                sendIntent(this, { type: 'tryAgain', messageId: answer.id }),
              )
        }
        ${
          // What mends an error stands on its card.
          answer.error
            ? nothing
            : iconButton('arrow-swap', 'Try again with another model…', () =>
                sendIntent(this, { type: 'tryAgainWithModel', messageId: answer.id }),
              )
        }
        ${iconButton(
          'trash',
          'Delete',
          () => sendIntent(this, { type: 'deleteMessage', messageId: answer.id }),
          'Delete this answer',
        )}
      </div>
    </footer>`;
  }

  /** What is selected in it, or all of it as it was written. */
  #quote(answer: Answer): void {
    const selected = selectionInAnswer();
    const isHere = selected !== undefined && this.contains(selected.range.commonAncestorContainer);
    const text = isHere ? selected.text : answer.text;
    this.dispatchEvent(new CustomEvent<string>('quote', { bubbles: true, detail: text }));
  }

  /** Brings to the screen what has come since the last frame; the first time, all there is. */
  #write(): void {
    this.#forgetFrame();
    const answer = this.answer;
    const container = this.querySelector<HTMLElement>(':scope > article > .answer-text');
    const reasoning = this.querySelector<Reasoning>(':scope > article > huggingphaze-reasoning');
    if (!answer || !container || !reasoning) return;
    const grown = this.#waiting ?? answer;
    if (grown.reasoning !== '') {
      if (!this.#waiting) reasoning.clearText();
      reasoning.addText(grown.reasoning);
    }
    this.#markdown ??= this.#createMarkdown(container);
    if (grown.text !== '') this.#markdown.append(grown.text);
    // The first words of either end what is shown while there are none.
    const stateShown =
      reasoning.hidden === (answer.reasoning === '') && reasoning.thinking === thinks(answer);
    this.#waiting = { text: '', reasoning: '' };
    if (!stateShown) this.requestUpdate();
  }

  #createMarkdown(container: HTMLElement): ReturnType<typeof createMarkdown> {
    return createMarkdown(container, {
      onCodeBlock: (block) => block.element.append(codeActions(block.code, block.language)),
      onOpenLink: (href) => sendIntent(this, { type: 'openLink', href }),
    });
  }

  #dropMarkdown(): void {
    this.#markdown?.dispose();
    this.#markdown = undefined;
    this.#markdownEnded = false;
    this.#waiting = undefined;
    this.querySelector(':scope > article > .answer-text')?.replaceChildren();
  }

  #forgetFrame(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}

/** Whether not a word of the answer itself has come yet. */
function thinks(answer: Answer): boolean {
  return answer.state === 'streaming' && answer.text === '';
}
