/** One thing that VS Code marks in a document. */
export interface Problem {
  /** As in `notes/letter.md`. */
  readonly file: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Who says so, as in "ts 2322"; empty where it is not told. */
  readonly source: string;
  /** The line itself, where its document is open; else empty. */
  readonly code: string;
}

/** Problems that go along at most; errors come first. */
export const mostProblems = 200;

const order = { error: 0, warning: 1, note: 2 } as const;

/** The problems as a text, the worst first; within one kind as VS Code has them. */
export function problemsText(problems: readonly Problem[]): string {
  const sorted = problems.toSorted((one, other) => order[one.severity] - order[other.severity]);
  const lines = sorted
    .slice(0, mostProblems)
    .map(({ file, severity, line, column, message, source, code }) => {
      const said = `${file}, line ${line}, column ${column}: ${severity}: ${message}${source === '' ? '' : ` (${source})`}`;
      return code.trim() === '' ? said : `${said}\n    ${code.trim()}`;
    });
  if (sorted.length > mostProblems) lines.push(`… and ${sorted.length - mostProblems} more.`);
  return lines.join('\n');
}

/** As in "1 problem", "3 problems"; with a file's name "3 problems in letter.md". */
export function problemsLabel(count: number, file = ''): string {
  const counted = count === 1 ? '1 problem' : `${count} problems`;
  return file === '' ? counted : `${counted} in ${file}`;
}
