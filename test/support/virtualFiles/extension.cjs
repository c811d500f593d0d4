// A folder that lies on no disk, as that of a repository on a server: `memory:/`.
'use strict';
const vscode = require('vscode');

const files = new Map(
  Object.entries({
    '/letter.md': 'Dear Ann,\n\nthank you for the plums.\n',
    '/notes/plan.md': 'Buy jars.',
    '/notes/drafts.log': 'never mind',
    '/.gitignore': '*.log\n',
    '/.github/prompts/plums.prompt.md': 'Write about plums.',
  }).map(([path, text]) => [path, new TextEncoder().encode(text)]),
);
const changed = new vscode.EventEmitter();

/** The folders that the files are in. */
const isFolder = (path) => path === '/' || [...files.keys()].some((file) => file.startsWith(`${path}/`));

const memory = {
  onDidChangeFile: changed.event,
  watch: () => new vscode.Disposable(() => undefined),
  stat: (uri) => {
    const bytes = files.get(uri.path);
    if (bytes) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length };
    if (isFolder(uri.path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    throw vscode.FileSystemError.FileNotFound(uri);
  },
  readDirectory: (uri) => {
    const folder = uri.path === '/' ? '/' : `${uri.path}/`;
    const names = [...files.keys()]
      .filter((file) => file.startsWith(folder))
      .map((file) => file.slice(folder.length));
    return [...new Set(names.map((name) => name.split('/')[0]))].map((name) => [
      name,
      names.includes(name) ? vscode.FileType.File : vscode.FileType.Directory,
    ]);
  },
  readFile: (uri) => {
    const bytes = files.get(uri.path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(uri);
    return bytes;
  },
  writeFile: (uri, bytes) => {
    files.set(uri.path, bytes);
    changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  },
  createDirectory: (uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  },
  delete: (uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  },
  rename: (uri) => {
    throw vscode.FileSystemError.NoPermissions(uri);
  },
};

exports.activate = (context) => {
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memory', memory));
};
