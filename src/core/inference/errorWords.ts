import type { InferenceError } from './inferenceError';
import { providerInWords } from './names';

/** What a button beside an error does. Structurally the protocol's `ErrorActionId`. */
export type ErrorActionId =
  | 'tryAgain'
  | 'chooseModel'
  | 'setToken'
  | 'addCredits'
  | 'openModelPage'
  | 'openProviderSettings'
  | 'newChat'
  | 'openSettings'
  | 'showLog';

/** An error as a person reads it. Structurally the protocol's `ErrorView`. */
export interface ErrorDescription {
  readonly sentence: string;
  /** The best first. */
  readonly actions: readonly { readonly id: ErrorActionId; readonly label: string }[];
  /** Lines to unfold: status, provider, request id, the service's own words. */
  readonly details: string;
}

const LABELS: Readonly<Record<ErrorActionId, string>> = {
  tryAgain: 'Try again',
  chooseModel: 'Choose another model',
  setToken: 'Set token',
  addCredits: 'Add credits',
  openModelPage: 'Read the terms',
  openProviderSettings: 'Choose providers',
  newChat: 'New chat',
  openSettings: 'Open settings',
  showLog: 'Show log',
};

/** What happened and why, in plain words, and what mends it. */
export function describeError(
  error: InferenceError,
  context: {
    /** As in "Llama 3.3 70B Instruct". */
    readonly modelName: string;
  },
): ErrorDescription {
  const { askedProvider } = error;
  const provider = error.provider ?? askedProvider;
  const { sentence, actions } = words(error, {
    model: context.modelName,
    asked: askedProvider === undefined ? undefined : providerInWords(askedProvider),
    provider: provider === undefined ? undefined : providerInWords(provider),
  });
  return { sentence, actions: actions.map((id) => ({ id, label: LABELS[id] })), details: details(error) };
}

interface Names {
  readonly model: string;
  /** The provider that was asked for by name. */
  readonly asked: string | undefined;
  /** The provider that answered, or was asked for. */
  readonly provider: string | undefined;
}

interface Words {
  readonly sentence: string;
  readonly actions: readonly ErrorActionId[];
}

function words(error: InferenceError, { model, asked, provider }: Names): Words {
  const runner =
    provider === undefined ? `The service that runs ${model}` : `${provider}, which runs ${model},`;
  switch (error.kind) {
    case 'noToken':
      return {
        sentence: `To ask ${model}, you need a Hugging Face token: a key that tells who is asking. An account and a token are free.`,
        actions: ['setToken'],
      };
    case 'badToken':
      return {
        sentence:
          'Hugging Face does not know your token. It may have been deleted, have run out, or have been copied only in part. Set a new one.',
        actions: ['setToken', 'tryAgain'],
      };
    case 'tokenLacksPermission':
      return {
        sentence:
          'Your Hugging Face token is not allowed to ask models. Set one with the permission “Make calls to Inference Providers”.',
        actions: ['setToken', 'tryAgain'],
      };
    case 'noCredit':
      return {
        sentence:
          'Your free monthly credit at Hugging Face is used up. It comes back next month; until then, add credits or choose a model that is free.',
        actions: ['addCredits', 'chooseModel', 'tryAgain'],
      };
    case 'modelUnavailable':
      return {
        sentence:
          asked === undefined
            ? `${model} is not to be had right now: no provider that your Hugging Face account allows is running it.`
            : `${asked} does not run ${model} right now, or your Hugging Face account does not allow ${asked}. Choose another model, or let Hugging Face choose the provider.`,
        actions: ['chooseModel', 'openProviderSettings', 'tryAgain'],
      };
    case 'modelGated':
      return {
        sentence: `The makers of ${model} ask everybody to accept their terms first. Read and accept them on its page, then try again.`,
        actions: ['openModelPage', 'tryAgain', 'chooseModel'],
      };
    case 'tooLong':
      return {
        sentence: `This is more text than ${model} can read at once. Choose a model that reads more, send less, or start a new chat.`,
        actions: ['chooseModel', 'newChat'],
      };
    case 'rateLimited':
      return {
        sentence: `${provider ?? 'Hugging Face'} is getting more questions for ${model} than it answers at a time. Try again ${soon(error.retryAfterSeconds, 'in a minute')}, or choose another model.`,
        actions: ['tryAgain', 'chooseModel'],
      };
    case 'providerDown':
      return providerDownWords(error, model, runner);
    case 'offline':
      return offlineWords(error);
    case 'timedOut':
      return {
        sentence:
          error.cause === 'stalled'
            ? `${model} stopped in the middle of its answer and sent nothing more. What came so far is kept.`
            : `${model} did not begin to answer in time; it may have too much to do. Try again, or choose another model.`,
        actions: ['tryAgain', 'chooseModel'],
      };
    case 'badRequest':
      return {
        sentence:
          error.cause === 'conversationShape'
            ? `${model} cannot take part in a conversation like this one. Choose another model, or start a new chat.`
            : `${model} refused this request. Its reason is in the details; another model may accept it.`,
        actions: [
          'chooseModel',
          'tryAgain',
          ...(error.cause === 'conversationShape' ? (['newChat'] as const) : []),
        ],
      };
    case 'unexpected':
      return unexpectedWords(error, model);
  }
}

