import * as vscode from 'vscode';
import type { ChatService } from '../../core/chat/chatService';
import type { AssistantMessage } from '../../core/chat/message';
import { refusalInWords } from '../../core/chat/refusalWords';
import type { TurnRefusal } from '../../core/chat/turnRefusal';
import type { ModelSelection } from '../../core/inference/modelSelection';
import type { ViewIntent } from '../../protocol';
import type { HistoryIntent } from '../../protocol/history';
import type { Prompts } from '../../prompts/commands';
import { openSettings } from '../errorActions';
import type { ErrorActions } from '../errorActions';
import type { AttachmentIntents } from '../attachments/attachmentIntents';
import type { ChatPresenter } from './chatPresenter';
import type { ContextMeter } from './contextMeter';
import { insertAtCursor, newFile } from './documents';

export interface ChatIntentServices {
  readonly chat: ChatService;
  readonly presenter: ChatPresenter;
  readonly selection: Pick<ModelSelection, 'resolveNow'>;
  readonly modelPicker: {
    pick(): Promise<boolean>;
    pickOnce(): Promise<string | undefined>;
  };
  readonly meter: ContextMeter;
  readonly signIn: { run(): Promise<boolean> };
  readonly errorActions: ErrorActions;
  readonly prompts: Pick<Prompts, 'load' | 'runFromComposer'>;
  /** Does what is wanted of the list of earlier conversations. */
  readonly history: { handle(intent: HistoryIntent): Promise<void> };
  editChatSettings(): Promise<void>;
  readonly attachments: AttachmentIntents;
}

/** Does what the panel asks for. */
export class ChatIntents {
  readonly #services: ChatIntentServices;

  constructor(services: ChatIntentServices) {
    this.#services = services;
  }

  async handle(intent: Exclude<ViewIntent, { type: 'ready' }>): Promise<void> {
    const { chat, presenter, meter, modelPicker, signIn } = this.#services;
    switch (intent.type) {
      case 'send':
        if (this.#services.attachments.cannotBeSeen()) {
          // The panel says so before; a model that was chosen in this moment can make it late.
          presenter.post({ type: 'draftSet', text: intent.text });
          return;
        }
        presenter.draftIsNow('');
        if (await this.#services.prompts.runFromComposer(intent.text)) return;
        if (typeof (await chat.send({ text: intent.text })) === 'object')
          presenter.post({ type: 'sendRefused', context: meter.current });
        return;
      case 'draftChanged':
        if (intent.conversationId === chat.current.id) presenter.draftIsNow(intent.text);
        chat.setDraft(intent.text, intent.conversationId);
        meter.refresh();
        return;
      case 'stop':
        chat.stop();
        return;
      case 'tryAgain':
        return this.#ask(intent.messageId, chat.tryAgain(intent.messageId));
      case 'tryAgainWithModel':
        return this.#withModel(intent.messageId, async (model) => chat.tryAgain(intent.messageId, model));
      case 'continueAnswer':
        return this.#ask(intent.messageId, chat.continueAnswer(intent.messageId));
      case 'continueWithModel':
        return this.#withModel(intent.messageId, async (model) =>
          chat.continueAnswer(intent.messageId, model),
        );
      case 'editMessage':
        return this.#ask(intent.messageId, chat.branching.edit(intent.messageId, intent.text));
      case 'stepBranch':
        return chat.branching.step(intent.messageId, intent.direction);
      case 'deleteMessage':
        return chat.branching.delete(intent.messageId);
      case 'undo':
        return chat.branching.undo(intent.id);
      case 'dismissUndo':
        return chat.branching.settleDeletion();
      case 'newChat':
        await chat.newChat();
        presenter.post({ type: 'focusComposer' });
        return;
      case 'selectModel':
        await modelPicker.pick();
        // What had the keyboard before a pick list lost it; without this it would be nowhere.
        presenter.post({ type: 'focusComposer' });
        return;
      case 'signIn':
        await signIn.run();
        presenter.post({ type: 'focusComposer' });
        return;
      case 'openSettings':
        return openSettings();
      case 'chatSettings':
        await this.#services.editChatSettings();
        presenter.post({ type: 'focusComposer' });
        return;
      case 'attach':
      case 'attachFile':
      case 'attachMention':
      case 'attachPicture':
      case 'attachSelection':
      case 'attachUris':
      case 'declineSelection':
      case 'findMentions':
      case 'previewAttachment':
      case 'refuseFile':
      case 'removeAttachment':
      case 'wantThumbnail':
        return this.#services.attachments.handle(intent);
      case 'findPrompts':
      case 'savePrompt':
      case 'showSentText':
        return (await this.#services.prompts.load()).handle(intent);
      case 'errorAction':
        return this.#runErrorAction(intent);
      case 'copyText':
        await vscode.env.clipboard.writeText(intent.text);
        return;
      case 'insertAtCursor':
        return insertAtCursor(intent.code);
      case 'newFile':
        return newFile(intent.code, intent.language);
      case 'openLink':
        // As text: a Uri would undo the escapes in a link's query. What it may be was checked on its way in.
        await vscode.commands.executeCommand('vscode.open', intent.href);
        return;
      default:
        return this.#services.history.handle(intent);
    }
  }

  /** Waits for a turn, and says why if the model can't read it. */
  async #ask(messageId: string, turn: Promise<TurnRefusal | undefined>): Promise<void> {
    const refusal = await turn;
    if (refusal === undefined || refusal.turn === 'send') return;
    const { presenter, selection } = this.#services;
    const { name } = selection.resolveNow(refusal.modelId);
    presenter.post({
      type: 'turnRefused',
      refusal: { sentence: refusalInWords(refusal, name), turn: { kind: refusal.turn, messageId } },
    });
  }

  /** Has another model do it, this once. */
  async #withModel(
    messageId: string,
    turn: (modelId: string) => Promise<TurnRefusal | undefined>,
  ): Promise<void> {
    const { chat, presenter, modelPicker } = this.#services;
    const model = await modelPicker.pickOnce();
    presenter.post({ type: 'focusComposer' });
    if (model === undefined) return;
    if (!chat.busy) return this.#ask(messageId, turn(model));
    // Another answer has begun behind the list, from the editor perhaps.
    void vscode.window.showInformationMessage(
      'The chat is answering another question. Try again when that answer has ended.',
    );
  }

  /** Only what an error card in this conversation offers: an id that is not there does nothing. */
  async #runErrorAction({ messageId, action }: ViewIntent & { type: 'errorAction' }): Promise<void> {
    const { chat, errorActions } = this.#services;
    const message = chat.current.messages.find(({ id }) => id === messageId);
    if (message === undefined || !isAnswer(message)) return;
    await errorActions.run(action, {
      model: message.model,
      // Words that came before the error are worth keeping: the model goes on from them.
      retry: async () =>
        this.#ask(
          messageId,
          message.text.trim() === '' ? chat.tryAgain(messageId) : chat.continueAnswer(messageId),
        ),
    });
  }
}

function isAnswer(message: { role: string }): message is AssistantMessage {
  return message.role === 'assistant';
}
