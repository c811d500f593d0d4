import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { type HostMessage, type MessageState, type PanelStatus, type ViewIntent } from '../../src/protocol';
import { classMap } from 'lit/directives/class-map.js';
import { createRef, ref } from 'lit/directives/ref.js';
import '../history/historyScreen';
import type { HistoryScreen } from '../history/historyScreen';
import './announcer';
import { onAnnouncement } from './announcer';
import type { Answer } from './answer';
import { additionsInWords } from './attachmentChanges';
import './composer';
import type { Composer } from './composer';
import { connectDrops } from './dropTarget';
import './emptyState';
import { connectHost } from './hostConnection';
import { onIntent } from './intent';
import { LightElement } from './lightElement';
import './noticeBar';
import { obstacleTo, takesItsButtonAway } from './obstacles';
import { PanelMemory } from './panelMemory';
import { PanelModel } from './panelModel';
import './quoteButton';
import { RefusedEdit } from './refusedEdit';
import './pictureDialog';
import type { ShownPicture } from './pictureDialog';
import { preparePicture } from './pictures';
import './signInState';
import { ThumbnailKeeper } from './thumbnailKeeper';
import './transcript';
import type { Transcript } from './transcript';
import { TreeChanges } from './treeChanges';
import './undoBar';
import { stateInWords } from './words';