function providerDownWords(error: InferenceError, model: string, runner: string): Words {
  const actions = ['tryAgain', 'chooseModel'] as const;
  switch (error.cause) {
    case 'starting':
      return {
        sentence: `${model} is just being started. Try again ${soon(error.retryAfterSeconds, 'in a minute')}, or choose another model.`,
        actions,
      };
    case 'connectionClosed':
      return {
        sentence: `The connection was closed before ${model} answered. Try again, or choose another model.`,
        actions,
      };
    default:
      return {
        sentence: `${runner} has a problem at the moment. Try again, or choose another model.`,
        actions,
      };
  }
}

function offlineWords(error: InferenceError): Words {
  const sentence =
    error.cause === 'connectionNotTrusted'
      ? 'The connection to Hugging Face is not secure, so nothing was sent. On a company network, ask its IT support about the certificate named in the details.'
      : 'Hugging Face cannot be reached. Check your internet connection, then try again.';
  return { sentence, actions: ['tryAgain', 'showLog'] };
}

function unexpectedWords(error: InferenceError, model: string): Words {
  switch (error.cause) {
    case 'redirected':
      return {
        sentence:
          'Hugging Face pointed to another address. Nothing was sent there, to keep your token safe. On a public network, open a web page to sign in to it first.',
        actions: ['tryAgain', 'showLog'],
      };
    case 'notAnAnswer':
      return {
        sentence: `What came back is not an answer from ${model}. On a public or company network, check that you are signed in to it, then try again.`,
        actions: ['tryAgain', 'showLog'],
      };
    case 'badAddress':
      return {
        sentence:
          'An address in the settings of Huggingphaze cannot be used. It must begin with https:// (http:// only for this computer).',
        actions: ['openSettings', 'tryAgain'],
      };
    case 'badBillTo':
      return {
        sentence:
          'The setting “huggingphaze.billTo” is not the name of an organisation, so it is not clear who pays, and nothing was sent. Correct it, or empty it to pay yourself.',
        actions: ['openSettings', 'tryAgain'],
      };
    case 'emptyAnswer':
      return {
        sentence: `${model} ended its answer without a word. Try again, or choose another model.`,
        actions: ['tryAgain', 'chooseModel'],
      };
    default:
      return {
        sentence: `Something went wrong that Huggingphaze has no name for, so ${model} could not answer. Try again; the details may tell more.`,
        actions: ['tryAgain', 'chooseModel', 'showLog'],
      };
  }
}

/** When to try again, as in "in about 20 seconds", "in about 5 minutes", "tomorrow". */
function soon(seconds: number | undefined, unknown: string): string {
  if (seconds === undefined || !Number.isFinite(seconds) || seconds <= 0) return unknown;
  if (seconds < 90) return inSeconds(Math.max(1, Math.round(seconds)));
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `in about ${minutes} minutes`;
  const hours = Math.round(seconds / 3600);
  return hours < 24 ? `in about ${hours} hours` : 'tomorrow';
}

const inSeconds = (seconds: number): string =>
  seconds === 1 ? 'in about 1 second' : `in about ${seconds} seconds`;

function details(error: InferenceError): string {
  const lines: readonly (readonly [string, string | number | undefined])[] = [
    ['Kind', error.kind],
    ['Status', error.status],
    ['Provider', error.provider],
    ['Request id', error.requestId],
    ['The service says', error.serviceMessage],
  ];
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}
