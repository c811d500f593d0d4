/** Language ids in which functions and classes are declared, and documented and tested one by one. */
const languages = new Set([
  'c',
  'cpp',
  'csharp',
  'dart',
  'elixir',
  'go',
  'groovy',
  'java',
  'javascript',
  'javascriptreact',
  'julia',
  'kotlin',
  'lua',
  'objective-c',
  'objective-cpp',
  'perl',
  'php',
  'powershell',
  'python',
  'r',
  'ruby',
  'rust',
  'scala',
  'shellscript',
  'svelte',
  'swift',
  'typescript',
  'typescriptreact',
  'vue',
]);

export function hasDeclarations(languageId: string): boolean {
  return languages.has(languageId);
}

/** A line longer than this is no head of a function that anybody wrote. */
const longestLine = 300;

/** How far above a line its function may begin, in lines. */
const furthest = 400;

const namedFunction = /\b(?:function\*?|def|defp|fn|func|fun|sub)\s+(?:\([^()]*\)\s*)?[\w.$]+\s*[[({<:?]/;
const functionInVariable =
  /^\s*(?:export\s+)?(?:const|let|var)\s+\w+\s*(?::[^=]+)?=\s*(?:async\s*)?(?:function\b|\([^()]*\)\s*(?::[^=]+)?=>|\w+\s*=>)/;
const functionInR = /^\s*[\w.]+\s*<-\s*function\b/;
const classHead =
  /^\s*(?:(?:export|default|abstract|public|private|protected|internal|final|sealed|static|data|open|partial|pub(?:\([^()]*\))?)\s+)*(?:class|interface|struct|enum|trait|record|protocol)\s+\w/;
/** A method or a function as the languages with braces write it: `public int sum(int a) {`. */
const bracedHead = /^[\s\w<>[\],.?*&:~@]*\b(\w+)\s*\([^;{}'"()]*\)[^;{}=()]*\{\s*$/;
/** Words before a bracket and a brace that declare nothing. */
const statement =
  /^\s*\}?\s*(?:if|else|for|foreach|while|switch|catch|with|using|lock|synchronized|match|when|do|try|return|await|new|throw)\b/;

/** Whether a line declares a function, a method or a class, by the look of it: a language's own outline is not asked. */
export function isDeclaration(line: string): boolean {
  if (line.length > longestLine || /^\s*(?:\/\/|\/?\*|#)/.test(line)) return false;
  if (classHead.test(line) || functionInVariable.test(line) || functionInR.test(line)) return true;
  if (statement.test(line)) return false;
  if (namedFunction.test(line)) return true;
  return !/\bfunction\b|=>/.test(line) && bracedHead.test(line);
}

/**
 * The line that declares what a line lies in, by the indentation of the lines above it; the line itself where it
 * declares something. `undefined` where it lies in nothing.
 */
export function declarationAbove(lineAt: (line: number) => string, line: number): number | undefined {
  const start = lineAt(line);
  if (isDeclaration(start)) return line;
  const closes = /^\s*(?:[)\]}]|end\b)/.test(start);
  let depth = start.trim() === '' ? Infinity : indentation(start) + (closes ? 1 : 0);
  for (let above = line - 1; above >= Math.max(0, line - furthest) && depth > 0; above--) {
    const text = lineAt(above);
    if (text.trim() === '' || indentation(text) >= depth) continue;
    if (isDeclaration(text)) return above;
    depth = indentation(text);
  }
  return undefined;
}

function indentation(line: string): number {
  return line.length - line.trimStart().length;
}

/** A comment, a decorator or an attribute in its own line. */
const aboveDeclaration = /^\s*(?:\/\/|\/\*|\*|@|#\[|--|#(?!include|define|if|endif|else|pragma|region))/;

/** The first of the lines of comments and decorators right above a line that declares something, or that line. */
export function firstLineWithComments(lineAt: (line: number) => string, line: number): number {
  let first = line;
  while (first > 0 && aboveDeclaration.test(lineAt(first - 1))) first--;
  return first;
}
