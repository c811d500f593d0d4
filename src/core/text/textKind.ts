/** Whether a text is to be worked on as writing for people or as source code. */
export type TextKind = 'prose' | 'code';

/** Language ids of VS Code, built in or of well-known extensions, whose documents are writing. */
const proseLanguages = new Set([
  'asciidoc',
  'bibtex',
  'git-commit',
  'latex',
  'markdown',
  'mdx',
  'org',
  'plaintext',
  'quarto',
  'restructuredtext',
  'rmd',
  'scminput',
  'subtitles',
  'tex',
  'typst',
]);

/** Looks of a line that people hardly write in prose: an end in `;` or a bracket, an assignment, a declaration. */
const codeLine =
  /[;{}]\s*$|^\s*[)\]}]|\)\s*:\s*$|^\s*(?:import|from|def|class|function|const|let|var|return|public|private|#include|using|package|fn|func|if|for|while)\b.*[(){}=;:]|^\s*[\w.$[\]]+\s*[+\-*/|&]?=\s*\S|^\s*(?:\/\/|\/\*|#!)|^\s*[\w.]+\([^)]*\)\s*$/;

/**
 * Decides by language id, and by content where the language says little: source code stays code even in a plain
 * text file or between the fences of a Markdown file.
 */
export function textKind(languageId: string, text: string): TextKind {
  if (!proseLanguages.has(languageId)) return 'code';
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length < 2) return 'prose';
  const codeLines = lines.filter((line) => codeLine.test(line)).length;
  return codeLines / lines.length >= 0.6 ? 'code' : 'prose';
}
