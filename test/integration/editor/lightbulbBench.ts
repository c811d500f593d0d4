import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { EditorBench } from './editorBench';

/** What a language marks and what the lightbulb then offers, as in a window that somebody works in. */
export class LightbulbBench {
  readonly #marks = vscode.languages.createDiagnosticCollection('lightbulb-test');

  mark(uri: vscode.Uri, line: number, message: string, severity = vscode.DiagnosticSeverity.Error): void {
    const diagnostic = new vscode.Diagnostic(new vscode.Range(line, 5, line, 8), message, severity);
    this.#marks.set(uri, [...(this.#marks.get(uri) ?? []), diagnostic]);
  }

  /** Our actions for a place in a line. */
  async actions(uri: vscode.Uri, line: number, kind?: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(line, 6, line, 6),
      ...(kind === undefined ? [] : [kind.value]),
    );
    return actions.filter(({ command }) => command?.command.startsWith('huggingphaze.') === true);
  }

  async titles(uri: vscode.Uri, line: number, kind?: vscode.CodeActionKind): Promise<string[]> {
    return (await this.actions(uri, line, kind)).map(({ title }) => title);
  }

  /** Chooses an action; resolves with what the model is asked then, and with what goes on. */
  async choose(
    { model }: EditorBench,
    uri: vscode.Uri,
    line: number,
    title: string,
  ): Promise<{ readonly body: string; readonly done: Promise<void> }> {
    const action = (await this.actions(uri, line)).find((candidate) => candidate.title === title);
    assert.ok(action?.command, title);
    model.prepare();
    const asked = model.asked();
    const { command, arguments: parameters = [] } = action.command;
    const done = Promise.resolve(vscode.commands.executeCommand(command, ...(parameters as unknown[])));
    return { body: (await asked).body, done: done.then(() => undefined) };
  }

  clear(): void {
    this.#marks.clear();
  }

  dispose(): void {
    this.#marks.dispose();
  }
}

/** Changes one of our settings for the person; `undefined` puts it back. */
export async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('huggingphaze')
    .update(name, value, vscode.ConfigurationTarget.Global);
}
