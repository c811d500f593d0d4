import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { BatchServices } from '../../../src/batch/batchServices';
import { RunOverMany } from '../../../src/batch/runOverMany';
import type { InferenceError } from '../../../src/core/inference/inferenceError';
import type { ModelClient } from '../../../src/core/inference/modelClient';
import type { StreamEvent } from '../../../src/core/inference/streamEvent';
import { systemTimers } from '../../../src/core/storage/clock';
import { DocumentReader } from '../../../src/platform/documentReader';
import { readWholeFile } from '../../../src/platform/readWholeFile';
import { nodeFileSystem } from '../../../src/platform/storageFileSystem';
import { Person } from './person';

const quiet = (): void => undefined;
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

const digest = (content: string): string => createHash('sha256').update(content).digest('hex');

/** A place of documents that are no files; it may refuse to take any more. */
class VirtualFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly files = new Map<string, Uint8Array>();
  isFull = false;

  stat(uri: vscode.Uri): vscode.FileStat {
    const bytes = this.files.get(uri.path);
    if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (uri.path === '/') return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  }
  readFile(uri: vscode.Uri): Uint8Array {
    const bytes = this.files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  }
  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    // Not thrown at once: VS Code would never write to this place again.
    await Promise.resolve();
    if (this.isFull) throw vscode.FileSystemError.NoPermissions(uri);
    this.files.set(uri.path, content);
  }
  readDirectory(): [string, vscode.FileType][] {
    return [...this.files.keys()].map((name) => [name.slice(1), vscode.FileType.File]);
  }
  watch(): vscode.Disposable {
    return new vscode.Disposable(quiet);
  }
  createDirectory(): void {
    // Its one folder is always there.
  }
  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

