import type { ChatEvent, ConversationSnapshot } from '../../core/chat/chatEvent';
import type { Listen, Releasable } from '../../core/emitter';
import type { ContextView, HostMessage, PanelStatus } from '../../protocol';
import { afterFrame, DeltaCoalescer } from './deltaCoalescer';
import type { AfterFrame } from './deltaCoalescer';
import { answerView, attachmentView, messageView } from './messageView';
import { undoOffer } from './undoWords';

/** What of the chat the presenter shows. */
export interface PresentedChat {
  readonly current: ConversationSnapshot;
  readonly onDidChange: Listen<ChatEvent>;
}

/**
 * Turns what happens in the chat into messages for the panel. Nothing is posted while nobody looks: a panel that
 * appears asks for a snapshot, which carries everything.
 */
export class ChatPresenter implements Releasable {
  readonly #chat: PresentedChat;
  readonly #subscription: Releasable;
  readonly #deltas: DeltaCoalescer;
  #post: ((message: HostMessage) => void) | undefined;
  readonly #status: () => PanelStatus;
  readonly #context: () => ContextView | undefined;
  #statusInPanel = '';
  #contextInPanel = '';
  /** What the panel's composer holds, so that the person's own typing is not sent back to them. */
  #draftInPanel = '';

  constructor(
    chat: PresentedChat,
    status: () => PanelStatus,
    context: () => ContextView | undefined,
    schedule: AfterFrame = afterFrame,
  ) {
    this.#chat = chat;
    this.#status = status;
    this.#context = context;
    this.#deltas = new DeltaCoalescer((delta) => this.post({ type: 'delta', ...delta }), schedule);
    this.#subscription = chat.onDidChange((event) => this.#show(event));
  }

  /** The panel is there and shows nothing yet. */
  attach(post: (message: HostMessage) => void): void {
    this.#post = post;
    this.#postSnapshot();
  }

  /** The panel is gone or hidden. */
  detach(): void {
    this.#post = undefined;
    this.#deltas.drop();
  }

  get isAttached(): boolean {
    return this.#post !== undefined;
  }

  /** Posts a message if somebody looks. */
  post(message: HostMessage): void {
    this.#post?.(message);
  }

  setStatus(status: PanelStatus): void {
    if (this.#post === undefined || JSON.stringify(status) === this.#statusInPanel) return;
    this.#statusInPanel = JSON.stringify(status);
    this.post({ type: 'statusChanged', status });
  }

  setContext(context: ContextView): void {
    const written = JSON.stringify(context);
    if (this.#post === undefined || written === this.#contextInPanel) return;
    this.#contextInPanel = written;
    this.post({ type: 'contextChanged', context });
  }

  /** The person typed this, or sent what was there (the panel then empties its composer by itself). */
  draftIsNow(text: string): void {
    this.#draftInPanel = text;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#deltas.dispose();
    this.#post = undefined;
  }

  #postSnapshot(): void {
    this.#deltas.drop();
    const { id, title, messages, branches, deletion, draft, attachments } = this.#chat.current;
    const status = this.#status();
    const context = this.#context();
    this.#contextInPanel = JSON.stringify(context ?? '');
    this.#draftInPanel = draft;
    this.#statusInPanel = JSON.stringify(status);
    this.post({
      type: 'snapshot',
      conversationId: id,
      title,
      messages: messages.map(messageView),
      branches,
      ...undoOffer(deletion),
      draft,
      attachments: attachments.map(attachmentView),
      status,
      ...(context && { context }),
    });
  }

  #show(event: ChatEvent): void {
    if (this.#post === undefined) return;
    if (event.type === 'delta') {
      this.#deltas.add(event);
      return;
    }
    this.#deltas.flush();
    switch (event.type) {
      case 'opened':
        this.#postSnapshot();
        break;
      case 'messageAdded':
        this.post({ type: 'messageAdded', message: messageView(event.message) });
        break;
      case 'messageChanged':
        // What a person wrote does not change once it is sent.
        if (event.message.role === 'assistant') {
          this.post({ type: 'answerChanged', message: answerView(event.message) });
        }
        break;
      case 'truncated':
        this.post({ type: 'truncated', fromMessageId: event.fromMessageId });
        break;
      case 'pathChanged': {
        const { afterMessageId, messages } = event;
        this.post({ type: 'pathChanged', afterMessageId, messages: messages.map(messageView) });
        break;
      }
      case 'branchesChanged':
        this.post({ type: 'branchesChanged', branches: event.branches });
        break;
      case 'deletionChanged':
        this.post({ type: 'undoChanged', ...undoOffer(event.deletion) });
        break;
      case 'draftChanged':
        if (event.draft === this.#draftInPanel) break;
        this.#draftInPanel = event.draft;
        this.post({ type: 'draftSet', text: event.draft });
        break;
      case 'titleChanged':
        this.post({ type: 'titleChanged', title: event.title });
        break;
      case 'attachmentsChanged':
        this.post({ type: 'attachmentsChanged', attachments: event.attachments.map(attachmentView) });
        break;
      case 'settingsChanged':
        // The meter says what is set.
        break;
      case 'storageTrouble':
        // The panel's status says it: whoever computes the status listens as well.
        break;
    }
  }
}
