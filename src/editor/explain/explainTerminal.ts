import * as vscode from 'vscode';
import type { ExplainLevel } from '../../core/text/explain/explainLevel';
import { explainTerminalPrompt } from '../../core/text/explain/explainPrompts';
import { commandInWords, endOfOutput, plainTerminalText } from '../../core/text/terminalText';
import { redact } from '../../platform/redact';
import type { EditorServices } from '../editorServices';
import { lastOutput, terminalSelection } from '../terminal/throughClipboard';
import { endOf, explainInChat } from './explanation';

/** Explains what is selected in the active terminal. */
export async function explainTerminalSelection(services: EditorServices): Promise<void> {
  if (terminalOrSay() === undefined) return;
  const selection = await terminalSelection();
  if (selection === undefined) return;
  const text = redact(endOfOutput(plainTerminalText(selection)));
  if (text === '') {
    void vscode.window.showInformationMessage(
      'Nothing is selected in the terminal. Select what you want explained there.',
    );
    return;
  }
  await explain(services, 'this from the terminal', text);
}

/** Explains the last command of the active terminal: what it wrote, and how it ended. */
export async function explainTerminal(services: EditorServices): Promise<void> {
  const terminal = terminalOrSay();
  if (terminal === undefined) return;
  const command = services.lastCommandOf(terminal);
  if (command === undefined) {
    void vscode.window.showInformationMessage(
      'VS Code does not know what the last command in this terminal wrote. Select it there, and choose “Explain Terminal Selection”.',
    );
    return;
  }
  // Of a command that ends at once VS Code may tell that it ran before it tells what it wrote.
  const isSilent = !command.isRunning && plainTerminalText(command.output) === '';
  const output = isSilent ? await lastOutput() : command.output;
  const text = redact(commandInWords({ ...command, output }));
  await explain(services, 'what happened in the terminal', text);
}

async function explain(services: EditorServices, what: string, text: string): Promise<void> {
  const level: ExplainLevel = services.settings().explainLevel;
  await explainInChat(services, {
    what,
    level,
    quote: endOf(text),
    promptText: explainTerminalPrompt(text, level),
  });
}

function terminalOrSay(): vscode.Terminal | undefined {
  const terminal = vscode.window.activeTerminal;
  if (terminal === undefined) {
    void vscode.window.showInformationMessage('Open a terminal first, and run a command in it.');
  }
  return terminal;
}
