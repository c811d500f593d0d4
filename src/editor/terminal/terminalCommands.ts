import * as vscode from 'vscode';
import type { TerminalCommand } from '../../core/text/terminalText';

/** Characters that are kept of what a command wrote: its end. */
const mostKept = 64_000;

type Following = { -readonly [Key in keyof TerminalCommand]: TerminalCommand[Key] };

/**
 * The last command of each terminal, with the end of what it wrote, as VS Code's shell integration tells it. It has to be
 * listened to from the start: afterwards nobody can be asked. Kept in memory alone, as long as its terminal is open and
 * until the next command.
 */
export class TerminalCommands implements vscode.Disposable {
  readonly #last = new WeakMap<vscode.Terminal, Following>();
  readonly #byExecution = new WeakMap<vscode.TerminalShellExecution, Following>();
  readonly #subscriptions = [
    vscode.window.onDidStartTerminalShellExecution((event) => this.#started(event)),
    vscode.window.onDidEndTerminalShellExecution(({ execution, exitCode }) => {
      const command = this.#byExecution.get(execution);
      if (command === undefined) return;
      command.isRunning = false;
      command.exitCode = exitCode;
      // While a command is typed, shell integration may still take something else for it.
      command.commandLine = execution.commandLine.value;
    }),
  ];

  /** `undefined` where no command ran, or the shell does not tell VS Code of its commands. */
  lastOf(terminal: vscode.Terminal): TerminalCommand | undefined {
    return this.#last.get(terminal);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #started({ terminal, execution }: vscode.TerminalShellExecutionStartEvent): void {
    const command: Following = {
      commandLine: execution.commandLine.value,
      output: '',
      exitCode: undefined,
      isRunning: true,
    };
    this.#last.set(terminal, command);
    this.#byExecution.set(execution, command);
    follow(execution, command).catch(() => {
      // VS Code gives up reading when the terminal goes away: what came stays.
      command.isRunning = false;
    });
  }
}

async function follow(execution: vscode.TerminalShellExecution, command: Following): Promise<void> {
  for await (const written of execution.read()) command.output = (command.output + written).slice(-mostKept);
}
