import * as vscode from 'vscode';
import { columnsNamedIn, type RunPrompt } from '../core/batch/itemPrompt';
import { itemsInWords } from '../core/batch/runWords';
import type { PromptEntry } from '../core/prompts/promptLibrary';
import { parseTemplate } from '../core/prompts/template';
import { pickOrType } from '../editor/pickOrType';
import type { BatchServices } from './batchServices';
import type { OpenSource } from './openSource';

/** How many earlier prompts the list offers. */
const mostRecent = 30;

const each = { files: 'file', table: 'row', notebook: 'cell' } as const;

type PromptServices = Pick<BatchServices, 'promptHistory' | 'prompts'>;

/**
 * Lets the person type a prompt, take an earlier one or one of their prompts, and asks once for what it wants to know.
 * `undefined` if they changed their mind.
 */
export async function choosePrompt(
  services: PromptServices,
  open: OpenSource,
  earlier?: string,
): Promise<RunPrompt | undefined> {
  let value = earlier;
  for (;;) {
    const entry = await pickPrompt(services, open, value);
    if (entry === undefined) return undefined;
    const { body, template } = entry.file;
    const unknown = unknownColumn(body, open);
    if (unknown === undefined) {
      if (entry.id === typedId) services.promptHistory.add(body);
      const inputs = template.inputs.length === 0 ? {} : await (await services.prompts()).askInputs(entry);
      if (inputs === undefined) return undefined;
      const clipboard = template.variables.has('clipboard')
        ? await vscode.env.clipboard.readText()
        : undefined;
      return { text: body, inputs, ...(clipboard !== undefined && { clipboard }) };
    }
    const change = 'Change the Prompt';
    const sentence = `There is no column “${unknown}” in ${open.name}.`;
    const detail = `Its columns are: ${open.columns.join(', ')}.`;
    if ((await vscode.window.showWarningMessage(sentence, { modal: true, detail }, change)) !== change)
      return undefined;
    value = body;
  }
}

interface PromptItem extends vscode.QuickPickItem {
  /** `undefined`: one of the library is asked for. */
  readonly prompt: string | undefined;
}

async function pickPrompt(
  { promptHistory, prompts }: PromptServices,
  open: OpenSource,
  value: string | undefined,
): Promise<PromptEntry | undefined> {
  const { kind } = open.source;
  const column = open.columns.find((name) => name.length < 30 && !/[{}]/.test(name));
  const hint = column === undefined ? '' : ` (\${column:${column}} stands for a column)`;
  const title = `Run over ${itemsInWords(open.items.length, kind)}${kind === 'files' ? '' : ` of ${open.name}`}`;
  const items: readonly PromptItem[] = [
    { label: '$(book)', description: 'Take one of your prompts…', prompt: undefined },
    ...promptHistory
      .list()
      .slice(0, mostRecent)
      .map((prompt) => ({ label: '$(history)', description: prompt.replace(/\s+/g, ' '), prompt })),
  ];
  const picked = await pickOrType<PromptItem>({
    title,
    placeholder: `What should the model do with each ${each[kind]}?${hint}`,
    items,
    typed: {
      label: 'Try it on the first three',
      description: 'what you type above',
      icon: 'sparkle',
      place: 'first',
    },
    // A box of one line would lose the line breaks.
    ...(value !== undefined && !/[\r\n]/.test(value) && { value }),
  });
  if (picked === undefined) return undefined;
  const text = picked.kind === 'typed' ? picked.text : picked.item.prompt;
  return text === undefined
    ? (await prompts()).choose({ title, placeholder: `Which prompt for each ${each[kind]}?` })
    : typedPrompt(text);
}

const typedId = 'typed';

/** What was typed, as the prompt that it would be in a file. */
function typedPrompt(text: string): PromptEntry {
  const file = { description: '', models: [], argumentHint: '', template: parseTemplate(text), body: text };
  return {
    id: typedId,
    name: typedId,
    title: 'Run a Prompt over Many',
    source: { kind: 'builtIn' },
    text,
    file,
  };
}

function unknownColumn(prompt: string, { columns }: OpenSource): string | undefined {
  if (columns.length === 0) return undefined;
  const known = new Set(columns.map((name) => name.trim().toLowerCase()));
  return columnsNamedIn(prompt).find((name) => !known.has(name.toLowerCase()));
}
