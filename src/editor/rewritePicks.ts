import * as vscode from 'vscode';
import {
  ownInstruction,
  rewriteInstructions,
  translateInstruction,
  translationLanguages,
  type RewriteInstruction,
} from '../core/text/rewriteInstructions';
import { pickOrType } from './askPicks';
import type { Memory } from './editorServices';
import type { Passage } from './passage';

interface InstructionItem extends vscode.QuickPickItem {
  /** Absent: the person is asked for a language. */
  readonly instruction?: RewriteInstruction;
}

/** Asks how to rewrite a passage: one of the list, or in the person's own words. */
export async function pickInstruction(
  passage: Passage,
  memory: Memory,
): Promise<RewriteInstruction | undefined> {
  const listed: InstructionItem[] = rewriteInstructions(passage.kind).map((instruction) => ({
    label: instruction.label,
    detail: instruction.detail,
    instruction,
  }));
  const translate: InstructionItem = { label: 'Translate to…', detail: 'Any language' };
  const at = passage.kind === 'prose' ? 5 : listed.length;
  const items = [...listed.slice(0, at), translate, ...listed.slice(at)];
  const choice = await pickOrType<InstructionItem>({
    title: `Rewrite ${passage.what}`,
    placeholder: 'Choose how, or type it in your own words',
    itemsFor: (typed) =>
      typed === '' ? items : [...items, own(typed, items)].filter((item) => item !== undefined),
  });
  if (choice === undefined) return undefined;
  return choice.instruction ?? pickLanguage(memory);
}

/** The person's own words stand below what they may be the beginning of, and first where nothing else matches. */
function own(typed: string, items: readonly InstructionItem[]): InstructionItem | undefined {
  if (items.some(({ label }) => label.toLowerCase() === typed.toLowerCase())) return undefined;
  return {
    label: typed,
    iconPath: new vscode.ThemeIcon('edit'),
    description: 'In your own words',
    alwaysShow: true,
    instruction: ownInstruction(typed),
  };
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly language: string;
}

const lastLanguageKey = 'translationLanguage';

async function pickLanguage(memory: Memory): Promise<RewriteInstruction | undefined> {
  const last = memory.get(lastLanguageKey);
  const first = typeof last === 'string' ? [last] : [];
  const languages = [...new Set([...first, ...translationLanguages])];
  const choice = await pickOrType<LanguageItem>({
    title: 'Translate to which language?',
    placeholder: 'Choose a language or type another',
    itemsFor: (typed) => [
      ...languages.map((language) => ({ label: language, language })),
      ...(typed === '' || languages.some((language) => language.toLowerCase() === typed.toLowerCase())
        ? []
        : [{ label: typed, iconPath: new vscode.ThemeIcon('edit'), alwaysShow: true, language: typed }]),
    ],
  });
  if (choice === undefined) return undefined;
  await memory.update(lastLanguageKey, choice.language);
  return translateInstruction(choice.language);
}
