import * as vscode from 'vscode';
import { columnsNamedIn } from '../core/batch/itemPrompt';
import { itemsInWords } from '../core/batch/runWords';
import { pickOrType } from '../editor/pickOrType';
import type { BatchServices } from './batchServices';
import type { OpenSource } from './openSource';

/** How many earlier prompts the list offers. */
const mostRecent = 30;

const each = { files: 'file', table: 'row', notebook: 'cell' } as const;

/** Lets the person type a prompt or take an earlier one; `undefined` if they changed their mind. */
export async function choosePrompt(
  { promptHistory }: Pick<BatchServices, 'promptHistory'>,
  open: OpenSource,
  earlier?: string,
): Promise<string | undefined> {
  let value = earlier;
  for (;;) {
    const prompt = await pickPrompt(promptHistory.list(), open, value);
    if (prompt === undefined) return undefined;
    const unknown = unknownColumn(prompt, open);
    if (unknown === undefined) {
      promptHistory.add(prompt);
      return prompt;
    }
    const change = 'Change the Prompt';
    const sentence = `There is no column “${unknown}” in ${open.name}.`;
    const detail = `Its columns are: ${open.columns.join(', ')}.`;
    if ((await vscode.window.showWarningMessage(sentence, { modal: true, detail }, change)) !== change)
      return undefined;
    value = prompt;
  }
}

async function pickPrompt(
  history: readonly string[],
  open: OpenSource,
  value: string | undefined,
): Promise<string | undefined> {
  const { kind } = open.source;
  const column = open.columns.find((name) => name.length < 30 && !name.includes('}'));
  const hint = column === undefined ? '' : `; \${column:${column}} stands for a column`;
  const picked = await pickOrType({
    title: `Run over ${itemsInWords(open.items.length, kind)}${kind === 'files' ? '' : ` of ${open.name}`}`,
    placeholder: `What should the model do with each ${each[kind]}?${hint}`,
    items: history.slice(0, mostRecent).map((prompt) => ({
      label: '$(history)',
      description: prompt.replace(/\s+/g, ' '),
      prompt,
    })),
    typed: {
      label: 'Try it on the first three',
      description: 'what you type above',
      icon: 'sparkle',
      place: 'first',
    },
    ...(value !== undefined && { value }),
  });
  return picked?.kind === 'item' ? picked.item.prompt : picked?.text;
}

function unknownColumn(prompt: string, { columns }: OpenSource): string | undefined {
  if (columns.length === 0) return undefined;
  const known = new Set(columns.map((name) => name.trim().toLowerCase()));
  return columnsNamedIn(prompt).find((name) => !known.has(name.toLowerCase()));
}
