import type * as vscode from 'vscode';
import {
  ownInstruction,
  rewriteInstructions,
  translateInstruction,
  translationLanguages,
  type RewriteInstruction,
} from '../../core/text/rewriteInstructions';
import type { Memory } from '../editorServices';
import type { Passage } from '../passage';
import { pickOrType } from '../pickOrType';

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
  const picked = await pickOrType<InstructionItem>({
    title: `Rewrite ${passage.what}`,
    placeholder: 'Choose how, or type it in your own words',
    items,
    typed: { label: 'In your own words', icon: 'edit', place: 'last', prompt: 'How should it be rewritten?' },
  });
  if (picked === undefined) return undefined;
  if (picked.kind === 'typed') return ownInstruction(picked.text);
  return picked.item.instruction ?? pickLanguage(memory);
}

/** What a person may want otherwise about a suggestion, beside their own words. */
const wishes: readonly { readonly label: string; readonly wish: string }[] = [
  { label: 'Shorter', wish: 'Make it shorter.' },
  { label: 'Longer', wish: 'Say a little more.' },
  { label: 'In simpler words', wish: 'Use simpler words and shorter sentences.' },
  { label: 'Closer to the original', wish: 'Stay closer to the original text.' },
  { label: 'Another wording', wish: 'Word it differently.' },
];

/** Asks what should be different about a suggestion; in words for the model. */
export async function pickWish(): Promise<string | undefined> {
  const picked = await pickOrType<vscode.QuickPickItem & { readonly wish: string }>({
    title: 'Rewrite again, but…',
    placeholder: 'Choose what should be different, or type it in your own words',
    items: wishes,
    typed: { label: 'In your own words', icon: 'edit', place: 'last', prompt: 'What should be different?' },
  });
  if (picked === undefined) return undefined;
  return picked.kind === 'typed' ? picked.text : picked.item.wish;
}

interface LanguageItem extends vscode.QuickPickItem {
  readonly language: string;
}

const lastLanguageKey = 'translationLanguage';

async function pickLanguage(memory: Memory): Promise<RewriteInstruction | undefined> {
  const last = memory.get(lastLanguageKey);
  const first = typeof last === 'string' ? [last] : [];
  const languages = [...new Set([...first, ...translationLanguages])];
  const picked = await pickOrType<LanguageItem>({
    title: 'Translate to which language?',
    placeholder: 'Choose a language or type another',
    items: languages.map((language) => ({ label: language, language })),
    typed: { label: 'Another language', icon: 'edit', place: 'last', prompt: 'Which language?' },
  });
  if (picked === undefined) return undefined;
  const language = picked.kind === 'item' ? picked.item.language : picked.text;
  await memory.update(lastLanguageKey, language);
  return translateInstruction(language);
}
