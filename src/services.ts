import { createHash, randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { registerBatchCommands } from './batch/commands';
import { ChatPictures } from './core/chat/chatPictures';
import { ChatHistory } from './core/chat/chatHistory';
import { ChatService } from './core/chat/chatService';
import type { ClientEnvironment } from './core/inference/clientEnvironment';
import { describeError } from './core/inference/errorWords';
import type { InferenceError } from './core/inference/inferenceError';
import { lazyModelClient } from './core/inference/lazyClient';
import { ModelCatalogue } from './core/inference/modelCatalogue';
import { ModelSelection } from './core/inference/modelSelection';
import { ConversationSearch } from './core/search/conversationSearch';
import { ConversationStore } from './core/storage/conversationStore';
import { systemTimers } from './core/storage/clock';
import { PictureStore } from './core/storage/pictureStore';
import { SuggestionStore } from './core/storage/suggestionStore';
import { registerEditorCommands } from './editor/commands';
import { createContinuation } from './editor/continuation/createContinuation';
import type { Provide } from './editor/continuation/automaticStandIn';
import type { EditorServices } from './editor/editorServices';
import type { TerminalCommands } from './editor/terminal/terminalCommands';
import { registerExchangeCommands } from './exchange/commands';
import { catalogueFile } from './platform/catalogueFile';
import { showChatFiles } from './platform/chatFiles';
import { commandIds } from './platform/commands';
import { chatSettings, editorSettings } from './platform/callSettings';
import { workspaceAddresses, workspaceConfiguration } from './platform/configuration';
import { lastConversationFile, workspaceKey } from './platform/lastConversationFile';
import { OutputLog } from './platform/logging';
import { TokenStore } from './platform/secrets';
import { SettingsReader, settingsSection } from './platform/settings';
import { nodeFileSystem } from './platform/storageFileSystem';
import { tokenSizes } from './platform/tokenCounting';
import { thisWindow, windowIsOpen } from './platform/windowProcess';
import { createPrompts } from './prompts/createPrompts';
import { AttachmentIntents } from './views/attachments/attachmentIntents';
import { LazyAttachments } from './views/attachments/lazyAttachments';
import { SelectionOffer } from './views/attachments/selectionOffer';
import { ChatIntents } from './views/chat/chatIntents';
import { ChatPresenter } from './views/chat/chatPresenter';
import { ChatViewProvider } from './views/chat/chatViewProvider';
import { HistoryPresenter } from './views/chat/historyPresenter';
import { ContextMeter } from './views/chat/contextMeter';
import { StatusKeeper } from './views/chat/statusKeeper';
import { editChatSettings } from './views/chatSettings';
import { ContextKeeper } from './views/contextKeeper';
import { deleteAllChats } from './views/deleteAllChats';
import { ErrorActions } from './views/errorActions';
import { notifyOfError } from './views/errorNotification';
import { registerHostCommands } from './views/hostCommands';
import { ModelPicker } from './views/modelPicker';
import { PromptHistory } from './views/promptHistory';
import { SignIn } from './views/signIn';

/** What integration tests look into. */
export interface TestApi {
  readonly tokenStore: TokenStore;
  readonly chat: ChatService;
  readonly selection: ModelSelection;
  readonly catalogue: ModelCatalogue;
  readonly settings: SettingsReader;
  /** Where our log is written. */
  readonly logFolder: vscode.Uri;
}

/** Everything that the extension is made of. */
export interface Services {
  readonly chatView: ChatViewProvider;
  /** What continues a document while its person types, where they turned that on. */
  readonly continueByItself: Provide;
  readonly testApi: TestApi;
  /** Resolves when the suggestions of an earlier window are there. */
  readonly restored: Promise<void>;
  /** Saves what is not saved yet. Resolves when it is on disk. */
  close(): Promise<void>;
}

/** A list of models older than this, in milliseconds, is refreshed when the chat is shown. */
const listIsOldAfter = 3_600_000;

/** Builds all services and registers the real commands. Called on first use, not at activation. */
export function createServices(context: vscode.ExtensionContext, terminals: TerminalCommands): Services {
  const register = <T extends { dispose(): void }>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const { globalState, globalStorageUri, secrets, extensionUri } = context;
  const log = register(new OutputLog());
  const settings = new SettingsReader(workspaceConfiguration, log);
  const tokens = register(new TokenStore(secrets, log));
  const fetch: typeof globalThis.fetch = async (input, init) => globalThis.fetch(input, init);
  const fileSystem = nodeFileSystem(globalStorageUri.fsPath);
  const workspace = workspaceKey(workspaceAddresses());

  const catalogue = register(
    new ModelCatalogue({
      fetch,
      log,
      now: Date.now,
      routerUrl: () => settings.current.routerUrl,
      cache: catalogueFile(fileSystem, () => settings.current.routerUrl),
    }),
  );
  const selection = register(new ModelSelection({ catalogue, settings: () => settings.current }));
  const calls: ClientEnvironment = {
    fetch,
    log,
    token: async () => tokens.get(),
    routerUrl: () => settings.current.routerUrl,
    hubUrl: () => settings.current.hubUrl,
    billTo: () => settings.current.billTo,
  };
  const client = lazyModelClient(calls);
  const sizes = register(
    tokenSizes({
      script: vscode.Uri.joinPath(extensionUri, 'dist', 'tokenizerWorker.js').fsPath,
      fileSystem,
      settings: () => settings.current,
      token: async () => tokens.get(),
      fetch,
      log,
    }),
  );
  const store = new ConversationStore({ fileSystem, timers: systemTimers, log, writer: randomUUID() });
  const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const pictures = new ChatPictures(new PictureStore({ fileSystem, digest: sha256 }));
  const chat = register(
    new ChatService({
      client,
      selection,
      store,
      pictures,
      log,
      measure: (modelId) => sizes.measureFor(modelId),
      settings: () => chatSettings(settings.current),
      now: Date.now,
      newId: randomUUID,
      lastConversation: lastConversationFile(fileSystem, workspace),
    }),
  );

  const signIn = new SignIn({ tokens, settings, fetch, log, memory: globalState });
  const modelPicker = new ModelPicker({ catalogue, settings, memory: globalState });
  const status = register(
    new StatusKeeper({ tokens, selection, settings, chat }, (now) => presenter.setStatus(now)),
  );
  const meter = register(
    new ContextMeter(
      { chat, selection, sizes, timers: systemTimers, settings: () => chatSettings(settings.current) },
      (context) => presenter.setContext(context),
    ),
  );
  const presenter: ChatPresenter = register(
    new ChatPresenter(
      chat,
      () => status.current,
      () => meter.current,
    ),
  );
  const editSettings = async (): Promise<void> =>
    editChatSettings(chat, () => chatSettings(settings.current));
  const newChat = async (): Promise<void> => {
    await chat.newChat();
    await chatView.show();
  };
  const errorActions = new ErrorActions({
    settings,
    modelPicker,
    signIn,
    newChat,
    showLog: () => log.show(),
  });
  const attachments = register(
    new LazyAttachments({
      chat,
      pictures,
      presenter,
      log,
      documentScript: vscode.Uri.joinPath(extensionUri, 'dist', 'documentWorker.js').fsPath,
      showChat: async () => chatView.show(),
    }),
  );
  const selectionOffer = register(
    new SelectionOffer({
      isWanted: () => settings.current.offerSelection,
      isAttached: (label, text) =>
        chat.current.attachments.some(
          (attachment) =>
            attachment.kind !== 'picture' && attachment.label === label && attachment.text === text,
        ),
      show: (label) => presenter.post({ type: 'selectionOffered', label }),
    }),
  );
  register(
    chat.onDidChange(({ type }) => {
      if (type === 'attachmentsChanged' || type === 'opened') selectionOffer.changed();
    }),
  );
  const chatHistory = new ChatHistory({ chat, store, now: Date.now });
  const search = register(new ConversationSearch({ store, fileSystem, log }));
  const history = register(
    new HistoryPresenter({
      chat,
      history: chatHistory,
      search,
      post: (message) => presenter.post(message),
      now: () => new Date(),
      keepsHistory: () => settings.current.keepHistory,
      showFiles: async () => showChatFiles(globalStorageUri),
      exportChat: async (conversationId) =>
        vscode.commands.executeCommand(commandIds.exportChat, { conversationId }),
      tell: (sentence) => void vscode.window.showWarningMessage(sentence),
    }),
  );
  // Another window may have changed the list meanwhile.
  register(vscode.window.onDidChangeWindowState(({ focused }) => focused && history.changed()));
  const prompts = register(
    createPrompts({
      chat,
      selection,
      catalogue,
      fileSystem,
      context,
      log,
      post: (message) => presenter.post(message),
      showChat: async () => chatView.show(),
      ensureToken: async () => signIn.ensureToken(),
      inBackground: (work) => inBackground(log, work),
    }),
  );
  const intents = new ChatIntents({
    chat,
    presenter,
    selection,
    meter,
    modelPicker,
    signIn,
    errorActions,
    history,
    prompts,
    editChatSettings: editSettings,
    attachments: new AttachmentIntents({ chat, pictures, presenter, selection, selectionOffer, attachments }),
  });
  const refreshOldList = async (): Promise<void> => {
    const age = Date.now() - (catalogue.current?.fetchedAt ?? 0);
    if (age > listIsOldAfter) await catalogue.refresh();
  };
  const chatView: ChatViewProvider = register(
    new ChatViewProvider({
      extensionUri,
      presenter,
      log,
      prepare: async () => {
        await Promise.all([chat.load(), catalogue.load(), status.refresh()]);
        inBackground(log, refreshOldList());
        inBackground(log, signIn.checkLater());
      },
      handle: async (intent) => intents.handle(intent),
      filled: () => {
        selectionOffer.showAgain();
        attachments.panelFilled();
      },
    }),
  );
  register(new ContextKeeper({ chat, chatView, selection, tokens }));

  const promptHistory = new PromptHistory(globalState);
  const reportError = async (error: InferenceError, modelName: string, retry: () => void): Promise<void> =>
    notifyOfError(
      error,
      modelName,
      { model: selection.resolveNow().id, retry: async () => Promise.resolve().then(retry) },
      errorActions,
    );
  const forPrompts = {
    client,
    selection,
    log,
    settings: () => editorSettings(settings.current),
    promptHistory: {
      list: () => promptHistory.list(),
      add: (prompt: string) => inBackground(log, promptHistory.add(prompt)),
    },
    ensureToken: async () => signIn.ensureToken(),
  };
  const editorServices: EditorServices = {
    ...forPrompts,
    lastCommandOf: (terminal) => terminals.lastOf(terminal),
    chat,
    memory: globalState,
    suggestions: new SuggestionStore({ fileSystem, now: Date.now }),
    workspace,
    thisWindow,
    windowIsOpen,
    showChat: async () => chatView.show(),
    readFile: async (uri, signal) => (await attachments.load()).readFile(uri, signal),
    reportError: (error, modelName, retry) => inBackground(log, reportError(error, modelName, retry)),
  };
  const editorCommands = register(registerEditorCommands(editorServices));
  const continuation = register(
    createContinuation({
      editor: editorServices,
      client,
      resolve: async (modelId) => selection.resolve(modelId),
      settings,
      tokens,
      fileSystem,
    }),
  );
  const batch = register(
    registerBatchCommands({
      ...forPrompts,
      client: lazyModelClient({ ...calls, retries: { attempts: 1 } }),
      fileSystem,
      timers: systemTimers,
      readFile: async (uri, signal) => (await attachments.load()).readFile(uri, signal),
      describeError: (error, modelName) => describeError(error, { modelName }).sentence,
      workspace: () => workspaceKey(workspaceAddresses()),
      digest: (text) => sha256(new TextEncoder().encode(text)).slice(0, 24),
      newId: randomUUID,
      prompts: async () => prompts.load(),
      keepsHistory: () => settings.current.keepHistory,
      reportError,
      inBackground: (work) => inBackground(log, work),
    }),
  );
  register(
    registerExchangeCommands({
      chat,
      store,
      pictures,
      log,
      token: async () => tokens.get(),
      openChat: async (conversationId) => {
        await chat.open(conversationId);
        await chatView.show();
      },
      showChats: async () => vscode.commands.executeCommand(commandIds.openChat),
      inBackground: (work) => inBackground(log, work),
    }),
  );
  register(
    registerHostCommands({
      chat,
      chatView,
      signIn,
      modelPicker,
      newChat,
      deleteAllChats: async () => {
        await deleteAllChats(chatHistory, promptHistory);
        history.changed();
      },
      editChatSettings: editSettings,
      stopEditor: () => [editorCommands.stop(), continuation.stop()].includes(true),
      showLog: () => log.show(),
    }),
  );
  register(vscode.workspace.onDidGrantWorkspaceTrust(() => meter.refresh()));
  register(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(settingsSection)) return;
      if (event.affectsConfiguration(`${settingsSection}.routerUrl`)) {
        catalogue.serverChanged();
        inBackground(log, catalogue.load());
        inBackground(log, catalogue.refresh());
      }
      selection.settingsChanged();
      meter.refresh();
      selectionOffer.changed();
    }),
  );
  return {
    chatView,
    continueByItself: continuation.provide,
    testApi: { tokenStore: tokens, chat, selection, catalogue, settings, logFolder: context.logUri },
    restored: editorCommands.restored,
    close: async () => {
      await Promise.all([chat.close(), editorCommands.close(), batch.close()]);
    },
  };
}

/** For what nobody waits for: a failure is logged by its name only, as its message may hold what is private. */
function inBackground(log: OutputLog, work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    log.error(`Work in the background failed: ${error instanceof Error ? error.name : 'unknown reason'}.`);
  });
}
