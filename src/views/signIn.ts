import * as vscode from 'vscode';
import { checkToken, tokenPageUrl } from '../core/inference/account';
import type { TokenCheck } from '../core/inference/account';
import { serviceAddress } from '../core/inference/serviceAddress';
import { cleanToken, looksLikeToken } from '../core/inference/token';
import type { Log } from '../core/log';
import { findTokens } from '../platform/foundTokens';
import type { FoundToken } from '../platform/foundTokens';
import { keyringFailedSentence } from '../platform/secrets';
import type { TokenStore } from '../platform/secrets';
import type { Settings } from '../platform/settings';
import { askForToken } from './tokenInput';
import type { TokenVerdict } from './tokenInput';

/** What is needed of a `vscode.Memento`. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

export interface SignInServices {
  readonly tokens: TokenStore;
  readonly settings: { readonly current: Settings };
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  /** Remembers across windows that a token was stored without being checked. */
  readonly memory: Memory;
}

const uncheckedKey = 'tokenIsUnchecked';

/** Setting, checking and removing the Hugging Face token, in the company of a person. */
export class SignIn {
  readonly #services: SignInServices;
  #running: Promise<boolean> | undefined;
  #checking: Promise<void> | undefined;

  constructor(services: SignInServices) {
    this.#services = services;
  }

  /** Walks the person through setting a token. True if one is stored at the end of it. A second call joins the first. */
  async run(): Promise<boolean> {
    this.#running ??= this.#flow().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** True if there is a token, if need be after asking for one. */
  async ensureToken(): Promise<boolean> {
    const { tokens, log } = this.#services;
    if ((await tokens.get()) === undefined) return this.run();
    this.checkLater().catch((error: unknown) => {
      log.error(`The token could not be checked: ${error instanceof Error ? error.name : 'unknown reason'}.`);
    });
    return true;
  }

  async signOut(): Promise<void> {
    const { tokens, memory } = this.#services;
    const wasSignedIn = (await tokens.get()) !== undefined;
    // Tried in any case: a password store that cannot be read looks like one without a token.
    const outcome = await tokens.delete();
    if (outcome === 'keyringFailed') {
      void vscode.window.showErrorMessage(
        'Your computer’s password store could not be used, so the token is still there. Unlock it and sign out again.',
      );
      return;
    }
    await memory.update(uncheckedKey, undefined);
    void vscode.window.showInformationMessage(
      wasSignedIn ? 'Signed out. The token is removed from this computer.' : 'You are not signed in.',
    );
  }

  /** Checks a token that was stored while Hugging Face could not be reached. Speaks up only if it is bad. */
  async checkLater(): Promise<void> {
    this.#checking ??= this.#checkStored().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  async #checkStored(): Promise<void> {
    const { tokens, memory } = this.#services;
    if (memory.get(uncheckedKey) !== true) return;
    const token = await tokens.get();
    const hubUrl = serviceAddress(this.#services.settings.current.hubUrl);
    if (token === undefined || hubUrl === undefined) return;
    const check = await this.#check(token, hubUrl, new AbortController().signal);
    // What was found out of a token that has been replaced meanwhile is of no use.
    if (check.kind === 'unreachable' || (await tokens.get()) !== token) return;
    await memory.update(uncheckedKey, undefined);
    const problem = problemInWords(check);
    if (problem === undefined) return;
    const choice = await vscode.window.showWarningMessage(problem, 'Set token');
    if (choice === 'Set token') await this.run();
  }

  async #flow(): Promise<boolean> {
    const { settings } = this.#services;
    const hubUrl = serviceAddress(settings.current.hubUrl);
    if (hubUrl === undefined) {
      await sayHubUrlIsUnusable();
      return false;
    }
    const pageUrl = vscode.Uri.parse(tokenPageUrl(hubUrl), true);
    const way = await chooseWay(await findTokens());
    if (way === undefined) return false;
    if (way.kind === 'found') {
      const verdict = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Notification, title: 'Checking the token…' },
        async () => this.#judge(way.token, hubUrl, new AbortController().signal),
      );
      if (verdict.kind === 'accepted') {
        void vscode.window.showInformationMessage(verdict.sentence);
        return true;
      }
      const choice = await vscode.window.showErrorMessage(verdict.sentence, 'Use another token');
      if (choice === undefined) return false;
    }
    if (way.kind === 'make') await vscode.env.openExternal(pageUrl);
    return askForToken({
      pageUrl,
      judge: async (pasted, signal) => this.#judge(pasted, hubUrl, signal),
    });
  }

  /** Checks what was pasted and stores it unless it cannot work. */
  async #judge(pasted: string, hubUrl: string, signal: AbortSignal): Promise<TokenVerdict> {
    const { tokens, memory } = this.#services;
    const token = cleanToken(pasted);
    if (token === '') return { kind: 'refused', sentence: 'Paste the token here first. It begins with hf_.' };
    if (!looksLikeToken(token)) return { kind: 'refused', sentence: notAToken };
    const check = await this.#check(token, hubUrl, signal);
    // Nobody waits for the answer any more, so nothing may come of it.
    if (signal.aborted) return { kind: 'refused', sentence: '' };
    const problem = problemInWords(check);
    if (problem !== undefined) {
      const newTokenLabel =
        check.kind === 'lacksPermission'
          ? 'Make one that has it'
          : check.kind === 'unknownToken'
            ? 'Make a new one'
            : undefined;
      return {
        kind: 'refused',
        sentence: problem,
        ...(newTokenLabel === undefined ? {} : { newTokenLabel }),
      };
    }
    if ((await tokens.set(token)) === 'keyringFailed') {
      return { kind: 'refused', sentence: keyringFailedSentence };
    }
    const unchecked = check.kind === 'unreachable';
    await memory.update(uncheckedKey, unchecked ? true : undefined);
    return {
      kind: 'accepted',
      sentence:
        check.kind === 'signedIn'
          ? `Signed in as ${check.name}`
          : 'The token is stored. Hugging Face could not be reached just now, so it will be checked later.',
    };
  }

  async #check(token: string, hubUrl: string, signal: AbortSignal): Promise<TokenCheck> {
    const check = await checkToken({ fetch: this.#services.fetch, hubUrl, token, signal });
    this.#services.log.info(`The token was checked: ${check.kind}.`);
    return check;
  }
}

