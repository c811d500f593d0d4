/** The languages that are coloured, with the names that stand after fences. */
const namesByLanguage = {
  bash: ['sh', 'shell', 'zsh', 'console', 'shellscript', 'shell-session'],
  c: ['h'],
  cpp: ['c++', 'cc', 'cxx', 'hpp'],
  csharp: ['cs', 'c#'],
  css: [],
  diff: ['patch'],
  dockerfile: ['docker'],
  go: ['golang'],
  graphql: ['gql'],
  ini: ['toml', 'properties', 'conf'],
  java: [],
  javascript: ['js', 'jsx', 'mjs', 'cjs', 'node'],
  json: ['jsonc', 'json5', 'jsonl'],
  kotlin: ['kt', 'kts'],
  latex: ['tex'],
  lua: [],
  makefile: ['make', 'mk'],
  markdown: ['md', 'mkd', 'mdx'],
  perl: ['pl'],
  php: [],
  powershell: ['ps', 'ps1', 'pwsh'],
  python: ['py', 'python3', 'ipython', 'gyp'],
  r: ['rscript'],
  ruby: ['rb'],
  rust: ['rs'],
  scss: ['sass', 'less'],
  sql: ['mysql', 'postgresql', 'postgres', 'sqlite', 'plsql', 'tsql'],
  swift: [],
  typescript: ['ts', 'tsx', 'mts', 'cts'],
  vbnet: ['vb', 'vba', 'visualbasic'],
  xml: ['html', 'xhtml', 'svg', 'vue', 'svelte', 'rss', 'plist'],
  yaml: ['yml'],
} as const satisfies Record<string, readonly string[]>;

export type Language = keyof typeof namesByLanguage;

function isLanguage(name: string): name is Language {
  return Object.hasOwn(namesByLanguage, name);
}

export const languages: ReadonlyMap<string, Language> = new Map(
  Object.entries(namesByLanguage).flatMap(([language, names]) =>
    isLanguage(language) ? [language, ...names].map((name): [string, Language] => [name, language]) : [],
  ),
);
