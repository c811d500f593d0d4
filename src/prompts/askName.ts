import * as vscode from 'vscode';
import { longestPromptName, slugOf } from '../core/prompts/promptName';
import type { PromptEntry } from '../core/prompts/promptLibrary';

/**
 * Asks for the name of one of the person's prompts, saying while it is typed how it is called and whether it is
 * another's. A name that is taken can't be given; one of a built-in prompt can, and takes its place.
 */
export async function askName(
  entries: readonly PromptEntry[],
  options: { readonly title: string; readonly value: string; readonly except?: PromptEntry },
): Promise<string | undefined> {
  const taken = new Map(
    entries
      .filter((entry) => entry.source.kind !== 'workspace' && entry.id !== options.except?.id)
      .map((entry) => [entry.name, entry]),
  );
  const name = await vscode.window.showInputBox({
    title: options.title,
    prompt: 'What should it be called? You type the name behind a / in the chat to run it.',
    placeHolder: 'such as thank-you-note',
    value: options.value,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const slug = slugOf(value);
      if (value.trim() === '') return undefined;
      if (slug === '') return 'Use at least one letter or digit.';
      if (value.trim().length > longestPromptName) return `Use ${longestPromptName} characters at most.`;
      const other = taken.get(slug);
      if (other?.source.kind === 'own')
        return `/${slug} is one of your prompts already. Choose another name.`;
      const info =
        other === undefined ? `It will be /${slug}.` : `/${slug} will take the place of the built-in prompt.`;
      return { message: info, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  return name === undefined || slugOf(name) === '' ? undefined : name.trim();
}
