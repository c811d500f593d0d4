import { languages } from './languages';

/** Text, or a part of it that plays a role in its language (`keyword`, `string`, `comment`…). */
export type HighlightedText =
  string | { readonly scope: string; readonly children: readonly HighlightedText[] };

/** Finds the parts of code; undefined where the language isn't known. The parts' text is exactly the code. */
export type Highlighter = (code: string, language: string) => Promise<readonly HighlightedText[] | undefined>;

/** Loads highlight.js when the first code in a language that it knows is complete. */
export const highlightLazily: Highlighter = async (code, language) => {
  const name = languages.get(language);
  if (name === undefined) return undefined;
  const { highlight } = await import('./highlight');
  return highlight(code, name);
};
