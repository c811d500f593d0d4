import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { insertAtCursor, newFile } from '../../../src/views/chat/documents';

suite('Code of an answer', () => {
  teardown(closeWithoutSaving);

  test('is inserted at the cursor, in the place of what is selected, and one Undo takes it back', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one two three' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 4, 0, 7);
    await insertAtCursor('2');
    assert.equal(document.getText(), 'one 2 three');
    assert.equal(vscode.window.activeTextEditor?.document, document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'one two three');
  });

  test('is put into a new document where none is open', async () => {
    await closeWithoutSaving();
    await insertAtCursor('some code');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'some code');
  });

  test('becomes a new file in its language', async () => {
    await newFile('print("hello")', 'py');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.languageId, 'python');
    assert.equal(document.getText(), 'print("hello")');
    assert.ok(document.isUntitled);
  });
});

async function closeWithoutSaving(): Promise<void> {
  while (vscode.window.tabGroups.activeTabGroup.activeTab !== undefined) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
