import * as vscode from 'vscode';
import type { PromptEntry } from '../core/prompts/promptLibrary';
import { property } from '../editor/commandArguments';
import type { Memory } from '../editor/editorServices';

/** What was given last, by prompt and input. */
const rememberedKey = 'promptInputs';

/** How many prompts are remembered, and how long a value that is. */
const mostRemembered = 50;
const longestRemembered = 300;

/**
 * Asks for what a prompt wants to know, one box after the other, with a way back; what was given last time stands in
 * them. `undefined` if the person changed their mind. What is `given` already is not asked for.
 */
export async function askInputs(
  memory: Memory,
  { id, title, file }: PromptEntry,
  given: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>> | undefined> {
  const wanted = file.template.inputs.filter(({ name }) => !Object.hasOwn(given, name));
  const last = property(memory.get(rememberedKey), id);
  const values = new Map<string, string>();
  for (let index = 0; index < wanted.length;) {
    const input = wanted[index];
    if (input === undefined) break;
    const lastValue = property(last, input.name);
    const answer = await askOne({
      title,
      name: input.name,
      placeholder: input.placeholder,
      value: values.get(input.name) ?? (typeof lastValue === 'string' ? lastValue : ''),
      step: index + 1,
      steps: wanted.length,
    });
    if (answer === undefined) return undefined;
    values.set(input.name, answer.value);
    index += answer.goes === 'back' ? -1 : 1;
  }
  const answers = Object.fromEntries(values);
  if (values.size > 0) await remember(memory, id, answers);
  return { ...answers, ...given };
}

interface Question {
  readonly title: string;
  readonly name: string;
  readonly placeholder: string;
  readonly value: string;
  readonly step: number;
  readonly steps: number;
}

interface Answer {
  readonly value: string;
  readonly goes: 'on' | 'back';
}

async function askOne({
  title,
  name,
  placeholder,
  value,
  step,
  steps,
}: Question): Promise<Answer | undefined> {
  const box = vscode.window.createInputBox();
  box.title = title;
  if (steps > 1) {
    box.step = step;
    box.totalSteps = steps;
  }
  if (step > 1) box.buttons = [vscode.QuickInputButtons.Back];
  const words = name.replace(/[-_]+/g, ' ').trim();
  box.prompt = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  box.placeholder = placeholder;
  box.value = value;
  // Looking something up in a document must not throw the other answers away.
  box.ignoreFocusOut = true;
  try {
    return await new Promise<Answer | undefined>((resolve) => {
      box.onDidAccept(() => resolve({ value: box.value, goes: 'on' }));
      box.onDidTriggerButton(() => resolve({ value: box.value, goes: 'back' }));
      box.onDidHide(() => resolve(undefined));
      box.show();
    });
  } finally {
    box.dispose();
  }
}

async function remember(
  memory: Memory,
  id: string,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  const before = memory.get(rememberedKey);
  const others = typeof before === 'object' && before !== null ? Object.entries(before) : [];
  const kept = Object.entries(answers).filter(([, value]) => value.length <= longestRemembered);
  const entries: [string, unknown][] = [
    [id, Object.fromEntries(kept)],
    ...others.filter(([other]) => other !== id),
  ];
  await memory.update(rememberedKey, Object.fromEntries(entries.slice(0, mostRemembered)));
}
