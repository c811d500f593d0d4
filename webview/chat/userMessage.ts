import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BranchView, UserMessageView } from '../../src/protocol';
import { chipButton } from './attachmentChips';
import { branchStepper, isAnother } from './branchStepper';
import './copyButton';
import type { EditKeeper } from './editKeeper';
import { iconButton } from './iconButton';
import { sendIntent } from './intent';
import { LightElement } from './lightElement';
import './messageEditor';
import type { MessageEditor } from './messageEditor';

/** What the person wrote, in a quiet box, exactly as they wrote it, until they put it into other words. */
@customElement('huggingphaze-user-message')
export class UserMessage extends LightElement {
  @property({ attribute: false }) message: UserMessageView | undefined;
  /** Where it stands among its other wordings, if there are any. */
  @property({ attribute: false, hasChanged: isAnother }) branch: BranchView | undefined;
  /** Whether nothing follows it: then an answer can be asked for. */
  @property({ attribute: false }) newest = false;
  @property({ attribute: false }) edits: EditKeeper | undefined;
  @state() private editing = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.message) this.edits?.gone(this.message.id);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What was being edited before the panel was hidden, or another conversation shown, still is.
    if (changed.has('edits')) this.editing = this.edits?.textOf(this.message?.id ?? '') !== undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const message = this.message;
    if (!message) return nothing;
    return html`<article class="message user-message" aria-label="You" data-state="done">
      ${branchStepper('Question', this.branch)}
      ${this.editing ? this.#editor(message) : html`<p class="user-text">${message.text}</p>`}
      ${
        message.attachments.length === 0
          ? nothing
          : html`<ul class="chips" aria-label="Attachments">
              ${message.attachments.map(
                (attachment) => html`<li class="chip">${chipButton(this, attachment)}</li>`,
              )}
            </ul>`
      }
      ${
        message.attachments.some(({ kind }) => kind === 'picture')
          ? html`<p class="unseen-note">
              The model chosen now can’t see pictures, and is told so in their place.
            </p>`
          : nothing
      }
      ${this.editing ? nothing : this.#actions(message)}
    </article>`;
  }

  #actions(message: UserMessageView): TemplateResult {
    const { id: messageId } = message;
    return html`<div class="message-actions">
      <huggingphaze-copy-button .text=${() => message.text}></huggingphaze-copy-button>
      ${iconButton('edit', 'Edit', () => this.#edit(message))}
      ${
        message.isShort
          ? iconButton('eye', 'Show what was sent', () =>
              sendIntent(this, { type: 'showSentText', messageId }),
            )
          : nothing
      }
      ${iconButton('bookmark', 'Save as prompt', () => sendIntent(this, { type: 'savePrompt', messageId }))}
      ${
        this.newest
          ? iconButton('refresh', 'Get an answer', () => sendIntent(this, { type: 'tryAgain', messageId }))
          : nothing
      }
      ${iconButton(
        'trash',
        'Delete',
        () => sendIntent(this, { type: 'deleteMessage', messageId }),
        'Delete this question and the answers to it',
      )}
    </div>`;
  }

  #editor({ id, text, attachments }: UserMessageView): TemplateResult {
    return html`<huggingphaze-message-editor
      .text=${this.edits?.textOf(id) ?? text}
      .mayBeEmpty=${attachments.length > 0}
      @edit-typed=${(event: CustomEvent<string>) => this.edits?.keep(id, event.detail)}
      @edit-sent=${(event: CustomEvent<string>) => this.#send(id, event.detail)}
      @edit-cancelled=${() => this.#cancel(id)}
    ></huggingphaze-message-editor>`;
  }

  #edit({ id, text }: UserMessageView): void {
    this.edits?.keep(id, text);
    this.editing = true;
    this.#afterUpdate(() => this.querySelector<MessageEditor>('huggingphaze-message-editor')?.focusField());
  }

  #cancel(messageId: string): void {
    this.edits?.forget(messageId);
    this.editing = false;
    this.dispatchEvent(new CustomEvent<string>('edit-given-up', { bubbles: true, detail: messageId }));
    this.#afterUpdate(() => this.querySelector<HTMLElement>('button[aria-label="Edit"]')?.focus());
  }

  #send(messageId: string, text: string): void {
    this.edits?.keep(messageId, text);
    this.edits?.sent(messageId);
    // It stays as it is until the new message has taken its place: if that fails, no word is lost.
    sendIntent(this, { type: 'editMessage', messageId, text });
  }

  #afterUpdate(action: () => void): void {
    this.updateComplete.then(action, (error: unknown) => reportError(error));
  }
}
