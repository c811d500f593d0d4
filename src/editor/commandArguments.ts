import { instructionFrom, type RewriteInstruction } from '../core/text/rewriteInstructions';

/** Arguments of commands come from keybindings, other extensions and scripts: nothing is taken on trust. */

export const askTargets = ['chat', 'cursor', 'newDocument', 'clipboard'] as const;

/** Where an answer to Ask… goes. */
export type AskTarget = (typeof askTargets)[number];

export interface AskOptions {
  readonly prompt: string | undefined;
  readonly target: AskTarget | undefined;
}

/** The longest prompt that is taken as an argument, in UTF-16 code units. */
const longestPrompt = 100_000;

/** Reads `{prompt?: string, target?: 'chat' | 'cursor' | 'newDocument' | 'clipboard'}`; anything else is left out. */
export function askOptionsFrom(value: unknown): AskOptions {
  return { prompt: promptFrom(property(value, 'prompt')), target: askTargetFrom(property(value, 'target')) };
}

export function askTargetFrom(value: unknown): AskTarget | undefined {
  return askTargets.find((target) => target === value);
}

/** What to do if the passage changed while its suggestion was made. */
export type IfChanged = 'apply' | 'show';

/** Reads `{ifChanged?: 'apply' | 'show'}`: answers the question before it is asked. */
export function ifChangedFrom(value: unknown): IfChanged | undefined {
  const answer = property(value, 'ifChanged');
  return answer === 'apply' || answer === 'show' ? answer : undefined;
}

/** The longest title of a suggestion that is taken as an argument, in UTF-16 code units. */
const longestTitle = 200;

/**
 * Reads `{instruction?: string, title?: string, model?: string}`: an id of `rewriteInstructions`, `translate:LANGUAGE` or
 * the instruction itself; how it is called, where not by its own words; and the repository id of the model that is asked
 * this once. `undefined` where there is no usable instruction.
 */
export function rewriteInstructionFrom(value: unknown): RewriteInstruction | undefined {
  const instruction = instructionFrom(property(value, 'instruction'));
  const title = property(value, 'title');
  const modelId = property(value, 'model');
  return (
    instruction && {
      ...instruction,
      ...(typeof title === 'string' && title.trim() !== '' && { label: title.trim().slice(0, longestTitle) }),
      ...(typeof modelId === 'string' && /^[\w.-]+(?:\/[\w.-]+)?(?::[\w.-]+)?$/.test(modelId) && { modelId }),
    }
  );
}

/** Reads a property of an object that may be anything. */
export function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function promptFrom(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const prompt = value.trim();
  return prompt === '' || prompt.length > longestPrompt ? undefined : prompt;
}