/** The whole panel: shows what the host says, and tells the host what the person wants. */
@customElement('huggingphaze-chat')
export class ChatApp extends LightElement {
  @state() private announcement = { sentence: '' };
  @state() private holdsFiles = false;
  /** Whether the history stands in the chat's place. */
  @state() private showsHistory = false;
  @state() private offeredSelection = '';
  @state() private shownPicture: ShownPicture | undefined;
  readonly #host = connectHost();
  readonly #model = new PanelModel();
  readonly #composer = createRef<Composer>();
  readonly #transcript = createRef<Transcript>();
  readonly #history = createRef<HistoryScreen>();
  readonly #memory = new PanelMemory(this.#host, () => ({
    conversationId: this.#openings > 0 ? this.#model.conversationId : undefined,
    draft: this.#composer.value?.text ?? '',
    place: this.#transcript.value?.place,
  }));
  readonly #thumbnails = new ThumbnailKeeper(this, (intent) => this.#host.post(intent));
  readonly #treeChanges = new TreeChanges(this);
  readonly #refusedEdit = new RefusedEdit(this, this.#memory.edits);
  /** Counts snapshots, so that the same conversation sent again is made anew too. */
  #openings = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    onIntent(this, (intent) => this.#post(intent));
    onAnnouncement(this, (sentence) => this.#announce(sentence));
    this.addEventListener('quote', (event) => this.#quote(event));
    this.addEventListener('refusal-dismissed', () => this.#dismissRefusal());
    this.addEventListener('edit-given-up', () => {
      if (this.#model.refusal?.turn?.kind === 'edit') this.#model.dismissRefusal();
      this.requestUpdate();
    });
    window.addEventListener('pagehide', () => this.#memory.keepAll());
    document.addEventListener('keydown', (event) => this.#keyPressed(event));
    connectDrops(
      (intent) => this.#post(intent),
      (isHovering) => {
        this.holdsFiles = isHovering;
      },
    );
    this.#host.listen((message) => this.#receive(message));
  }

  protected override firstUpdated(): void {
    this.#host.post({ type: 'ready' });
  }

  protected override render(): TemplateResult {
    const model = this.#model;
    const status = model.status;
    return html`<main
      class=${classMap({ chat: true, 'drop-target': this.holdsFiles, 'reads-text-only': status?.readsTextOnly ?? false })}
    >
      <h1 class="visually-hidden">${model.title === '' ? 'New chat' : model.title}</h1>
      <huggingphaze-notice-bar
        role="status"
        .notice=${status?.notice ?? ''}
        .opensSettings=${status?.noticeOpensSettings ?? false}
        .serverName=${status?.serverName ?? ''}
      ></huggingphaze-notice-bar>
      <huggingphaze-transcript
        ${ref(this.#transcript)}
        .messages=${model.messages}
        .branches=${model.branches}
        .edits=${this.#memory.edits}
        .opening=${this.#openings}
        .initialPlace=${this.#memory.place}
        .unseen=${model.context?.boundary?.unseen}
        .firstSeenId=${model.context?.boundary?.firstSeenId ?? ''}
        .placeholder=${placeholder(status)}
        @place-changed=${() => this.#memory.keepAll()}
        @example-chosen=${(event: CustomEvent<string>) => this.#useExample(event.detail)}
      ></huggingphaze-transcript>
      <huggingphaze-quote-button></huggingphaze-quote-button>
      <huggingphaze-undo-bar .offer=${model.undo}></huggingphaze-undo-bar>
      <huggingphaze-composer
        ${ref(this.#composer)}
        .conversationId=${this.#openings > 0 ? model.conversationId : undefined}
        .streaming=${model.streaming !== undefined}
        .modelName=${status?.modelName ?? ''}
        .modelDetail=${status?.modelDetail ?? ''}
        .attachments=${model.attachments}
        .context=${model.context}
        .refusal=${model.refusal}
        .offeredSelection=${this.offeredSelection}
        .readsTextOnly=${status?.readsTextOnly ?? false}
        @draft-changed=${() => this.#memory.keepWords()}
      ></huggingphaze-composer>
      ${
        this.showsHistory
          ? html`<huggingphaze-history
              ${ref(this.#history)}
              @history-closed=${() => this.#closeHistory()}
            ></huggingphaze-history>`
          : nothing
      }
      <huggingphaze-picture-dialog
        .picture=${this.shownPicture}
        @picture-closed=${() => {
          this.shownPicture = undefined;
        }}
      ></huggingphaze-picture-dialog>
      <huggingphaze-announcer .announcement=${this.announcement}></huggingphaze-announcer>
    </main>`;
  }

  #post(intent: ViewIntent): void {
    const obstacle = obstacleTo(intent, this.#model.streaming !== undefined);
    if (obstacle !== '') {
      if (intent.type === 'editMessage') this.#memory.edits.refused(intent.messageId);
      this.#composer.value?.advise(obstacle);
      return;
    }
    this.#treeChanges.asked(intent);
    if (intent.type === 'send') {
      this.#memory.sent(intent.text);
      this.#transcript.value?.followLatest();
    }
    this.#host.post(intent);
    // Their buttons are about to go, and the keyboard with them.
    if (takesItsButtonAway.has(intent.type)) this.#composer.value?.focusField();
  }

  #receive(message: HostMessage): void {
    switch (message.type) {
      case 'snapshot':
        this.#open(message);
        break;
      case 'draftSet':
        this.#composer.value?.restore(message.text);
        this.#memory.claimed();
        break;
      case 'focusComposer':
        this.#closeHistory();
        break;
      case 'turnRefused':
        this.#model.apply(message);
        this.#refusedEdit.hear(message.refusal);
        this.requestUpdate();
        break;
      case 'showHistory':
        this.#composer.value?.flush();
        this.showsHistory = true;
        break;
      case 'conversations':
      case 'conversationsChanged':
      case 'conversationsDeleted':
      case 'deletedConversations':
      case 'conversationIds':
      case 'keyboardToConversation':
        this.#history.value?.receive(message);
        break;
      case 'selectionOffered':
        this.offeredSelection = message.label;
        break;
      case 'pictureShown':
        this.shownPicture = message;
        break;
      case 'thumbnailSource':
        this.#thumbnails.receive(message);
        break;
      case 'pictureToPrepare':
        preparePicture(message, (intent) => this.#host.post(intent));
        break;
      case 'mentionsFound':
        this.#composer.value?.mentionsFound(message.query, message.mentions);
        break;
      case 'promptsFound':
        this.#composer.value?.promptsFound(message.query, message.prompts);
        break;
      case 'delta':
        this.#model.apply(message);
        break;
      case 'messageAdded':
        this.#model.apply(message);
        if (message.message.role === 'user') {
          this.#transcript.value?.followLatest();
          this.#memory.claimed();
        } else this.#announceState(undefined, this.#model.answer(message.message.id));
        this.requestUpdate();
        break;
      case 'answerChanged': {
        const before = this.#model.answer(message.message.id)?.state;
        this.#model.apply(message);
        this.#announceState(before, this.#model.answer(message.message.id));
        this.requestUpdate();
        break;
      }
      case 'attachmentsChanged': {
        const added = additionsInWords(this.#model.attachments, message.attachments);
        if (added !== '') this.#announce(added);
        this.#model.apply(message);
        this.requestUpdate();
        break;
      }
      case 'pathChanged':
      case 'branchesChanged':
      case 'undoChanged':
        if (message.type === 'pathChanged') this.#transcript.value?.holdPlace();
        this.#model.apply(message);
        this.#treeChanges.hear(message, this.#model);
        this.requestUpdate();
        break;
      default:
        this.#model.apply(message);
        this.requestUpdate();
    }
  }

  #quote(event: Event): void {
    if (!(event instanceof CustomEvent) || typeof event.detail !== 'string') return;
    this.#composer.value?.insertQuote(event.detail);
    this.#announce('Quoted in your message');
  }

  /** Gives the chat its place back, and its composer the keyboard. */
  #closeHistory(): void {
    if (this.showsHistory) this.#host.post({ type: 'historyClosed' });
    this.showsHistory = false;
    // Only what can be seen can have the keyboard.
    void this.updateComplete.then(() => {
      if (!this.#refusedEdit.takeKeyboard()) this.#composer.value?.focusField();
    });
  }

  #dismissRefusal(): void {
    this.#model.dismissRefusal();
    this.#composer.value?.focusField();
    this.requestUpdate();
  }

  #useExample(prompt: string): void {
    this.#composer.value?.write(prompt);
    this.#composer.value?.focusField();
  }

  #open(snapshot: Extract<HostMessage, { readonly type: 'snapshot' }>): void {
    // The last words typed belong to the conversation that is still open here.
    this.#composer.value?.flush();
    const opensSame = this.#memory.leaveFor(snapshot.conversationId);
    this.#model.apply(snapshot);
    this.#openings++;
    if (this.#openings === 1) {
      const kept = this.#memory.takeDraftFor(snapshot);
      this.#composer.value?.openDraft(snapshot.draft);
      if (kept !== snapshot.draft) this.#composer.value?.write(kept);
    } else if (opensSame) {
      this.#composer.value?.agreeOnDraft(snapshot.draft);
    } else {
      this.#composer.value?.openDraft(snapshot.draft);
    }
    this.#memory.keepWords();
    this.requestUpdate();
  }

  #keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    // VS Code hears of the keys that reach the window, and would end a rewrite that is open beside the chat.
    event.stopPropagation();
    if (event.isComposing || event.defaultPrevented) return;
    if (this.showsHistory) this.#closeHistory();
    else if (this.#model.streaming) this.#host.post({ type: 'stop' });
  }

  #announceState(before: MessageState | undefined, answer: Answer | undefined): void {
    if (!answer || answer.state === before) return;
    const sentence = stateInWords(answer);
    if (sentence !== '') this.#announce(sentence);
  }

  #announce(sentence: string): void {
    this.announcement = { sentence };
  }
}

function placeholder(status: PanelStatus | undefined): TemplateResult | typeof nothing {
  if (!status) return nothing;
  return status.setup === 'noToken'
    ? html`<huggingphaze-sign-in-state></huggingphaze-sign-in-state>`
    : html`<huggingphaze-empty-state></huggingphaze-empty-state>`;
}
