import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isDisabledFor } from '../../../src/platform/disabledFor';

suite('Where the person wants nothing offered by itself', () => {
  const set = async (value: unknown, target = vscode.ConfigurationTarget.Global): Promise<void> =>
    vscode.workspace.getConfiguration('huggingphaze').update('disabledFor', value, target);

  teardown(async () => {
    await set(undefined);
    await set(undefined, vscode.ConfigurationTarget.Workspace);
  });

  async function sample(name: string): Promise<vscode.TextDocument> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'no folder is open');
    return vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  }

  test('it is offered everywhere where nothing is set, and where what is set makes no sense', async () => {
    const letter = await sample('letter.md');
    for (const value of [undefined, [], [''], 'markdown', [7]]) {
      await set(value);
      assert.equal(isDisabledFor(letter), false, JSON.stringify(value));
    }
  });

  test('a language, a kind of file, a folder and a whole path each turn it off there, and there alone', async () => {
    const letter = await sample('letter.md');
    const code = await sample('totals.py');
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    for (const entry of ['markdown', '*.md', 'letter.*', '**/*.md', `${folder?.uri.path ?? ''}/letter.md`]) {
      await set([entry]);
      assert.equal(isDisabledFor(letter), true, entry);
      assert.equal(isDisabledFor(code), false, entry);
    }
  });

  test('what a workspace names adds to what the person named', async () => {
    await set(['markdown']);
    await set(['python'], vscode.ConfigurationTarget.Workspace);
    assert.equal(isDisabledFor(await sample('letter.md')), true);
    assert.equal(isDisabledFor(await sample('totals.py')), true);
  });

  test('what is in no file yet is told by its language', async () => {
    await set(['python']);
    const untitled = await vscode.workspace.openTextDocument({ language: 'python', content: 'x = 1' });
    assert.equal(isDisabledFor(untitled), true);
  });
});
