import { serviceAddress } from '../core/inference/serviceAddress';
import type { Log } from '../core/log';
import { explainLevelFrom, explainLevels, type ExplainLevel } from '../core/text/explain/explainLevel';

/** What a person set, checked: whatever reads it needs to check nothing again. */
export interface Settings {
  /** Repository id of a model; empty for the recommended one. */
  readonly model: string;
  /** `fastest`, `cheapest`, `preferred`, or the name of a provider. */
  readonly routing: string;
  /** As it is set: whoever sends something there checks it with `serviceAddress` and sends nothing if it fails. */
  readonly routerUrl: string;
  /** As `routerUrl`. */
  readonly hubUrl: string;
  /** Name of the organisation that pays, where one does. As it is set: if it is no name, nothing is sent. */
  readonly billTo: string | undefined;
  readonly maxTokens: number | undefined;
  /** 0 to 2. */
  readonly temperature: number | undefined;
  readonly customInstructions: string;
  /** Whether a model is asked once for a better title of a chat than its first words. */
  readonly betterTitles: boolean;
  /** Whether new chats are kept on disk. */
  readonly keepHistory: boolean;
  /** Whether the chat offers what is selected in the editor. */
  readonly offerSelection: boolean;
  /** For whom Explain explains. */
  readonly explainLevel: ExplainLevel;
  /** Whether hovers offer to explain what is pointed at. */
  readonly hover: boolean;
  /** Languages and globs of files where nothing is offered by itself. For one document ask `isDisabledFor`. */
  readonly disabledFor: readonly string[];
  /** Whether a document is continued in pauses of typing, without being asked. It costs credit each time. */
  readonly continueAutomatically: boolean;
  /** How often a day that may happen. */
  readonly continueAtMost: number;
  /** Repository id of the model that continues; empty for the one that answers. */
  readonly continueModel: string;
}

export type SettingName = keyof Settings;

export const settingsSection = 'huggingphaze';

/** What holds where nothing is set. A test holds `package.json` against it. */
export const settingDefaults = {
  model: '',
  routing: 'fastest',
  routerUrl: 'https://router.huggingface.co',
  hubUrl: 'https://huggingface.co',
  billTo: '',
  maxTokens: null,
  temperature: null,
  customInstructions: '',
  betterTitles: true,
  keepHistory: true,
  offerSelection: true,
  explainLevel: 'knowALittle',
  hover: true,
  disabledFor: [],
  continueAutomatically: false,
  continueAtMost: 200,
  continueModel: '',
} as const satisfies Readonly<Record<SettingName, unknown>>;

/** Routing choices that are no provider's name. */
export const routingPolicies = ['fastest', 'cheapest', 'preferred'] as const;

/** The range that every provider takes. */
export const temperatureRange = { least: 0, most: 2 } as const;

/** A setting that cannot be used, in a sentence for the person who set it. */
export interface SettingProblem {
  readonly setting: SettingName;
  readonly sentence: string;
}

/**
 * Checks raw values. One that makes no sense counts as not set, except an address and who pays: sending a question to
 * another place than the person named, or at the cost of another, would be worse than not sending it.
 */
