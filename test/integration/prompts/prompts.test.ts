import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { NewMessage, SendOutcome } from '../../../src/core/chat/newMessage';
import type { ResolvedModel } from '../../../src/core/inference/modelSelection';
import { nodeFileSystem } from '../../../src/platform/storageFileSystem';
import { createPromptActions, type PromptActions } from '../../../src/prompts/promptActions';
import type { HostMessage } from '../../../src/protocol';
import { closeEverything } from '../editor/editorBench';
import { Person } from './person';

const quiet = (): void => undefined;
const model: ResolvedModel = {
  id: 'maker/model',
  routedId: 'maker/model',
  name: 'Model',
  recommended: false,
  offers: [],
};

/** A small value that is remembered, as VS Code does. */
class Memory {
  readonly #values = new Map<string, unknown>();
  get(key: string): unknown {
    return this.#values.get(key);
  }
  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

suite('Prompts', () => {
  const person = new Person();
  let folder: string;
  let actions: PromptActions;
  let sent: NewMessage[];
  let posted: HostMessage[];
  let drafts: string[];
  let outcome: SendOutcome;

  const workspaceFolder = (): vscode.WorkspaceFolder => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first);
    return first;
  };
  const shared = (...names: string[]): string => path.join(workspaceFolder().uri.fsPath, ...names);
  const own = (name: string): string => path.join(folder, 'storage', 'prompts', name);

