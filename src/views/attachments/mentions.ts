import * as vscode from 'vscode';
import type { MentionView } from '../../protocol';
import { lastTextEditor } from '../chat/documents';
import type { Attacher } from './attacher';
import { openFiles, selectionLabel } from './editors';
import { fileUri, nameOf } from './fileNames';
import { globFor, rankMentions } from './mentionRanking';
import { countProblems } from './problems';
import { problemsLabel } from '../../core/text/problemsText';

/** Most files that VS Code is asked for: of more, the person types more letters. */
const mostFound = 60;

/** Milliseconds after which what is open, and the like, is suggested without the files that are still looked for. */
const searchPatience = 2_000;

/** What can be attached by typing `@` and these letters, the best first. */
export async function findMentions(query: string): Promise<readonly MentionView[]> {
  const open = openFiles().map(fileMention);
  const found = query === '' ? [] : await filesAndFolders(query);
  return rankMentions([...sources(), ...open, ...found], query);
}

/** Attaches a suggestion. One that is no longer there does nothing. */
export async function addMention(attacher: Attacher, id: string): Promise<void> {
  const editor = lastTextEditor();
  switch (id) {
    case 'selection':
      if (editor !== undefined && !editor.selection.isEmpty) await attacher.addSelection(editor);
      return;
    case 'openFiles':
      return attacher.addFiles(openFiles());
    case 'problems':
      return attacher.addProblems();
    case 'changes':
      return attacher.addChanges();
    default: {
      const uri = fileUri(id);
      if (uri !== undefined) await attacher.addFiles([uri]);
    }
  }
}

function sources(): readonly MentionView[] {
  const editor = lastTextEditor();
  const mentions: MentionView[] = [];
  if (editor?.selection.isEmpty === false) {
    mentions.push({
      id: 'selection',
      label: 'Selection',
      detail: selectionLabel(editor),
      icon: 'list-selection',
      words: 'the selection',
    });
  }
  if (openFiles().length > 1) {
    mentions.push({
      id: 'openFiles',
      label: 'Open files',
      detail: '',
      icon: 'files',
      words: 'the open files',
    });
  }
  const problems = countProblems();
  if (problems > 0) {
    const detail = problemsLabel(problems);
    mentions.push({ id: 'problems', label: 'Problems', detail, icon: 'warning', words: 'the problems' });
  }
  mentions.push({
    id: 'changes',
    label: 'Uncommitted changes',
    detail: '',
    icon: 'diff',
    words: 'the uncommitted changes',
  });
  return mentions;
}

async function filesAndFolders(query: string): Promise<readonly MentionView[]> {
  const glob = globFor(query);
  const exclude = hidden();
  // On a folder that lies on no disk VS Code waits for a search that nobody may ever bring.
  const search = new vscode.CancellationTokenSource();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), searchPatience);
  });
  try {
    const searching = Promise.all([
      vscode.workspace.findFiles(`**/*${glob}*`, exclude, mostFound, search.token),
      vscode.workspace.findFiles(`**/*${glob}*/**`, exclude, mostFound, search.token),
    ]);
    const found = await Promise.race([searching, patience]);
    if (found === undefined) return [];
    const [files, inFolders] = found;
    return [...inFolders.flatMap((file) => foldersOf(file, query)), ...files.map(fileMention)];
  } catch {
    // A workspace that can't be searched still has open files and the other sources.
    return [];
  } finally {
    clearTimeout(timer);
    search.cancel();
    search.dispose();
  }
}

/** The folders above a file whose name holds what was typed. */
function foldersOf(file: vscode.Uri, query: string): readonly MentionView[] {
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (root === undefined) return [];
  const segments = file.path
    .slice(root.path.length)
    .split('/')
    .filter((segment) => segment !== '');
  return segments.slice(0, -1).flatMap((name, depth) => {
    if (!name.toLowerCase().includes(query.toLowerCase())) return [];
    const folder = vscode.Uri.joinPath(root, ...segments.slice(0, depth + 1));
    return [{ id: folder.toString(), label: name, detail: placeOf(folder), icon: 'folder', words: name }];
  });
}

function fileMention(file: vscode.Uri): MentionView {
  const name = nameOf(file);
  return { id: file.toString(), label: name, detail: placeOf(file), icon: 'file', words: name };
}

/** The folder that something lies in, as in `notes/drafts`; empty at the top. */
function placeOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  const end = path.lastIndexOf('/');
  return end <= 0 ? '' : path.slice(0, end);
}

/** What the person hides from the explorer or from searches, as one glob. */
function hidden(): string | undefined {
  const settings = ['files', 'search'].map((section) =>
    vscode.workspace.getConfiguration(section).get('exclude'),
  );
  const globs = settings.flatMap((setting) =>
    typeof setting === 'object' && setting !== null
      ? Object.entries(setting).flatMap(([glob, value]) => (value === true ? [glob] : []))
      : [],
  );
  // Globs do not nest, so those with braces of their own are left out.
  const plain = globs.filter((glob) => !/[{}]/.test(glob));
  return plain.length === 0 ? undefined : `{${plain.join(',')}}`;
}