suite('A prompt run over many', () => {
  const person = new Person();
  const virtual = new VirtualFiles();
  let provider: vscode.Disposable;
  let folder: string;
  let background: Promise<unknown>[];
  let asked: string[];
  /** What the model says to the last line of a question, and how it ends. */
  let says: (question: string) => readonly StreamEvent[];
  let runs: RunOverMany;
  let reported: { readonly error: InferenceError; readonly retry: () => void }[];
  let onReport: () => void;
  let keepsHistory: boolean;

  const good = (text: string): readonly StreamEvent[] => [
    { type: 'text', text },
    { type: 'finish', reason: 'stop' },
  ];
  const failed = (error: InferenceError): readonly StreamEvent[] => [{ type: 'error', error }];
  const client: ModelClient = {
    stream: async function* ({ messages }, signal) {
      const question = messages.at(-1)?.content ?? '';
      asked.push(question);
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) yield { type: 'finish', reason: 'stopped' };
      else yield* says(question);
    },
  };

  const uri = (...names: string[]): vscode.Uri => vscode.Uri.file(path.join(folder, ...names));
  const text = async (...names: string[]): Promise<string> => readFile(path.join(folder, ...names), 'utf8');
  const put = async (name: string, content: string | Uint8Array): Promise<vscode.Uri> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
    return uri(name);
  };
  const list = async (): Promise<string[]> => (await readdir(path.join(folder, 'w'))).sort();

  function window(): RunOverMany {
    const services: BatchServices = {
      client,
      selection: {
        resolve: async () =>
          Promise.resolve({
            id: 'a/model',
            routedId: 'a/model',
            name: 'Model',
            recommended: false,
            offers: [],
            contextLength: 8_000,
          }),
      },
      fileSystem: nodeFileSystem(path.join(folder, 'storage')),
      timers: systemTimers,
      log,
      readFile: async (file, signal) =>
        readWholeFile(file, new DocumentReader({ script: '/none', log }), signal),
      keepsHistory: () => keepsHistory,
      workspace: () => 'w',
      digest,
      newId: randomUUID,
      settings: () => ({ customInstructions: '' }),
      prompts: async (): Promise<never> => Promise.reject(new Error('no prompt of the library is asked for')),
      promptHistory: { list: () => [], add: quiet },
      ensureToken: async () => Promise.resolve(true),
      describeError: (error) => `It failed: ${error.kind}.`,
      reportError: async (error, _, retry) => {
        reported.push({ error, retry });
        onReport();
        return Promise.resolve();
      },
      inBackground: (work) => void background.push(work),
    };
    return new RunOverMany(services);
  }

  async function run(...parameters: unknown[]): Promise<void> {
    await runs.start(parameters);
    await settled();
  }

  async function settled(): Promise<void> {
    while (background.length > 0) await background.shift();
  }

  suiteSetup(() => {
    provider = vscode.workspace.registerFileSystemProvider('batch-test', virtual);
  });
  suiteTeardown(() => {
    provider.dispose();
  });

  setup(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-batch-'));
    await mkdir(path.join(folder, 'w'));
    [background, asked, reported, onReport] = [[], [], [], quiet];
    says = (question) => good(`About ${question.replace(/\n[^]*/, '')}`);
    keepsHistory = true;
    virtual.files.clear();
    virtual.isFull = false;
    Object.assign(person, { shown: [], picks: [], prompt: 'Greet', folder: undefined, saveTo: undefined });
    person.buttons.clear();
    person.beforePick = async () => Promise.resolve();
    person.catch();
    runs = window();
  });

  teardown(async () => {
    person.release();
    runs.dispose();
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  suite('files', () => {
    test('each gets an answer in a new file beside it, and nothing that is there is touched', async () => {
      const files = [
        await put('w/a.md', 'Dear Ann'),
        await put('w/b.txt', 'Dear Bo'),
        await put('w/b.md', 'Dear Cleo'),
        await put('w/d.bin', new Uint8Array([0, 1, 2, 0])),
        await put('w/e.md', ''),
        await put('w/f.md', 'word '.repeat(40_000)),
      ];
      await put('w/a.answer.md', 'Mine.');
      says = (question) => good(/Dear \w+/.exec(question)?.[0] ?? 'nothing');
      person.picks = [/Run all, into a new file beside each/];
      await run(files[0], files);
      assert.deepEqual(await list(), [
        'a.answer (2).md',
        'a.answer.md',
        'a.md',
        'b.md',
        'b.md.answer.md',
        'b.txt',
        'b.txt.answer.md',
        'd.bin',
        'e.md',
        'f.md',
      ]);
      assert.equal(await text('w', 'a.answer.md'), 'Mine.');
      assert.equal(await text('w', 'a.answer (2).md'), 'Dear Ann\n');
      assert.equal(await text('w', 'b.md.answer.md'), 'Dear Cleo\n');
      assert.equal(asked.length, 3);
      assert.deepEqual(person.shown, [
        '3 of 6 files are done, 3 failed. | Open the Result | Try the 1 Failed Again | Show Why',
      ]);
    });

    test('a folder is read without what is hidden, what is no text, and what was answered before', async () => {
      await put('w/a.md', 'A');
      await put('w/a.answer.md', 'An answer');
      await put('w/.hidden.md', 'H');
      await put('w/p.png', new Uint8Array([0, 1, 2, 0]));
      await put('w/below/c.md', 'C');
      person.picks = [
        /^All 3 files, also those in its folders/,
        /Run all, into new files in another folder|Save the answers into new files in another/,
      ];
      await mkdir(path.join(folder, 'answers'));
      person.folder = uri('answers');
      await run(uri('w'));
      assert.deepEqual((await readdir(path.join(folder, 'answers'))).sort(), ['a.answer.md', 'c.answer.md']);
    });

    test('in a folder that lies on no disk', async () => {
      const file = vscode.Uri.from({ scheme: 'batch-test', path: '/a.md' });
      virtual.files.set('/a.md', new TextEncoder().encode('Virtual'));
      person.picks = [/into a new file beside each/];
      await run(file);
      assert.deepEqual([...virtual.files.keys()], ['/a.md', '/a.answer.md']);
    });

    test('what can’t be saved is kept, said, and saved elsewhere', async () => {
      const file = vscode.Uri.from({ scheme: 'batch-test', path: '/a.md' });
      virtual.files.set('/a.md', new TextEncoder().encode('Virtual'));
      virtual.isFull = true;
      person.picks = [/into a new file beside each/];
      await run(file);
      const sentence =
        'The answers about a.md could not be saved: VS Code may not write there. They are kept.';
      assert.deepEqual(person.shown, [`${sentence} | Save Them Elsewhere | Try Again`]);
      person.buttons.set('could not be saved', 'Save Them Elsewhere');
      person.folder = uri('w');
      person.picks = [/Go on with a\.md/];
      runs = window();
      await run();
      assert.deepEqual(await list(), ['a.answer.md']);
      assert.equal(asked.length, 1, 'it was asked again');
    });

    test('an answer that is cut off says so in its file, and is asked for again on demand', async () => {
      await put('w/a.md', 'A');
      says = () => [
        { type: 'text', text: 'Half' },
        { type: 'finish', reason: 'cutOff' },
      ];
      person.picks = [/into a new file beside each/];
      person.buttons.set('is not complete', 'Try 1 Again');
      const first = says;
      says = (question) => (asked.length === 1 ? first(question) : good('Whole'));
      await run(uri('w', 'a.md'));
      assert.equal(await text('w', 'a.answer.md'), 'Half\n\n[Not complete: the connection broke.]\n');
      assert.equal(await text('w', 'a.answer (2).md'), 'Whole\n');
    });
  });

  suite('a table', () => {
    const table = '\ufeffName;Note\r\nAnn;"a;\r\n""b"""\r\n\r\nBo;\r\nCleo;x;y\r\nDee;z';

    test('gets a new column in a new file, and every other sign stays', async () => {
      const file = await put('w/t.csv', table);
      person.prompt = '${column:name}';
      person.picks = [/Run all, into a new file, “t with answers\.csv”/];
      await run(file);
      assert.deepEqual(await list(), ['t with answers.csv', 't.csv']);
      assert.equal(await text('w', 't.csv'), table);
      assert.equal(
        await text('w', 't with answers.csv'),
        '\ufeffName;Note;;Answer\r\nAnn;"a;\r\n""b""";;About Ann\r\n\r\nBo;;;About Bo\r\nCleo;x;y;About Cleo\r\nDee;z;;About Dee',
      );
      assert.deepEqual(person.shown, ['4 of 4 rows are done. | Open the Result']);
      says = () => good('Another');
      person.picks = [/Run all, into a new file/];
      await run(file);
      assert.deepEqual(await list(), ['t with answers (2).csv', 't with answers.csv', 't.csv']);
    });

    test('whose list of decisions is open is not stopped by the command, which says to decide first', async () => {
      const file = await put('w/t.csv', table);
      person.beforePick = async () => runs.start([file]);
      person.picks = [/Run all, into a new file/];
      await run(file);
      assert.deepEqual(person.shown, [
        'You are still to decide about the run over t.csv: choose in the list that is open, or press Escape.',
        '4 of 4 rows are done. | Open the Result',
      ]);
    });

    test('gets the column in its document as one step, if it is still the same', async () => {
      const document = await vscode.workspace.openTextDocument(await put('w/t.csv', 'Name\nAnn\nBo\n'));
      await vscode.window.showTextDocument(document);
      person.picks = [/Save the answers into t\.csv itself/];
      await run(document.uri);
      assert.equal(document.getText(), 'Name,Answer\nAnn,About Greet\nBo,About Greet\n');
      assert.equal(await text('w', 't.csv'), 'Name\nAnn\nBo\n');
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), 'Name\nAnn\nBo\n');
    });

    test('that was changed meanwhile stays as it is: the column goes into a new file', async () => {
      const document = await vscode.workspace.openTextDocument(
        await put('w/t.csv', 'Name\nAnn\nBo\nCleo\nDee\n'),
      );
      await vscode.window.showTextDocument(document);
      const answers = says;
      says = (question) => {
        if (asked.length === 4) {
          const edit = new vscode.WorkspaceEdit();
          edit.insert(document.uri, new vscode.Position(1, 0), 'New one\n');
          void vscode.workspace.applyEdit(edit);
        }
        return answers(question);
      };
      person.picks = [/Run all, into t\.csv itself/];
      await run(document.uri);
      assert.equal(document.getText(), 'Name\nNew one\nAnn\nBo\nCleo\nDee\n');
      assert.match(await text('w', 't with answers.csv'), /^Name,Answer\nAnn,About Greet\nBo,/);
      assert.match(
        person.shown[0] ?? '',
        /t\.csv was changed meanwhile, so the answers went into a new file\./,
      );
    });

    test('has its failed rows asked again, and the file that came of it is completed', async () => {
      const file = await put('w/t.csv', 'Name\nAnn\nBo\nCleo\nDee\n');
      person.prompt = '${column:Name}';
      person.picks = [/Run all, into a new file/];
      person.buttons.set('1 failed', 'Try the 1 Failed Again');
      says = (question) =>
        question === 'Dee' && asked.filter((other) => other === 'Dee').length === 1
          ? failed({ kind: 'badRequest' })
          : good(`About ${question}`);
      await run(file);
      assert.deepEqual(await list(), ['t with answers.csv', 't.csv']);
      assert.match(await text('w', 't with answers.csv'), /Cleo,About Cleo\nDee,About Dee\n$/);
      assert.equal(asked.length, 5);
    });

    test('an error that concerns all is said once, and the run goes on when it is mended', async () => {
      const file = await put('w/t.csv', 'Name\nAnn\nBo\nCleo\nDee\nEve\n');
      person.picks = [/Run all, into a new file/];
      let hasCredit = true;
      says = () => (hasCredit ? good('yes') : failed({ kind: 'noCredit' }));
      const answers = says;
      says = (question) => {
        if (asked.length > 3 && reported.length === 0) hasCredit = false;
        return answers(question);
      };
      onReport = () => {
        hasCredit = true;
        reported[0]?.retry();
      };
      await run(file);
      assert.deepEqual(
        reported.map(({ error }) => error.kind),
        ['noCredit'],
      );
      assert.equal((await text('w', 't with answers.csv')).match(/yes/g)?.length, 5);
    });

    test('whose rows can’t be told apart is not run over, and the person hears why', async () => {
      await run(await put('w/t.csv', 'Name,Note\nAnn,"oh\n'));
      assert.match(person.shown[0] ?? '', /a quotation mark is opened in it and never closed\. Mend that/);
      await run(uri('w', 'gone.csv'));
      assert.match(person.shown[1] ?? '', /“gone\.csv” could not be opened\./);
      await run(await put('w/n.csv', 'Name,Note\n'));
      assert.equal(asked.length, 1, 'one line is a row like any other');
    });

    test('a prompt that names a column that is none asks nothing', async () => {
      person.prompt = 'Sum up ${column:Text}';
      await run(await put('w/t.csv', 'Name,Note\nAnn,x\n'));
      assert.match(person.shown[0] ?? '', /^There is no column “Text” in t\.csv\./);
      assert.equal(asked.length, 0);
    });
  });

  suite('a notebook', () => {
    const notebook = JSON.stringify({
      cells: [
        { cell_type: 'markdown', metadata: {}, source: ['# Sales'] },
        { cell_type: 'code', metadata: {}, source: ['print(1)'], outputs: [], execution_count: null },
        { cell_type: 'markdown', metadata: {}, source: [''] },
        { cell_type: 'markdown', metadata: {}, source: ['The end'] },
      ],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    });
    const cells = (document: vscode.NotebookDocument): string[] =>
      document.getCells().map((cell) => cell.document.getText());

    test('gets a cell below each, as one step that Undo takes back', async () => {
      const file = await put('w/n.ipynb', notebook);
      says = (question) => good(`About ${/# Sales|The end|print/.exec(question)?.[0]}`);
      person.picks = [/The 2 cells with text/, /into n\.ipynb itself/];
      await run(file);
      const document = await vscode.workspace.openNotebookDocument(file);
      assert.deepEqual(cells(document), [
        '# Sales',
        'About # Sales',
        'print(1)',
        '',
        'The end',
        'About The end',
      ]);
      assert.equal(document.isDirty, true);
      await vscode.commands.executeCommand('undo');
      assert.deepEqual(cells(document), ['# Sales', 'print(1)', '', 'The end']);
    });

    test('stays as it is where the answers go into a new one', async () => {
      const file = await put('w/n.ipynb', notebook);
      says = () => good('Yes');
      person.picks = [/All 3 cells/, /into a new notebook/];
      await run(file);
      const document = await vscode.workspace.openNotebookDocument(file);
      assert.deepEqual(cells(document), ['# Sales', 'print(1)', '', 'The end']);
      const made = vscode.window.activeNotebookEditor?.notebook;
      assert.ok(made?.isUntitled);
      assert.deepEqual(cells(made), ['# Sales', 'Yes', 'print(1)', 'Yes', '', 'The end', 'Yes']);
    });
  });

  suite('that was broken off', () => {
    const names = ['Ann', 'Bo', 'Cleo', 'Dee', 'Eve', 'Fay'];
    const table = (changed: readonly string[] = names): string => `Name\n${changed.join('\n')}\n`;

    /** Begins a run, and closes its window after so many answers of the rest. */
    async function breakOff(answers: number): Promise<vscode.Uri> {
      const file = await put('w/t.csv', table());
      person.prompt = '${column:Name}';
      person.picks = [/Run all, into a new file/];
      const last = says;
      let said = 0;
      says = (question) => {
        said += 1;
        if (said > 3 + answers) void runs.close();
        return last(question);
      };
      await run(file);
      says = last;
      runs.dispose();
      runs = window();
      person.shown = [];
      return file;
    }

    test('goes on in another window, without asking again about what is answered', async () => {
      await breakOff(1);
      asked = [];
      person.picks = [/Go on with t\.csv/];
      await run();
      assert.deepEqual([...asked].sort(), ['Eve', 'Fay']);
      assert.equal(
        await text('w', 't with answers.csv'),
        `Name,Answer\n${names.map((name) => `${name},About ${name}`).join('\n')}\n`,
      );
      await run();
      assert.deepEqual(person.picks, [], 'it is not offered any more');
    });

    test('is told of once', async () => {
      await breakOff(0);
      await runs.offerBrokenOff();
      assert.deepEqual(person.shown, [
        'A run over t.csv was broken off: 3 of 6 rows are done. | Go On | Discard',
      ]);
      await window().offerBrokenOff();
      assert.equal(person.shown.length, 1);
    });

    test('notices rows that were changed since, and asks about them if the person wants it', async () => {
      await breakOff(0);
      asked = [];
      await put('w/t.csv', table(['New', 'Cleo', 'Ann', 'Bo', 'Dee', 'Eve']));
      person.buttons.set('was changed since this run began', 'Ask about Those, Too');
      person.picks = [/Go on with t\.csv/];
      await run();
      assert.deepEqual([...asked].sort(), ['Dee', 'Eve', 'New']);
      assert.match(
        await text('w', 't with answers.csv'),
        /^Name,Answer\nNew,About New\nCleo,About Cleo\nAnn,/,
      );
    });

    test('or leaves them out', async () => {
      await breakOff(0);
      asked = [];
      await put('w/t.csv', table(['New', ...names]));
      person.buttons.set('was changed since this run began', 'Leave Those Out');
      person.picks = [/Go on with t\.csv/];
      await run();
      assert.deepEqual([...asked].sort(), ['Dee', 'Eve', 'Fay']);
      assert.match(await text('w', 't with answers.csv'), /^Name,Answer\nNew,\nAnn,About Ann\n/);
    });

    test('shows what was answered where its source is gone', async () => {
      await breakOff(0);
      await rm(path.join(folder, 'w', 't.csv'));
      person.buttons.set('could not be opened', 'Show the Answers');
      person.picks = [/Go on with t\.csv/];
      await run();
      assert.match(person.shown[0] ?? '', /Of the run over t\.csv, 3 of 6 rows are done\./);
      assert.equal(
        vscode.window.activeTextEditor?.document.getText(),
        '## Row 2\n\nAbout Ann\n\n## Row 3\n\nAbout Bo\n\n## Row 4\n\nAbout Cleo\n',
      );
    });

    test('is not thrown away without a question', async () => {
      await breakOff(0);
      person.buttons.set('was broken off', 'Discard');
      await runs.offerBrokenOff();
      assert.match(person.shown[1] ?? '', /^Throw the answers about t\.csv away\?/);
      assert.equal(
        (await readdir(path.join(folder, 'storage', 'runs'))).filter((name) => name.endsWith('.jsonl'))
          .length,
        1,
      );
    });
  });

  test('a run leaves nothing behind in the storage of who keeps no history', async () => {
    const stored = async (): Promise<string[]> =>
      readdir(path.join(folder, 'storage', 'runs'), { recursive: true });
    person.picks = [/into a new file/];
    await run(await put('w/t.csv', 'Name\nAnn\nBo\n'));
    assert.equal((await stored()).filter((name) => /^ended.*\.jsonl$/.test(name)).length, 1);
    await rm(path.join(folder, 'storage'), { recursive: true });
    keepsHistory = false;
    person.picks = [/into a new file/];
    await run(uri('w', 't.csv'));
    assert.deepEqual(await stored(), []);
  });

  test('a person who thinks better of it changes nothing, and pays for nothing but what they saw', async () => {
    const file = await put('w/t.csv', 'Name\nAnn\nBo\nCleo\nDee\n');
    person.picks = [undefined];
    await run(file);
    assert.equal(asked.length, 3);
    assert.deepEqual(await list(), ['t.csv']);
    assert.deepEqual(person.shown, []);
    person.picks = [/Go on with t\.csv/, /Run all, into a new file/];
    await run();
    assert.equal(asked.length, 4, 'what was seen was asked again');
  });
});
