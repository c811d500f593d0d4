/** What of a terminal is sent at most: its end, where it says what went wrong. */
const mostLines = 200;
const mostCharacters = 12_000;

/**
 * One unit of what a program writes to a terminal, as ECMA-48 has it: a control sequence (its parameters and its final
 * letter), a string for the terminal itself such as a title, another escape, a control character, or text.
 */
const unit =
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?|([\r\b])|[\x00-\x08\x0b-\x1f\x7f]|[^\x00-\x08\x0b-\x1f\x7f]+/g;

/**
 * What a person sees in the end of what a program wrote to a terminal, as plain text: without colours, and with what was
 * written over (as the steps of a progress bar are) gone. Movements to other lines are passed over.
 */
export function plainTerminalText(raw: string): string {
  return raw
    .split('\n')
    .map((line) => plainLine(line).trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
}

/** No terminal is wider: a movement beyond is none. */
const widest = 1000;

function plainLine(line: string): string {
  const cells: string[] = [];
  let column = 0;
  for (const [written, parameters = '', letter, control] of line.matchAll(unit)) {
    const amount = Number.parseInt(parameters, 10) || 0;
    if (control === '\r') column = 0;
    else if (control === '\b') column = Math.max(0, column - 1);
    else if (letter === 'K') erase(cells, column, amount);
    else if (letter === 'C') column = Math.max(column, Math.min(widest, column + Math.max(1, amount)));
    else if (letter === 'D') column = Math.max(0, column - Math.max(1, amount));
    else if (letter === 'G') column = Math.min(widest, Math.max(0, amount - 1));
    else if (letter === undefined && !isControl(written)) {
      while (cells.length < column) cells.push(' ');
      for (const character of written) cells[column++] = character;
    }
  }
  return cells.join('');
}

/** From the cursor to the end of the line (0), from its beginning to the cursor (1), or all of it (2). */
function erase(cells: string[], column: number, what: number): void {
  if (what > 0) cells.fill(' ', 0, column);
  if (what !== 1) cells.length = Math.min(cells.length, column);
}

function isControl(written: string): boolean {
  return written.charCodeAt(0) < 0x20 && !written.startsWith('\t');
}

/** The end of a text, in whole lines where it has any, with a mark where something was left out. */
export function endOfOutput(text: string): string {
  const lines = text.split('\n');
  let end = lines.slice(-mostLines).join('\n');
  if (end.length > mostCharacters) {
    end = end.slice(-mostCharacters);
    end = end.slice(end.indexOf('\n') + 1);
  }
  return end.length === text.length ? text : `[…]\n${end}`;
}

/** A command of a terminal, as it is known. */
export interface TerminalCommand {
  readonly commandLine: string;
  /** What it wrote, or the end of that, as it came. */
  readonly output: string;
  /** `undefined` while it runs, and where the shell does not tell. */
  readonly exitCode: number | undefined;
  readonly isRunning: boolean;
}

/** A command with what it wrote and how it ended, for a model and for the transcript. */
export function commandInWords({ commandLine, output, exitCode, isRunning }: TerminalCommand): string {
  const end = isRunning
    ? '[The command is still running.]'
    : exitCode === undefined
      ? ''
      : `[The command ended with exit code ${exitCode}.]`;
  const parts = [`$ ${commandLine.trim()}`, endOfOutput(plainTerminalText(output)), end];
  return parts.filter((part) => part !== '').join('\n');
}
