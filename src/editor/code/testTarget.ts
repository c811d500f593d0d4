import * as vscode from 'vscode';
import { frameworkOfPackage, testFileFor } from '../../core/text/code/testFile';

/** Where tests of a file go, and what is known of how the project tests. */
export interface TestTarget {
  /** As in `test/sum.test.ts`; `undefined` where the language has no such habit, or the file lies in no folder. */
  readonly path: string | undefined;
  /** The same as an address; absent where `path` is. */
  readonly uri?: vscode.Uri;
  readonly framework: string | undefined;
  /** What stands in the file of tests already; `undefined` where there is none. */
  readonly existing: string | undefined;
}

/** Looks at the names of files beside the document and at the root of its folder, and at the root's package.json. */
export async function testTargetFor({ uri, languageId }: vscode.TextDocument): Promise<TestTarget> {
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (root === undefined || uri.scheme === 'untitled')
    return { path: undefined, framework: undefined, existing: undefined };
  const path = uri.path.slice(root.path.length).replace(/^\//, '');
  const [beside, atRoot] = await Promise.all([namesIn(vscode.Uri.joinPath(uri, '..')), namesIn(root)]);
  const tests = testFileFor({ path, languageId, beside, atRoot });
  const framework = await frameworkIn(root, languageId, atRoot);
  if (tests === undefined) return { path: undefined, framework, existing: undefined };
  const target = vscode.Uri.joinPath(root, tests);
  return { path: tests, uri: target, framework, existing: await textOf(target) };
}

async function frameworkIn(
  root: vscode.Uri,
  languageId: string,
  atRoot: readonly string[],
): Promise<string | undefined> {
  if (/^(?:java|type)script/.test(languageId)) {
    if (!atRoot.includes('package.json')) return undefined;
    return frameworkOfPackage((await textOf(vscode.Uri.joinPath(root, 'package.json'))) ?? '');
  }
  if (languageId !== 'python') return undefined;
  if (atRoot.includes('pytest.ini') || atRoot.includes('conftest.py')) return 'pytest';
  const files = ['pyproject.toml', 'requirements-dev.txt', 'requirements.txt', 'setup.cfg'];
  for (const name of files.filter((file) => atRoot.includes(file))) {
    if (/\bpytest\b/.test((await textOf(vscode.Uri.joinPath(root, name))) ?? '')) return 'pytest';
  }
  return 'unittest, of the standard library';
}

async function namesIn(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    // A folder that can't be listed tells nothing of the project's habits; the language's own then hold.
    return [];
  }
}

/** `undefined` where there is no such file, or it can't be read. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
