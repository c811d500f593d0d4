import ignore from 'ignore';

/** Tells of a path below the folder of the rules, with `/` between segments and at the end of a folder's. */
export type IsIgnored = (path: string) => boolean;

/** The rules of a `.gitignore` file, as Git understands them. */
export function gitignoreRules(text: string): IsIgnored {
  const rules = ignore().add(text);
  return (path) => rules.ignores(path);
}

/**
 * The rules of VS Code's setting `files.exclude`: globs that are `true`. Those with a condition (`when`) are about
 * files that others are made from; both may go along. What is no pattern is passed over.
 */
export function excludeRules(setting: unknown): IsIgnored {
  if (typeof setting !== 'object' || setting === null) return () => false;
  const globs = Object.entries(setting).flatMap(([glob, value]) => (value === true ? expanded(glob) : []));
  const rules = ignore().add(globs.map(asGitPattern));
  return (path) => rules.ignores(path);
}

/** `a/{b,c}` as `a/b` and `a/c`: Git's patterns know no braces. Nested braces are left as they are. */
function expanded(glob: string): readonly string[] {
  const match = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(glob);
  if (match === null) return [glob];
  const [, before = '', choices = '', after = ''] = match;
  return choices.split(',').flatMap((choice) => expanded(`${before}${choice}${after}`));
}

/** VS Code's globs begin at the folder; Git's without a `/` mean any depth. A leading `!` or `#` is no command here. */
function asGitPattern(glob: string): string {
  return glob.startsWith('**/') ? glob : `/${glob.replace(/^\/+/, '')}`;
}
