import assert from 'node:assert/strict';
import { excludeRules } from '../../../src/views/attachments/ignoreRules';
import {
  folderLimits,
  readFolder,
  type FolderAccess,
  type FolderReading,
} from '../../../src/views/attachments/readFolder';

/** A folder in memory: paths to texts; `undefined` is a picture. */
type Files = Readonly<Record<string, string | undefined>>;

function access(files: Files, isHidden: FolderAccess['isHidden'] = () => false): FolderAccess {
  return {
    isHidden,
    list: (path) => {
      const prefix = path === '' ? '' : `${path}/`;
      const names = new Map<string, 'file' | 'folder'>();
      for (const file of Object.keys(files).filter((name) => name.startsWith(prefix))) {
        const [name = '', ...below] = file.slice(prefix.length).split('/');
        names.set(name, below.length > 0 ? 'folder' : 'file');
      }
      return Promise.resolve([...names].map(([name, type]) => ({ name, type })));
    },
    readText: (path, mostBytes) => {
      if (!Object.hasOwn(files, path)) return Promise.reject(new Error('no such file'));
      const text = files[path];
      if (text === undefined) return Promise.resolve({ kind: 'picture' });
      return Promise.resolve(text.length > mostBytes ? { kind: 'tooLong' } : { kind: 'text', text });
    },
  };
}

async function read(
  files: Files,
  isHidden?: FolderAccess['isHidden'],
): Promise<FolderReading & { text: string }> {
  const reading = await readFolder('notes', access(files, isHidden));
  const { attachment } = reading;
  return { ...reading, text: attachment && attachment.kind !== 'picture' ? attachment.text : '' };
}

suite('A folder that goes along', () => {
  test('is one text of its files under their names, the nearest first', async () => {
    const { attachment, text, leftOut } = await read({ 'b.md': 'Bee', 'a/deep.py': 'x = 1', 'c.md': 'Sea' });
    assert.equal(attachment?.label, 'notes (3 files)');
    assert.deepEqual(leftOut, []);
    assert.equal(
      text,
      [
        'Attached file: notes/b.md\n```md\nBee\n```',
        'Attached file: notes/c.md\n```md\nSea\n```',
        'Attached file: notes/a/deep.py\n```py\nx = 1\n```',
      ].join('\n\n'),
    );
  });

  test('says of every file that does not go along why, to the person and to the model', async () => {
    const long = 'x'.repeat(folderLimits.bytes + 1);
    const { attachment, text, leftOut } = await read({
      'a.md': 'A',
      'photo.jpg': undefined,
      'z.md': long,
      'e.md': ' ',
    });
    assert.equal(attachment?.label, 'notes (1 file, 3 left out)');
    assert.deepEqual(leftOut, [
      'notes/e.md: empty',
      'notes/photo.jpg: a picture; attach it by itself',
      'notes/z.md: too long to fit beside the others',
    ]);
    assert.ok(text.startsWith('Left out:\n- notes/e.md: empty\n'));
  });

  test('keeps out what .gitignore files name, each for its own folder, and all that Git itself keeps', async () => {
    const { text } = await read({
      '.gitignore': 'build/\n*.log\n!keep.log\n',
      '.git/config': 'secret',
      'a.log': 'no',
      'keep.log': 'yes, kept',
      'build/out.md': 'no',
      'sub/.gitignore': '/local.md',
      'sub/local.md': 'no',
      'sub/deep/local.md': 'yes, deeper',
    });
    assert.match(text, /yes, kept/);
    assert.match(text, /yes, deeper/);
    assert.doesNotMatch(text, /\bno\b|secret/);
  });

  test('keeps out what the person hides in VS Code', async () => {
    const setting = {
      '**/*.{bak,tmp}': true,
      '**/node_modules': true,
      'top.md': true,
      '**/*.js': { when: 'x' },
      'off.md': false,
    };
    const { text } = await read(
      {
        'a.bak': 'no',
        'a.tmp': 'no',
        'x/node_modules/y.md': 'no',
        'top.md': 'no',
        'x/top.md': 'yes',
        'a.js': 'yes',
        'off.md': 'yes',
      },
      excludeRules(setting),
    );
    assert.equal(text.match(/yes/g)?.length, 3);
    assert.doesNotMatch(text, /\bno\b/);
  });

  test('of many files takes as many as may go along, and lists the others without end', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`${1000 + index}.md`, 'text']),
    );
    const { fileCount, leftOut } = await read(files);
    assert.equal(fileCount, folderLimits.files);
    assert.equal(leftOut.length, folderLimits.leftOut + 1);
    assert.equal(leftOut.at(-1), 'and more');
  });

  test('that is a whole disk is not looked through to its end', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 6_000 }, (_, index) => [`${index}.bin`, undefined]),
    );
    const { leftOut, attachment } = await read({ ...files, '0.md': 'text' });
    assert.ok(attachment);
    assert.ok(leftOut.length <= folderLimits.leftOut + 1);
  });

  test('a file or a folder that cannot be read costs none of the others', async () => {
    const inMemory = access({ 'a.md': 'A', 'locked/b.md': 'B', 'gone.md': 'C' });
    const { leftOut, fileCount } = await readFolder('notes', {
      ...inMemory,
      list: (path) => (path === 'locked' ? Promise.reject(new Error('no')) : inMemory.list(path)),
      readText: (path, most) =>
        path === 'gone.md' ? Promise.reject(new Error('no')) : inMemory.readText(path, most),
    });
    assert.equal(fileCount, 1);
    assert.deepEqual(leftOut, ['notes/gone.md: it could not be read', 'notes/locked/: it could not be read']);
  });

  test('that holds nothing is no attachment', async () => {
    assert.equal((await read({})).attachment, undefined);
  });
});
