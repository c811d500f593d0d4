import { sourceInWords, type PromptEntry } from '../core/prompts/promptLibrary';
import type { PromptView } from '../protocol/prompts';
import { firstWords } from './pickPrompt';

/** A prompt as the composer's list shows it. */
export function promptView({ name, source, file }: PromptEntry): PromptView {
  const words = file.description || firstWords(file.body);
  const icons = { own: 'account', workspace: 'folder', builtIn: 'sparkle' } as const;
  return {
    name,
    detail: source.kind === 'workspace' ? `${words} · ${sourceInWords(source)}` : words,
    icon: icons[source.kind],
  };
}
