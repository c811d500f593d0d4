/** What is known of the place that a file of code lies in. Paths are relative to the workspace's folder, with `/`. */
export interface TestSurroundings {
  /** As in `src/prices/sum.ts`. */
  readonly path: string;
  readonly languageId: string;
  /** Names of what lies in the same folder. */
  readonly beside: readonly string[];
  /** Names of what lies in the workspace's folder. */
  readonly atRoot: readonly string[];
}

/** Where tests of a file go by the habits of its language, relative to the workspace's folder; `undefined` where it has none. */
export function testFileFor(surroundings: TestSurroundings): string | undefined {
  const { path, languageId, beside, atRoot } = surroundings;
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return undefined;
  const stem = name.slice(0, dot);
  const extension = name.slice(dot);
  /** In the folder of that name at the root, below the folders of the code itself; else beside it. */
  const below = (names: readonly string[], file: string): string => {
    const root = names.find((candidate) => atRoot.includes(candidate));
    return root === undefined ? folder + file : `${root}/${folder.replace(/^(?:src|lib|app)\//, '')}${file}`;
  };
  switch (languageId) {
    case 'javascript':
    case 'javascriptreact':
    case 'typescript':
    case 'typescriptreact': {
      const marks = beside.some((other) => other.includes('.spec.')) ? 'spec' : 'test';
      const file = `${stem}.${marks}${extension}`;
      if (beside.includes('__tests__')) return `${folder}__tests__/${file}`;
      if (beside.some((other) => other.includes(`.${marks}.`))) return folder + file;
      return below(['test', 'tests'], file);
    }
    case 'python':
      return below(['tests', 'test'], `test_${name}`);
    case 'go':
      return `${folder}${stem}_test.go`;
    case 'java':
    case 'kotlin':
    case 'scala':
    case 'groovy':
      return `${folder.replace(/(^|\/)src\/main\//, '$1src/test/')}${stem}Test${extension}`;
    case 'csharp':
    case 'swift':
      return `${folder}${stem}Tests${extension}`;
    case 'php':
      return below(['tests', 'test'], `${stem}Test.php`);
    case 'ruby':
      return atRoot.includes('spec')
        ? below(['spec'], `${stem}_spec.rb`)
        : below(['test'], `${stem}_test.rb`);
    case 'dart':
      return below(['test'], `${stem}_test.dart`);
    case 'elixir':
      return below(['test'], `${stem}_test.exs`);
    case 'c':
    case 'cpp':
      return below(['tests', 'test'], `${stem}_test${extension}`);
    default:
      // As in Rust, where tests of a function stand in its own file.
      return undefined;
  }
}

/** Whether a file holds tests already, by its path. */
export function isTestFile(path: string): boolean {
  const [name = '', folder = ''] = path.split('/').reverse();
  return (
    /(?:^|[._-])(?:test|tests|spec)(?:[._-]|$)/i.test(name) ||
    /[a-z]Tests?\.\w+$/.test(name) ||
    /^(?:__tests__|tests?|spec)$/i.test(folder)
  );
}

const frameworks = ['vitest', 'jest', 'mocha', 'ava', 'jasmine', 'tap', 'uvu'];

/** The test framework that a package.json names; `undefined` where it names none that is known, or is none. */
export function frameworkOfPackage(manifest: string): string | undefined {
  let names: readonly string[];
  try {
    const parsed: unknown = JSON.parse(manifest);
    names = ['devDependencies', 'dependencies'].flatMap((field) => {
      const listed: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, field) : {};
      return typeof listed === 'object' && listed !== null ? Object.keys(listed) : [];
    });
  } catch {
    return undefined;
  }
  return frameworks.find((framework) => names.includes(framework));
}
