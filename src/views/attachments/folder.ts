import * as vscode from 'vscode';
import { kindByName } from '../../core/documents/documentKind';
import { decodeText } from '../../core/text/decodeText';
import { nameOf } from './fileNames';
import { excludeRules, gitignoreRules, type IsIgnored } from './ignoreRules';
import { folderLimits, readFolder, type FileText, type FolderAccess, type FolderEntry } from './readFolder';
import { pictureType } from './picturesToPrepare';
import { openDocument } from './readText';
import { refused, type Reading } from './reading';

/** Reads the texts of a folder of any kind of workspace; `leftOut` tells what does not go along, a line each. */
export async function readFolderAt(
  folder: vscode.Uri,
): Promise<{ readonly reading: Reading; readonly leftOut: readonly string[] }> {
  const name = nameOf(folder);
  const access: FolderAccess = {
    list: async (path) => (await vscode.workspace.fs.readDirectory(at(folder, path))).map(entryOf),
    readText: async (path, mostBytes) => readText(at(folder, path), mostBytes),
    isHidden: await hiddenBelow(folder),
  };
  const { attachment, leftOut } = await readFolder(name, access);
  if (attachment !== undefined) return { reading: { kind: 'attachment', attachment }, leftOut };
  const reading = refused(
    leftOut.length === 0
      ? `There is nothing in “${name}” that could be attached. What .gitignore and the setting “files.exclude” name does not count.`
      : `Nothing in “${name}” is a text that could be attached.`,
  );
  return { reading, leftOut };
}

function at(folder: vscode.Uri, path: string): vscode.Uri {
  return path === '' ? folder : vscode.Uri.joinPath(folder, path);
}

function entryOf([name, type]: [string, vscode.FileType]): FolderEntry {
  if (type === vscode.FileType.Directory) return { name, type: 'folder' };
  return { name, type: (type & vscode.FileType.File) === 0 ? 'other' : 'file' };
}

async function readText(file: vscode.Uri, mostBytes: number): Promise<FileText> {
  const open = openDocument(file);
  if (open !== undefined) {
    const text = open.getText();
    return new TextEncoder().encode(text).byteLength > mostBytes
      ? { kind: 'tooLong' }
      : { kind: 'text', text };
  }
  const kind = kindWithoutText(nameOf(file));
  if (kind !== undefined) return { kind };
  const { size } = await vscode.workspace.fs.stat(file);
  // Even a picture or a film counts as too long: reading it whole to learn what it is would take long.
  if (size > mostBytes) return { kind: 'tooLong' };
  const text = decodeText(await vscode.workspace.fs.readFile(file));
  return text === undefined ? { kind: 'notText' } : { kind: 'text', text };
}

/** A page is looked at as its source here, which is what a folder of pages is made of. */
function kindWithoutText(name: string): 'picture' | 'document' | undefined {
  if (pictureType(name) !== undefined) return 'picture';
  const kind = kindByName(name);
  const isText = kind === undefined || (kind.kind === 'document' && kind.document === 'page');
  return isText ? undefined : 'document';
}

/** What `files.exclude` and the `.gitignore` files above a folder hide in it. */
async function hiddenBelow(folder: vscode.Uri): Promise<IsIgnored> {
  const isExcluded = excludeRules(vscode.workspace.getConfiguration('files', folder).get('exclude'));
  const root = vscode.workspace.getWorkspaceFolder(folder)?.uri;
  if (root === undefined || !folder.path.startsWith(root.path)) return isExcluded;
  const segments = folder.path
    .slice(root.path.length)
    .split('/')
    .filter((segment) => segment !== '');
  const rules: IsIgnored[] = [(path) => isExcluded([...segments, path].join('/'))];
  for (let depth = 0; depth < segments.length; depth += 1) {
    const above = vscode.Uri.joinPath(root, ...segments.slice(0, depth), '.gitignore');
    const prefix = segments.slice(depth);
    const file = await readText(above, folderLimits.bytes).catch((): FileText => ({ kind: 'notText' }));
    if (file.kind !== 'text') continue;
    const isIgnored = gitignoreRules(file.text);
    rules.push((path) => isIgnored([...prefix, path].join('/')));
  }
  return (path) => rules.some((rule) => rule(path));
}
