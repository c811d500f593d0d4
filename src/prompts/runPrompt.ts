import * as vscode from 'vscode';
import { fillPrompt, rewriteInstruction } from '../core/prompts/fillPrompt';
import type { PromptResult } from '../core/prompts/promptFile';
import { promptNamed, type PromptEntry } from '../core/prompts/promptLibrary';
import { damageInWords, runInWords, unknownInWords } from '../core/prompts/promptWords';
import { slashCommandIn } from '../core/prompts/slashCommand';
import { usesSelection } from '../core/prompts/template';
import { longestInstruction } from '../core/text/rewriteInstructions';
import { property } from '../editor/commandArguments';
import { selectedPassage } from '../editor/passage';
import { commandIds } from '../platform/commands';
import { isAllowed } from './allowPrompt';
import { gatherValues } from './gatherValues';
import { askInputs } from './inputForm';
import { openPrompt } from './openPrompt';
import { pickPrompt } from './pickPrompt';
import { modelFor } from './promptModel';
import type { PromptServices } from './promptServices';
import type { PromptShelf } from './promptShelf';
import { sendFromComposer, sendFromEditor } from './sendPrompt';

/**
 * Run Prompt…: asks for a prompt and for what it wants to know, and sends it to the chat or has the selection
 * rewritten. Arguments, for keybindings and scripts: `{name?: string, inputs?: {[name]: string}, result?: 'chat' |
 * 'rewrite'}`.
 */
export async function runPrompt(
  services: PromptServices,
  shelf: PromptShelf,
  options: unknown,
): Promise<void> {
  const entries = await shelf.list();
  const name = property(options, 'name');
  const wanted = typeof name === 'string' && name.trim() !== '' ? name : undefined;
  const entry =
    wanted === undefined
      ? await pickPrompt(entries, { title: 'Run a prompt', placeholder: 'Choose a prompt' })
      : promptNamed(entries, wanted);
  if (entry !== undefined) {
    await runEntry(services, entry, {
      inputs: textsIn(property(options, 'inputs')),
      result: resultFrom(property(options, 'result')),
    });
  } else if (wanted !== undefined) {
    const choose = 'Choose a Prompt';
    const choice = await vscode.window.showWarningMessage(`There is no prompt named “${wanted}”.`, choose);
    if (choice === choose) await runPrompt(services, shelf, {});
  }
}

/** Runs a prompt from outside the composer. */
export async function runEntry(
  services: PromptServices,
  entry: PromptEntry,
  given: {
    readonly inputs?: Readonly<Record<string, string>>;
    readonly result?: PromptResult | undefined;
  } = {},
): Promise<void> {
  if (!(await isAllowed(services, entry))) return;
  const { template } = entry.file;
  const result = given.result ?? (await pickResult(entry));
  if (result === undefined) return;
  const gathered = await gatherValues(entry.title, template);
  if (gathered === undefined) return;
  const inputs = await askInputs(services.memory, entry, given.inputs ?? {});
  if (inputs === undefined || !(await services.ensureToken())) return;
  const values = { ...gathered.values, inputs };
  if (result === 'rewrite') {
    tellOddities(services, entry);
    await rewrite(services, entry, rewriteInstruction(template, values));
    return;
  }
  const text = runInWords({
    name: entry.name,
    inputs: template.inputs.map(({ name }) => ({ name, value: inputs[name] ?? '' })),
    addition: '',
    about: gathered.about,
  });
  const model = await modelOrSay(services, entry);
  tellOddities(services, entry);
  await sendFromEditor(services, { text, promptText: fillPrompt(template, values), ...model });
}

/**
 * Runs the prompt that a message from the composer calls. False if it calls none: then it is a message like any other.
 * What follows the name is the answer to the first thing that the prompt asks for, or the text that it works on where
 * nothing is selected, or an addition to the prompt.
 */
export async function runFromComposer(
  services: PromptServices,
  shelf: PromptShelf,
  typed: string,
): Promise<boolean> {
  const command = slashCommandIn(typed);
  if (command === undefined) return false;
  const entry = (await shelf.list()).find(({ name }) => name === command.name);
  if (entry === undefined) return false;
  let isSent = false;
  try {
    isSent = await sendCalled(services, entry, command.rest, typed);
  } finally {
    if (!isSent) giveBack(services, typed);
  }
  return true;
}

/** Puts what was typed back into the composer. What has been typed there meanwhile stays, below it. */
function giveBack(services: PromptServices, typed: string): void {
  const { draft } = services.chat.current;
  // The panel may have told less of it than it sent.
  services.chat.setDraft(typed.startsWith(draft) ? typed : `${typed}\n\n${draft}`);
  services.post({ type: 'draftSet', text: typed });
  services.post({ type: 'focusComposer' });
}

