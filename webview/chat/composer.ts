import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  longestText,
  type AttachmentView,
  type ContextView,
  type MentionView,
  type RefusalView,
} from '../../src/protocol';
import type { PromptView } from '../../src/protocol/prompts';
import { announce } from './announcer';
import './attachmentChips';
import { ComposerSuggestions } from './composerSuggestions';
import './contextMeter';
import { DraftKeeper } from './draftKeeper';
import { takeFiles } from './incomingFiles';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';
import './modelButton';
import './pictureNotice';
import { cannotSee } from './pictureNotice';
import { markdownQuote, withQuote } from './quote';
import './sendRefusal';
import './selectionOffer';
import './suggestionList';
import { suggestionListId, suggestionOptionId } from './suggestionList';

/** Safari reports the Enter that ends a composition just after its end; nobody types that fast. In milliseconds. */
const compositionEcho = 50;

/**
 * Where the person writes. The text stays in the text area itself: it is theirs until the host has taken it.
 * Fires `draft-changed` whenever it changes.
 */
@customElement('huggingphaze-composer')
export class Composer extends LightElement {
  /** Undefined until the host has said what there is: until then nothing can be sent, but anything can be typed. */
  @property({ attribute: false }) conversationId: string | undefined;
  @property({ attribute: false }) streaming = false;
  @property({ attribute: false }) modelName = '';
  @property({ attribute: false }) modelDetail = '';
  @property({ attribute: false }) attachments: readonly AttachmentView[] = [];
  @property({ attribute: false }) context: ContextView | undefined;
  @property({ attribute: false }) refusal: RefusalView | undefined;
  /** The model is known to read text alone. */
  @property({ attribute: false }) readsTextOnly = false;
  /** What is selected in the editor and offered to go along; empty: nothing. */
  @property({ attribute: false }) offeredSelection = '';
  @state() private empty = true;
  @state() private hint = '';
  readonly #draft = new DraftKeeper((text) => {
    const { conversationId } = this;
    if (conversationId !== undefined) sendIntent(this, { type: 'draftChanged', conversationId, text });
  });
  #compositionEndedAt = -compositionEcho;
  readonly #suggestions = new ComposerSuggestions({
    field: () => this.#field,
    send: (intent) => sendIntent(this, intent),
    update: () => this.requestUpdate(),
    typed: () => this.#typed(),
  });
  readonly #leave = (): void => this.#draft.flush();

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** The attached pictures that the model can't see. */
  get #unseen(): readonly AttachmentView[] {
    return this.readsTextOnly ? this.attachments.filter(({ kind }) => kind === 'picture') : [];
  }

  get text(): string {
    return this.#field?.value ?? '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#leave);
    window.addEventListener('blur', this.#leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('pagehide', this.#leave);
    window.removeEventListener('blur', this.#leave);
    this.#draft.flush();
  }

  /** Puts the draft of the conversation that the host opened in place of what stands here. */
  openDraft(text: string): void {
    this.#draft.known(text);
    this.#show(text);
  }

  /** Takes in the draft that the host has of the conversation that is open already. The longer of two versions wins. */
  agreeOnDraft(text: string): void {
    const typed = this.text;
    if (typed.startsWith(text)) return;
    if (text.startsWith(typed)) this.write(text);
    else this.restore(text);
  }

  /** Takes a text that the host brings back. What has been typed meanwhile stays below it. */
  restore(text: string): void {
    const typed = this.text;
    if (typed === text || this.#draft.isKnown(text)) return;
    if (typed.trim() === '') {
      this.#draft.known(text);
      this.#show(text);
      return;
    }
    this.write(`${text}\n\n${typed}`);
  }

  /** Puts a text into the composer as if the person had typed it. */
  write(text: string): void {
    this.#show(text);
    this.#draft.typed(text);
  }

  /** Puts a quotation where the cursor stands; what is typed stays around it. */
  insertQuote(text: string): void {
    const field = this.#field;
    if (!field) return;
    const quoted = withQuote(field.value, field.selectionEnd, markdownQuote(text));
    this.write(quoted.text);
    field.focus();
    field.setSelectionRange(quoted.cursor, quoted.cursor);
  }

  /** Says why something can't be done now. */
  advise(hint: string): void {
    this.hint = hint;
    announce(this, hint);
  }

  focusField(): void {
    this.#field?.focus();
  }

  /** Makes sure that the host knows the draft before something else happens. */
  flush(): void {
    this.#draft.flush();
  }

  /** Takes what the host has found for the `@` that is being typed. */
  mentionsFound(query: string, mentions: readonly MentionView[]): void {
    this.#suggestions.mentionsFound(query, mentions);
    this.#announceSuggestions();
  }

  /** Takes what the host has found for the `/` that is being typed. */
  promptsFound(query: string, prompts: readonly PromptView[]): void {
    this.#suggestions.promptsFound(query, prompts);
    this.#announceSuggestions();
  }

  protected override render(): TemplateResult {
    const { name, items, active } = this.#suggestions.shown;
    const isOpen = items.length > 0;
    return html`<div class="composer">
      <huggingphaze-send-refusal .refusal=${this.refusal}></huggingphaze-send-refusal>
      <huggingphaze-attachment-chips
        .attachments=${this.attachments}
        @chips-left=${() => this.focusField()}
      ></huggingphaze-attachment-chips>
      <huggingphaze-picture-notice
        role="status"
        .modelName=${this.modelName}
        .pictures=${this.#unseen}
        .note=${this.context?.pictureNote ?? ''}
        @chips-left=${() => this.focusField()}
      ></huggingphaze-picture-notice>
      <huggingphaze-selection-offer
        .label=${this.offeredSelection}
        @chips-left=${() => this.focusField()}
      ></huggingphaze-selection-offer>
      <huggingphaze-suggestion-list
        .name=${name}
        .items=${items}
        .active=${active}
        @suggestion-chosen=${(event: CustomEvent<number>) => this.#suggestions.choose(event.detail)}
      ></huggingphaze-suggestion-list>
      <textarea
        aria-label="Message"
        placeholder="Ask anything, or type / for prompts"
        rows="1"
        dir="auto"
        spellcheck="true"
        aria-autocomplete="list"
        aria-controls=${isOpen ? suggestionListId : nothing}
        aria-activedescendant=${isOpen ? suggestionOptionId(active) : nothing}
        @input=${() => this.#typed()}
        @selectionchange=${() => this.#suggestions.changed()}
        @blur=${() => this.#left()}
        @paste=${(event: ClipboardEvent) => this.#pasted(event)}
        @keydown=${(event: KeyboardEvent) => this.#keyPressed(event)}
        @compositionend=${(event: CompositionEvent) => {
          this.#compositionEndedAt = event.timeStamp;
        }}
      ></textarea>
      ${this.hint === '' ? nothing : html`<p class="composer-hint">${this.hint}</p>`}
      <div class="composer-bar">
        ${button('attach', 'Attach', () => this.#ask({ type: 'attach' }))}
        ${button('add', 'New chat', () => this.#ask({ type: 'newChat' }))}
        <huggingphaze-model-button
          .modelName=${this.modelName}
          .detail=${this.modelDetail}
        ></huggingphaze-model-button>
        <huggingphaze-context-meter .context=${this.context}></huggingphaze-context-meter>
        ${
          this.streaming
            ? button('stop-circle', 'Stop', (event) => this.#stop(event))
            : button('send', 'Send', () => this.#send(), this.empty || this.conversationId === undefined)
        }
      </div>
    </div>`;
  }

  #left(): void {
    this.#suggestions.close();
    this.#draft.flush();
  }

  #keyPressed(event: KeyboardEvent): void {
    if (!event.isComposing && this.#suggestions.keyPressed(event)) {
      event.preventDefault();
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.isComposing || event.timeStamp - this.#compositionEndedAt < compositionEcho) return;
    event.preventDefault();
    this.#send();
  }

  #announceSuggestions(): void {
    const { length } = this.#suggestions.shown.items;
    if (length > 0) announce(this, length === 1 ? '1 suggestion' : `${length} suggestions`);
  }

  #pasted(event: ClipboardEvent): void {
    const transfer = event.clipboardData;
    // Programs that copy a text often add a picture of it; the text is meant then.
    if (!transfer || transfer.files.length === 0 || transfer.types.includes('text/plain')) return;
    event.preventDefault();
    takeFiles(transfer, (intent) => sendIntent(this, intent)).catch((error: unknown) => reportError(error));
  }

  #send(): void {
    const text = this.text;
    if (text.trim() === '' || this.conversationId === undefined) return;
    if (this.streaming) {
      this.advise('You can send this when the answer has ended, or after Stop.');
      return;
    }
    if (this.#unseen.length > 0) {
      this.advise(`${cannotSee(this.modelName)} Choose another model, or remove what it can’t see.`);
      return;
    }
    if (text.length > longestText) {
      this.advise('This is too long to be sent at once. Send a part of it.');
      return;
    }
    // The host answers with the message as it stands in the conversation, or brings the text back.
    sendIntent(this, { type: 'send', text });
    this.#draft.known('');
    this.#show('');
    this.focusField();
  }

  #stop(event: MouseEvent): void {
    // The second click of a double click on Send, which stood in the same place.
    if (event.detail > 1) return;
    sendIntent(this, { type: 'stop' });
    this.focusField();
  }

  #ask(intent: { readonly type: 'attach' | 'newChat' }): void {
    this.#draft.flush();
    sendIntent(this, intent);
  }

  #typed(): void {
    // The host's own draft must not give way to words that were typed before it was seen.
    if (this.conversationId !== undefined) this.#draft.typed(this.text);
    this.#changed();
    this.#suggestions.changed();
  }

  #show(text: string): void {
    if (this.#field) this.#field.value = text;
    this.#changed();
  }

  #changed(): void {
    this.empty = this.text.trim() === '';
    this.hint = '';
    this.dispatchEvent(new CustomEvent('draft-changed', { bubbles: true }));
  }
}

function button(
  icon: string,
  name: string,
  onClick: (event: MouseEvent) => void,
  unavailable = false,
): TemplateResult {
  // Unavailable but in reach: a button that vanished from the tab order would leave a screen reader guessing.
  return html`<vscode-button
    class="composer-button"
    appearance="icon"
    aria-label=${name}
    title=${name}
    data-unavailable=${unavailable ? 'true' : nothing}
    .ariaDisabled=${unavailable ? 'true' : 'false'}
    @click=${onClick}
    ><span class="codicon codicon-${icon}" aria-hidden="true"></span
  ></vscode-button>`;
}