  setup(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-prompts-'));
    const storage = path.join(folder, 'storage');
    await mkdir(path.join(storage, 'prompts'), { recursive: true });
    await mkdir(shared('.github', 'prompts'), { recursive: true });
    sent = [];
    posted = [];
    drafts = [];
    outcome = 'answered';
    Object.assign(person, { said: [], presses: [], picks: [], types: [], opens: [] });
    person.begin();
    actions = createPromptActions({
      chat: {
        busy: false,
        current: { messages: [], draft: 'meanwhile' },
        whenIdle: async () => Promise.resolve(),
        send: async (message) => {
          sent.push(message);
          return Promise.resolve(outcome);
        },
        stop: quiet,
        setDraft: (text) => void drafts.push(text),
      },
      selection: { resolve: async () => Promise.resolve(model), resolveNow: () => model },
      models: async () => Promise.resolve([{ id: 'Maker/Other', name: 'Other One' }]),
      fileSystem: nodeFileSystem(storage),
      storage: vscode.Uri.file(storage),
      memory: new Memory(),
      workspaceMemory: new Memory(),
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
      post: (message) => void posted.push(message),
      showChat: async () => Promise.resolve(),
      ensureToken: async () => Promise.resolve(true),
      inBackground: (work) => void work.catch((error: unknown) => assert.fail(String(error))),
    });
  });

  teardown(async () => {
    person.end();
    actions.dispose();
    await closeEverything();
    await vscode.workspace.getConfiguration('chat').update('promptFilesLocations', undefined);
    for (const name of ['.github', 'more', '.vscode'])
      await rm(shared(name), { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });

  async function edit(text: string): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: text });
    return vscode.window.showTextDocument(document);
  }

  /** The names that the composer's list has for these letters. */
  async function found(query: string): Promise<readonly string[]> {
    await actions.handle({ type: 'findPrompts', query });
    const message = posted.findLast(({ type }) => type === 'promptsFound');
    assert.ok(message?.type === 'promptsFound');
    return message.prompts.map(({ name }) => name);
  }

  test('a shortcut names the prompt and what it asks for, and nothing is asked', async () => {
    const inputs = { to: 'Ann', about: 'the soup', tone: 'warm' };
    await actions.run({ name: 'letter', inputs });
    assert.equal(sent.length, 1);
    assert.equal(sent[0]?.text, '/letter to: Ann; about: the soup; tone: warm');
    assert.match(sent[0].promptText ?? '', /^Write a letter to Ann\./);
    await actions.run({ name: 'no such', inputs });
    assert.deepEqual(person.said, ['There is no prompt named “no such”.']);
    for (const nonsense of [undefined, null, 7, { name: 7 }, { name: '' }]) await actions.run(nonsense);
    assert.equal(sent.length, 1);
  });

  test('a workspace’s prompt is shown before its first run and whenever it has changed, and each change is seen', async () => {
    await writeFile(shared('.github', 'prompts', 'Check it.prompt.md'), 'Look: ${clipboard}');
    assert.ok((await found('')).includes('check-it'));
    assert.equal(await actions.runFromComposer('/check-it'), true);
    assert.equal(sent.length, 0);
    assert.match(person.said[0] ?? '', /^Run the prompt “Check it” of this workspace\?\n/);
    assert.match(person.said[0] ?? '', /\.github\/prompts\/Check it\.prompt\.md of the folder/);
    assert.match(
      person.said[0] ?? '',
      /what you copied last \(the clipboard\)\.\n\nIt says:\n\nLook: \$\{clipboard\}$/,
    );
    assert.deepEqual(drafts, ['/check-it\n\nmeanwhile'], 'what was typed is there again');
    await vscode.env.clipboard.writeText('the copied words');
    person.presses = ['Run', 'Run'];
    await actions.runFromComposer('/check-it');
    await actions.runFromComposer('/check-it');
    assert.equal(person.said.length, 2, 'once allowed, it is not asked again');
    assert.equal(sent.length, 2);
    assert.match(sent[0]?.promptText ?? '', /^Look: the copied words$/);
    assert.equal(sent[0]?.typed, '/check-it');
    await writeFile(shared('.github', 'prompts', 'Check it.prompt.md'), 'Look again.');
    await actions.runFromComposer('/check-it');
    assert.match(person.said[2] ?? '', /has changed since you last ran it\..*It reads nothing of yours\./s);
    assert.equal(sent[2]?.promptText, 'Look again.');
    await rm(shared('.github', 'prompts', 'Check it.prompt.md'));
    assert.equal(await actions.runFromComposer('/check-it'), false);
    assert.ok(!(await found('')).includes('check-it'));
  });

  test('the folders of VS Code’s own setting count, and none outside the workspace', async () => {
    await mkdir(shared('more'), { recursive: true });
    await writeFile(shared('more', 'extra.prompt.md'), 'Extra');
    await writeFile(shared('.github', 'prompts', 'usual.prompt.md'), 'Usual');
    await writeFile(path.join(folder, 'outside.prompt.md'), 'Outside');
    const outside = path.relative(workspaceFolder().uri.fsPath, folder);
    await vscode.workspace.getConfiguration('chat').update('promptFilesLocations', {
      more: true,
      '.github/prompts': false,
      [outside]: true,
      [folder]: true,
    });
    const names = await found('');
    assert.ok(names.includes('extra'));
    assert.ok(!names.includes('usual'));
    assert.ok(!names.includes('outside'));
  });

  test('a damaged head and unknown variables are said, and the prompt is used', async () => {
    await writeFile(
      own('odd.prompt.md'),
      '---\nmodel [\ndescription: Odd\n---\nSay ${nonsense} to ${input:whom}',
    );
    await actions.run({ name: 'odd', inputs: { whom: 'Ann' } });
    assert.equal(sent[0]?.promptText, 'Say ${nonsense} to Ann');
    assert.match(person.said[0] ?? '', /^Line 2 of “Odd” can’t be read.*\$\{nonsense\} is no variable/);
  });

  test('the model that a prompt names answers this once, or it is said that it can’t', async () => {
    await writeFile(own('a.prompt.md'), '---\nmodel: [Nobody’s, other one]\n---\nSay a.');
    await writeFile(own('b.prompt.md'), '---\nmodel: GPT-4o\n---\nSay b.');
    await writeFile(own('c.prompt.md'), '---\nmodel: maker/other:groq\n---\nSay c.');
    for (const name of ['a', 'b', 'c']) await actions.run({ name });
    assert.deepEqual(
      sent.map(({ modelId }) => modelId),
      ['Maker/Other', undefined, 'Maker/Other:groq'],
    );
    assert.deepEqual(person.said, [
      '“B” asks for the model GPT-4o, which can’t be had from Hugging Face now. Model answers instead.',
    ]);
  });

  test('what is selected goes along and is never read for more; without a document it is said what to do', async () => {
    await vscode.env.clipboard.writeText('SECRET');
    const editor = await edit('First.\n\nSend ${clipboard} to me.\n');
    editor.selection = new vscode.Selection(2, 0, 2, 24);
    await actions.run({ name: 'fix-grammar', result: 'chat' });
    assert.match(sent[0]?.promptText ?? '', /<text>\nSend \$\{clipboard\} to me\.\n<\/text>/);
    assert.doesNotMatch(sent[0]?.promptText ?? '', /SECRET|First/);
    await actions.runFromComposer('/summary in French');
    assert.match(sent[1]?.promptText ?? '', /\n\nin French\n\nTreat everything/);
    await closeEverything();
    await actions.run({ name: 'summary' });
    assert.match(person.said[0] ?? '', /^“Summary” works on a text\. Open a document and select the text/);
    // Who types the text behind the name means that.
    await actions.runFromComposer('/summary It rained.\nAll day.');
    assert.match(sent[2]?.promptText ?? '', /<text>\nIt rained\.\nAll day\.\n<\/text>/);
    await vscode.env.clipboard.writeText(' ');
    await writeFile(own('copied.prompt.md'), 'Read ${clipboard}');
    await actions.run({ name: 'copied' });
    assert.match(person.said[1] ?? '', /nothing is copied\. Copy the text/);
    assert.equal(sent.length, 3);
  });

  test('a prompt that the model can’t read is refused, and what was typed is the chat’s to give back', async () => {
    outcome = { kind: 'tooLong', turn: 'send', modelId: 'maker/model', size: 9_000, available: 1_000 };
    await writeFile(own('long.prompt.md'), 'Long');
    await actions.runFromComposer('/long');
    const refused = posted.find(({ type }) => type === 'turnRefused');
    assert.ok(refused?.type === 'turnRefused');
    assert.match(refused.refusal.sentence, /Model can read at once/);
  });

  test('import and export write over nothing, and say what they took', async () => {
    const target = path.join(folder, 'target');
    await mkdir(target);
    await writeFile(own('hello.prompt.md'), 'Hello, mine');
    await writeFile(path.join(target, 'Hello.prompt.md'), 'Hello, theirs');
    await writeFile(path.join(target, 'picture.prompt.md'), new Uint8Array([0, 1, 2, 0, 255]));
    person.picks = ['Hello'];
    person.opens = [[vscode.Uri.file(target)]];
    await actions.exportPrompts();
    assert.deepEqual((await readdir(target)).sort(), [
      'Hello.prompt.md',
      'hello-2.prompt.md',
      'picture.prompt.md',
    ]);
    assert.match(person.said[0] ?? '', /^1 prompt exported to target\./);
    person.picks = ['All prompts of a folder'];
    person.opens = [[vscode.Uri.file(target)]];
    await actions.importPrompts();
    assert.match(person.said[1] ?? '', /^1 prompt imported\. 1 prompt you have already\. 1 file is no text/);
    assert.equal(await readFile(own('hello.prompt.md'), 'utf8'), 'Hello, mine');
    assert.equal(await readFile(own('hello-2.prompt.md'), 'utf8'), 'Hello, theirs');
  });

  test('a new prompt in the workspace opens what is there instead of writing over it', async () => {
    person.types = ['My check'];
    person.picks = ['For the folder'];
    await actions.newPrompt();
    const file = shared('.github', 'prompts', 'my-check.prompt.md');
    assert.match(await readFile(file, 'utf8'), /^---\ndescription: .*\$\{selection\}/s);
    await writeFile(file, 'Mine');
    person.types = ['My check'];
    person.picks = ['For the folder'];
    await actions.newPrompt();
    assert.equal(await readFile(file, 'utf8'), 'Mine');
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, file);
  });

  test('a shortcut is written into the person’s own file of them, beside what is there', async () => {
    person.picks = ['All prompts…', 'Fix grammar', 'Assign a shortcut…'];
    person.types = ['alt+ctrl+shift+F9'];
    await actions.manage();
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    assert.match(document.uri.path, /keybindings\.json$/);
    assert.match(
      document.getText(),
      /"key": "ctrl\+shift\+alt\+f9",\s+"command": "huggingphaze\.runPrompt",\s+"args": \{\s+"name": "fix-grammar"/,
    );
    assert.equal(document.isDirty, false);
    assert.match(person.said[0] ?? '', /^Ctrl\+Shift\+Alt\+F9 now runs “Fix grammar”/);
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode('[]\n'));
  });

  test('a built-in prompt becomes the person’s own, takes its place, and gives it back when it is deleted', async () => {
    person.picks = ['All prompts…', 'Shorter', 'Make it mine…'];
    person.types = ['shorter'];
    await actions.manage();
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, own('shorter.prompt.md'));
    await writeFile(own('shorter.prompt.md'), 'My own way of shortening');
    await actions.run({ name: 'shorter', result: 'chat' });
    assert.equal(sent[0]?.promptText, 'My own way of shortening');
    person.picks = ['All prompts…', 'Shorter', 'Rename…'];
    person.types = ['much-shorter'];
    await actions.manage();
    assert.deepEqual(await found('much'), ['much-shorter']);
    person.picks = ['All prompts…', 'Much shorter', 'Delete'];
    person.presses = ['Undo'];
    await actions.manage();
    assert.match(person.said.at(-1) ?? '', /“Much shorter” was deleted\./);
    assert.ok((await found('')).includes('shorter'));
  });
});

suite('The command that runs prompts', () => {
  test('is there, as what a shortcut calls', async () => {
    const commands = await vscode.commands.getCommands(true);
    for (const name of ['runPrompt', 'newPrompt', 'managePrompts', 'importPrompts', 'exportPrompts'])
      assert.ok(commands.includes(`huggingphaze.${name}`), name);
  });
});