async function sendCalled(
  services: PromptServices,
  entry: PromptEntry,
  rest: string,
  typed: string,
): Promise<boolean> {
  if (!(await isAllowed(services, entry))) return false;
  const { template } = entry.file;
  const [firstInput] = template.inputs;
  const given = firstInput === undefined || rest === '' ? {} : { [firstInput.name]: rest };
  const editor = vscode.window.activeTextEditor;
  const isAboutRest =
    firstInput === undefined &&
    rest !== '' &&
    usesSelection(template) &&
    (editor === undefined || selectedPassage(editor) === undefined);
  const instead = isAboutRest ? { text: rest, name: 'the text' } : undefined;
  const gathered = await gatherValues(entry.title, template, instead);
  if (gathered === undefined) return false;
  const inputs = await askInputs(services.memory, entry, given);
  if (inputs === undefined || !(await services.ensureToken())) return false;
  const addition = firstInput === undefined && !isAboutRest ? rest : '';
  const text = runInWords({
    name: entry.name,
    inputs: template.inputs.map(({ name }) => ({ name, value: inputs[name] ?? '' })),
    addition: firstInput === undefined ? rest : '',
    about: gathered.about,
  });
  const promptText = fillPrompt(template, { ...gathered.values, inputs }, { addition });
  const model = await modelOrSay(services, entry);
  tellOddities(services, entry);
  services.post({ type: 'focusComposer' });
  // Whatever comes of it, the chat itself gives back what was typed.
  await sendFromComposer(services, { text, promptText, ...model }, typed);
  return true;
}

/** Where the answer goes: as the prompt says, or as the person does where it works on a selection. */
async function pickResult({ title, file }: PromptEntry): Promise<PromptResult | undefined> {
  if (file.result !== undefined || !usesSelection(file.template)) return file.result ?? 'chat';
  if (vscode.window.activeTextEditor === undefined) return 'chat';
  const items: (vscode.QuickPickItem & { readonly result: PromptResult })[] = [
    {
      result: 'rewrite',
      label: 'Rewrite the selection',
      description: 'shown beside it, for you to accept',
      iconPath: new vscode.ThemeIcon('edit'),
    },
    {
      result: 'chat',
      label: 'In the chat',
      description: 'where you can go on asking',
      iconPath: new vscode.ThemeIcon('comment-discussion'),
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Choose where the answer goes',
  });
  return chosen?.result;
}

async function rewrite(services: PromptServices, entry: PromptEntry, instruction: string): Promise<void> {
  if (instruction.length > longestInstruction) {
    void vscode.window.showWarningMessage(
      `“${entry.title}” is too long for a rewrite: it has ${instruction.length} characters, and a rewrite takes ${longestInstruction}. Make it shorter, or run it in the chat.`,
    );
    return;
  }
  const { modelId: model } = await modelOrSay(services, entry);
  await vscode.commands.executeCommand(commandIds.rewriteSelection, {
    instruction,
    title: entry.title,
    model,
  });
}

/** The model that the prompt wants, or nothing, after saying so, where nobody runs it. */
async function modelOrSay(
  services: PromptServices,
  { title, file }: PromptEntry,
): Promise<{ modelId?: string }> {
  const { modelId, missing } = await modelFor(services, file);
  if (missing !== undefined) {
    const { name } = await services.selection.resolve();
    void vscode.window.showInformationMessage(
      `“${title}” asks for the model ${missing}, which can’t be had from Hugging Face now. ${name} answers instead.`,
    );
  }
  return modelId === undefined ? {} : { modelId };
}

/** Says what of a prompt's file was not used. The prompt is run all the same. */
function tellOddities(services: PromptServices, entry: PromptEntry): void {
  const { file, title, source } = entry;
  const sentences = [
    ...(file.damagedLine === undefined ? [] : [damageInWords(title, file.damagedLine)]),
    ...(file.template.unknown.length === 0 ? [] : [unknownInWords(file.template.unknown)]),
  ];
  if (sentences.length === 0) return;
  const open = 'Open the Prompt';
  const buttons = source.kind === 'builtIn' ? [] : [open];
  vscode.window.showWarningMessage(sentences.join(' '), ...buttons).then(
    async (choice) => (choice === open ? openPrompt(services, entry) : undefined),
    // It is a remark: if it can't be shown, or the file not be opened, there is nothing to mend here.
    () => undefined,
  );
}

function resultFrom(value: unknown): PromptResult | undefined {
  return value === 'chat' || value === 'rewrite' ? value : undefined;
}

/** The texts of an object that may be anything. */
function textsIn(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
