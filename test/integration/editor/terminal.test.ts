import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Messages } from '../host/messages';
import { closeEverything, startEditorBench, type EditorBench } from './editorBench';

/** What a shell with VS Code's shell integration writes around a prompt, a command and its output. */
const mark = (code: string): string => `\u001b]633;${code}\u0007`;

/** A terminal without a program: what stands in it is what the test writes. */
class WrittenTerminal implements vscode.Disposable {
  readonly #writes = new vscode.EventEmitter<string>();
  readonly terminal: vscode.Terminal;
  readonly opened: Promise<void>;

  constructor() {
    let open: () => void = () => undefined;
    this.opened = new Promise((resolve) => (open = resolve));
    this.terminal = vscode.window.createTerminal({
      name: 'written',
      pty: { onDidWrite: this.#writes.event, open, close: () => undefined },
    });
    this.terminal.show();
  }

  write(text: string): void {
    this.#writes.fire(text.replaceAll('\n', '\r\n'));
  }

  /** Writes a command and what came of it, as fast as VS Code takes it in. */
  async command(line: string, output: string, exitCode: number, pace?: 'at once'): Promise<void> {
    const started = this.#next(vscode.window.onDidStartTerminalShellExecution);
    this.write(`${mark('A')}$ ${mark('B')}${line}${mark(`E;${line}`)}\n${mark('C')}`);
    if (pace === undefined) await started;
    const ended = this.#next(vscode.window.onDidEndTerminalShellExecution);
    this.write(`${output}${mark(`D;${exitCode}`)}${mark('A')}$ ${mark('B')}`);
    await ended;
  }

  async #next(event: vscode.Event<{ readonly terminal: vscode.Terminal }>): Promise<void> {
    return new Promise((resolve) => {
      const listener = event(({ terminal }) => {
        if (terminal !== this.terminal) return;
        listener.dispose();
        resolve();
      });
    });
  }

  dispose(): void {
    this.terminal.dispose();
    this.#writes.dispose();
  }
}

suite('Explaining what stands in a terminal', () => {
  let bench: EditorBench;
  const messages = new Messages();

  suiteSetup(async () => {
    bench = await startEditorBench();
  });
  suiteTeardown(async () => bench.close());
  setup(async () => {
    bench.model.prepare();
    await bench.api.chat.newChat();
    messages.catch();
  });
  teardown(async () => {
    messages.release();
    await closeEverything();
  });

  test('the last command goes along with the end of what it wrote and how it ended', async () => {
    const shell = new WrittenTerminal();
    try {
      await shell.opened;
      await shell.command('ls', 'letter.md\n', 0);
      await shell.command('npm test', '\u001b[31m1 failed\u001b[0m, token hf_abcdefghijklmnop\n', 1);
      const asked = bench.model.asked();
      const done = vscode.commands.executeCommand('huggingphaze.explainTerminal');
      const { body } = await asked;
      bench.model.ends();
      await done;
      assert.match(body, /\$ npm test\\n1 failed, token hf_…\\n\[The command ended with exit code 1\.\]/);
      assert.doesNotMatch(body, /letter\.md|\\u001b|abcdefgh/);
      const [question] = bench.api.chat.current.messages;
      assert.match(
        question?.text ?? '',
        /^Explain what happened in the terminal to .+:\n\n\$ npm test\n1 failed/,
      );
    } finally {
      shell.dispose();
    }
  });

  test('a command too quick for VS Code to tell what it wrote is read where it stands', async () => {
    const shell = new WrittenTerminal();
    try {
      await shell.opened;
      await shell.command('ls', 'letter.md\n', 0);
      await vscode.env.clipboard.writeText('what I had copied');
      await shell.command('gti status', 'gti: command not found\n', 127, 'at once');
      const asked = bench.model.asked();
      const done = vscode.commands.executeCommand('huggingphaze.explainTerminal');
      const { body } = await asked;
      bench.model.ends();
      await done;
      assert.match(
        body,
        /\$ gti status\\ngti: command not found\\n\[The command ended with exit code 127\.\]/,
      );
      assert.equal(await vscode.env.clipboard.readText(), 'what I had copied');
    } finally {
      shell.dispose();
    }
  });

  test('where the shell does not tell, it is said what to do, and nothing is sent', async () => {
    const shell = new WrittenTerminal();
    try {
      await shell.opened;
      shell.write('something\n');
      const received = bench.standIn.received.length;
      await vscode.commands.executeCommand('huggingphaze.explainTerminal');
      assert.match(messages.shown.join(), /Select it there, and choose “Explain Terminal Selection”/);
      assert.equal(bench.standIn.received.length, received);
    } finally {
      shell.dispose();
    }
  });

  test('what is selected is explained, and what the person had copied is still on the clipboard', async () => {
    const shell = new WrittenTerminal();
    try {
      await shell.opened;
      shell.write('bash: gti: command not found\n');
      await vscode.env.clipboard.writeText('what I had copied');
      await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
      const asked = bench.model.asked();
      const done = vscode.commands.executeCommand('huggingphaze.explainTerminalSelection');
      const { body } = await asked;
      bench.model.ends();
      await done;
      assert.match(body, /<text>\\nbash: gti: command not found\\n<\/text>/);
      assert.equal(await vscode.env.clipboard.readText(), 'what I had copied');
    } finally {
      shell.dispose();
    }
  });

  test('a clipboard that may hold a picture is left alone unless the person agrees', async () => {
    const shell = new WrittenTerminal();
    try {
      await shell.opened;
      shell.write('some words\n');
      await vscode.env.clipboard.writeText('');
      await vscode.commands.executeCommand('workbench.action.terminal.selectAll');
      const received = bench.standIn.received.length;
      await vscode.commands.executeCommand('huggingphaze.explainTerminalSelection');
      assert.match(messages.shown.join(), /through the clipboard alone/);
      assert.equal(await vscode.env.clipboard.readText(), '');
      assert.equal(bench.standIn.received.length, received);
    } finally {
      shell.dispose();
    }
  });
});