const notAToken =
  'This is not a token of Hugging Face. A token begins with hf_ and has only letters and digits after it.';

/** What is wrong with a token, or `undefined` if it works as far as is known. */
function problemInWords(check: TokenCheck): string | undefined {
  switch (check.kind) {
    case 'notAToken':
      return notAToken;
    case 'unknownToken':
      return 'Hugging Face does not know this token. Perhaps a part of it is missing, or it has expired or been deleted.';
    case 'lacksPermission':
      return lacksPermission(check.name);
    case 'signedIn':
    case 'unreachable':
      return undefined;
  }
}

function lacksPermission(name: string): string {
  return `This token belongs to ${name}, but lacks the permission “Make calls to Inference Providers”.`;
}

type Way =
  { readonly kind: 'have' } | { readonly kind: 'make' } | { readonly kind: 'found'; readonly token: string };

const foundLabels: Readonly<Record<FoundToken['source'], string>> = {
  environment: 'Use the token in the environment variable HF_TOKEN',
  commandLineTool: 'Use the token that huggingface-cli stored on this computer',
};

async function chooseWay(found: readonly FoundToken[]): Promise<Way | undefined> {
  const items: (vscode.QuickPickItem & { readonly way: Way })[] = [
    {
      label: 'Make a token on Hugging Face',
      iconPath: new vscode.ThemeIcon('link-external'),
      detail: 'Opens its page, filled in already. Press “Create token”, copy it, and come back.',
      way: { kind: 'make' },
    },
    {
      label: 'I have a token',
      iconPath: new vscode.ThemeIcon('key'),
      detail: 'Paste it in the next step.',
      way: { kind: 'have' },
    },
    ...found.map(({ source, token }) => ({
      label: foundLabels[source],
      iconPath: new vscode.ThemeIcon('terminal'),
      detail: 'It is checked first, and then kept in the password store of your computer.',
      way: { kind: 'found' as const, token },
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Set Hugging Face Token (1/2)',
    placeHolder: 'A token is a kind of password that lets this editor use your Hugging Face account',
    ignoreFocusOut: true,
  });
  return chosen?.way;
}

async function sayHubUrlIsUnusable(): Promise<void> {
  const choice = await vscode.window.showErrorMessage(
    'The setting “huggingphaze.hubUrl” is not an address that a token may be sent to. It must begin with https://.',
    'Open settings',
  );
  if (choice !== undefined) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'huggingphaze.hubUrl');
  }
}
