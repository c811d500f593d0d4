// An extension of a few lines that the harness tries itself on.
'use strict';
const process = require('node:process');
const vscode = require('vscode');

exports.activate = (context) => {
  const log = vscode.window.createOutputChannel('Probe', { log: true });
  const command = (id, run) => context.subscriptions.push(vscode.commands.registerCommand(id, run));
  command('probe.ask', async () => {
    const name = await vscode.window.showInputBox({ title: 'What is your name?' });
    const choice = await vscode.window.showQuickPick(['one', 'two', 'three'], { title: 'Which one?' });
    const pressed = await vscode.window.showInformationMessage(`${name} chose ${choice}`, 'Fine');
    vscode.window.showInformationMessage(`You pressed ${pressed}`);
  });
  command('probe.remember', async () => {
    await context.secrets.store('word', 'secret');
    const { colour, address } = vscode.workspace.getConfiguration('probe');
    const word = await context.secrets.get('word');
    vscode.window.showInformationMessage(`${colour} ${address} ${process.env.PROBE_GREETING} ${word}`);
  });
  command('probe.recall', async () => {
    log.info('Recalled');
    vscode.window.showInformationMessage(`Recalled ${await context.secrets.get('word')}`);
  });
  const html = `<!doctype html><html lang="en"><head><title>Probe</title></head><body>
    <button onclick="this.textContent = 'Pressed ' + (this.n = (this.n ?? 0) + 1)">Press</button></body></html>`;
  context.subscriptions.push(
    log,
    vscode.window.registerWebviewViewProvider('probe.view', {
      resolveWebviewView: (view) => {
        view.webview.options = { enableScripts: true };
        view.webview.html = html;
      },
    }),
  );
};
