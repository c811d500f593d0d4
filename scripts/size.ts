/**
 * Packages the extension and holds it against its budgets (`npm run size`): prints what is inside, largest
 * first, and fails beyond 60 KB of code loaded at activation or 1.5 MB for the whole package.
 */
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const kilobyte = 1000;
const budgets = { activation: 60 * kilobyte, package: 1500 * kilobyte };

/** What `require` asks for while the module is first run, other than VS Code and Node's own modules. */
function bundlesRequiredAtActivation(bundle: string): string[] {
  const requires = [...bundle.matchAll(/\brequire\(\s*["'](\.[^"']+)["']\s*\)/g)];
  // A lazily loaded bundle is required inside `Promise.resolve().then(() => require("./x"))`: after activation.
  const lazy = new Set(
    [...bundle.matchAll(/Promise\.resolve\(\)\.then\([^"']*?require\(\s*["'](\.[^"']+)["']\s*\)/g)].map(
      (match) => match[1],
    ),
  );
  return requires.map((match) => match[1] ?? '').filter((name) => !lazy.has(name));
}

function row(name: string, bytes: number): string {
  return `${(bytes / kilobyte).toFixed(1).padStart(9)} KB  ${name}`;
}

function verdict(name: string, bytes: number, budget: number): boolean {
  const holds = bytes <= budget;
  console.log(`${row(name, bytes)}: ${holds ? 'within' : 'BEYOND'} the budget of ${budget / kilobyte} KB`);
  return holds;
}

/** True where both budgets hold. */
async function holdAgainstBudgets(): Promise<boolean> {
  const packagePath = path.join(root, 'out', 'huggingphaze.vsix');
  mkdirSync(path.dirname(packagePath), { recursive: true });
  // Packaging runs `vscode:prepublish`, the production build.
  await createVSIX({
    cwd: root,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });

  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const sizes = files.map((name) => ({ name, bytes: statSync(path.join(root, name)).size }));
  for (const { name, bytes } of sizes.toSorted((a, b) => b.bytes - a.bytes)) console.log(row(name, bytes));

  const entry = readFileSync(path.join(root, 'dist', 'extension.js'), 'utf8');
  const loadedAtActivation = ['./extension.js', ...bundlesRequiredAtActivation(entry)];
  const activation = loadedAtActivation.reduce(
    (sum, name) => sum + statSync(path.join(root, 'dist', name)).size,
    0,
  );

  console.log('');
  const held = [
    verdict(`loaded at activation (${loadedAtActivation.join(', ')})`, activation, budgets.activation),
    verdict('packaged (huggingphaze.vsix)', statSync(packagePath).size, budgets.package),
  ];
  return held.every(Boolean);
}

void holdAgainstBudgets().then((held) => (process.exitCode = held ? 0 : 1));
