import { estimateTokens } from '../inference/tokenEstimate';
import { isSecretFile } from '../text/secretFiles';

/** What a model may see of changes. */
export interface ShownChanges {
  /** The difference, cut to bounds; every file that is not left out is named in it. */
  readonly text: string;
  /** Files of which only a part is shown. */
  readonly cut: readonly string[];
  /** Files of whose content nothing is shown, as they may hold passwords or keys. */
  readonly leftOut: readonly string[];
}

interface FileChange {
  /** As it is called after the change, if it is still there. */
  readonly path: string;
  /** By its name before or after the change. */
  readonly isSecret: boolean;
  readonly text: string;
}

/** Cuts what Git's difference says of each file so that all of them fit: small changes whole, long ones to a fair share. */
export function shownChanges(diff: string, mostTokens: number): ShownChanges {
  const files = filesOf(diff);
  const leftOut = files.filter((file) => file.isSecret).map(({ path }) => path);
  const shown = files.filter((file) => !file.isSecret);
  const shares = fairShares(shown, mostTokens);
  const cut: string[] = [];
  const texts = shown.map((file) => {
    const text = beginning(file.text, shares.get(file) ?? 0);
    if (text.length === file.text.length) return text.trimEnd();
    cut.push(file.path);
    return `${text.trimEnd()}\n(more changes of ${file.path} are not shown)`;
  });
  return { text: texts.join('\n'), cut, leftOut };
}

/** The changes file by file. What stands before the first belongs to none. */
function filesOf(diff: string): readonly FileChange[] {
  const starts = [...diff.matchAll(/^diff --[^\n]*$/gmu)];
  return starts.map(({ index, 0: head }, place) => {
    const text = diff.slice(index, starts[place + 1]?.index ?? diff.length);
    const paths = pathsOf(head, text);
    return { path: paths[0] ?? head, isSecret: paths.some(isSecretFile), text };
  });
}

/** The paths that a change speaks of, the one after it first; of a file without lines, those in its head. */
function pathsOf(head: string, text: string): readonly string[] {
  const lines = text.slice(0, 4_000).split('\n', 12);
  const named = (mark: string): readonly string[] => {
    const line = lines.find((candidate) => candidate.startsWith(mark));
    const name = line === undefined ? '/dev/null' : unquoted(line.slice(mark.length).trim());
    return name === '/dev/null' ? [] : [name];
  };
  const withSides = [...named('+++ '), ...named('--- ')].map((name) => name.replace(/^[abciow]\//u, ''));
  const all = [...withSides, ...named('rename to '), ...named('rename from '), ...named('copy from ')];
  if (all.length > 0) return all;
  // Both halves are the same path there, each after its side.
  const both = head.replace(/^diff --\S+ /u, '');
  const half = both.startsWith('"') ? both.slice(0, both.length / 2) : both.slice(Math.ceil(both.length / 2));
  return [unquoted(half.trim()).replace(/^[abciow]\//u, '')];
}

function unquoted(name: string): string {
  return name.replace(/^"(.*)"$/u, '$1');
}

/** Tokens for each file: what a short one leaves of its share goes to the longer ones. */
function fairShares(files: readonly FileChange[], mostTokens: number): ReadonlyMap<FileChange, number> {
  const shares = new Map<FileChange, number>();
  const bySize = files
    .map((file) => ({ file, tokens: estimateTokens(file.text) }))
    .sort((one, other) => one.tokens - other.tokens);
  let left = mostTokens;
  for (const [index, { file, tokens }] of bySize.entries()) {
    const share = Math.min(tokens, Math.floor(left / (bySize.length - index)));
    shares.set(file, share);
    left -= share;
  }
  return shares;
}

/** Whole lines, no more than so many tokens of them, but always the first, which names the file. */
function beginning(text: string, tokens: number): string {
  if (estimateTokens(text) <= tokens) return text;
  let end = text.indexOf('\n') + 1;
  let used = estimateTokens(text.slice(0, end));
  for (;;) {
    const next = text.indexOf('\n', end) + 1;
    if (next === 0) return text.slice(0, end);
    used += estimateTokens(text.slice(end, next));
    if (used > tokens) return text.slice(0, end);
    end = next;
  }
}