export function readSettings(raw: (name: SettingName) => unknown): {
  settings: Settings;
  problems: readonly SettingProblem[];
} {
  const problems: SettingProblem[] = [];
  const check = <T>(
    setting: SettingName,
    convert: (value: unknown) => T | undefined,
    fallback: T,
    rule: string,
  ): T => {
    const value = raw(setting);
    if (value === undefined || value === null || value === '') return fallback;
    const converted = convert(value);
    if (converted !== undefined) return converted;
    problems.push({ setting, sentence: `The setting “${settingsSection}.${setting}” is not used: ${rule}` });
    return fallback;
  };
  const address = (setting: 'routerUrl' | 'hubUrl'): string => {
    const value = raw(setting) ?? '';
    const text = value === '' ? settingDefaults[setting] : typeof value === 'string' ? value : '(not text)';
    if (serviceAddress(text) === undefined) {
      problems.push({
        setting,
        sentence: `The setting “${settingsSection}.${setting}” must be an address that begins with https:// (http:// only for a server on this computer). Nothing is sent until it is.`,
      });
    }
    return text;
  };
  const organisation = (): string | undefined => {
    const value = raw('billTo') ?? '';
    const text = typeof value === 'string' ? value.trim() : '(not text)';
    if (text === '') return undefined;
    if (!/^[\w.-]+$/.test(text)) {
      problems.push({
        setting: 'billTo',
        sentence: `The setting “${settingsSection}.billTo” must be the name of an organisation on Hugging Face, or empty. Nothing is sent until it is.`,
      });
    }
    return text;
  };
  const settings: Settings = {
    model: check('model', matching(modelShape), '', 'a model is written as owner/name.'),
    routing: check<string>(
      'routing',
      matching(/^[a-z0-9][a-z0-9-]*$/),
      settingDefaults.routing,
      'it must be fastest, cheapest, preferred, or the name of a provider.',
    ),
    routerUrl: address('routerUrl'),
    hubUrl: address('hubUrl'),
    billTo: organisation(),
    maxTokens: check<number | undefined>(
      'maxTokens',
      wholeNumberOf,
      undefined,
      'it must be a whole number from 1 up.',
    ),
    temperature: check<number | undefined>(
      'temperature',
      (value) =>
        typeof value === 'number' && value >= temperatureRange.least && value <= temperatureRange.most
          ? value
          : undefined,
      undefined,
      `it must be a number from ${temperatureRange.least} to ${temperatureRange.most}.`,
    ),
    offerSelection: check<boolean>(
      'offerSelection',
      (value) => (typeof value === 'boolean' ? value : undefined),
      settingDefaults.offerSelection,
      'it must be true or false.',
    ),
    customInstructions: check(
      'customInstructions',
      (value) => (typeof value === 'string' ? value.trim() : undefined),
      '',
      'it must be text.',
    ),
    betterTitles: check('betterTitles', booleanOf, settingDefaults.betterTitles, 'it must be true or false.'),
    keepHistory: check('keepHistory', booleanOf, settingDefaults.keepHistory, 'it must be true or false.'),
    explainLevel: check<ExplainLevel>(
      'explainLevel',
      explainLevelFrom,
      settingDefaults.explainLevel,
      `it must be ${explainLevels.map(({ level }) => level).join(', ')}.`,
    ),
    hover: check('hover', booleanOf, settingDefaults.hover, 'it must be true or false.'),
    continueAutomatically: check(
      'continueAutomatically',
      booleanOf,
      settingDefaults.continueAutomatically,
      'it must be true or false.',
    ),
    continueAtMost: check<number>(
      'continueAtMost',
      wholeNumberOf,
      settingDefaults.continueAtMost,
      'it must be a whole number from 1 up.',
    ),
    continueModel: check('continueModel', matching(modelShape), '', 'a model is written as owner/name.'),
    disabledFor: check('disabledFor', textsOf, settingDefaults.disabledFor, 'it must be a list of texts.'),
  };
  return { settings, problems };
}

/** The server that answers, where it is not Hugging Face's, as in "127.0.0.1:8080"; else empty. */
export function otherServerName(url: string, setting: 'routerUrl' | 'hubUrl' = 'routerUrl'): string {
  const address = serviceAddress(url);
  if (address === undefined || address === settingDefaults[setting]) return '';
  return new URL(address).host;
}

const modelShape = /^[\w.-]+(\/[\w.-]+)?(:[\w.-]+)?$/;

function wholeNumberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : undefined;
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string') ? value : undefined;
}

function matching(shape: RegExp): (value: unknown) => string | undefined {
  return (value) => {
    const text = typeof value === 'string' ? value.trim() : '';
    return shape.test(text) ? text : undefined;
  };
}

/** What of `vscode.workspace` the settings are read through. */
export interface ConfigurationSource {
  read(name: SettingName): unknown;
}

/** The settings as they are now. Each trouble is logged once, until it is gone. */
export class SettingsReader {
  readonly #source: ConfigurationSource;
  readonly #log: Log;
  #told = new Set<string>();

  constructor(source: ConfigurationSource, log: Log) {
    this.#source = source;
    this.#log = log;
  }

  get current(): Settings {
    return this.#read().settings;
  }

  /** What of the settings cannot be used, as it is now. */
  get problems(): readonly SettingProblem[] {
    return this.#read().problems;
  }

  #read(): ReturnType<typeof readSettings> {
    const result = readSettings((name) => this.#source.read(name));
    const sentences = new Set(result.problems.map(({ sentence }) => sentence));
    for (const sentence of sentences) if (!this.#told.has(sentence)) this.#log.warn(sentence);
    this.#told = sentences;
    return result;
  }
}
