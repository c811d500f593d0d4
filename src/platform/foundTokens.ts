import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A token that lies on this computer already. To be offered, never taken silently. */
export interface FoundToken {
  readonly source: 'environment' | 'commandLineTool';
  readonly token: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where huggingface-cli keeps its token: HF_TOKEN_PATH, else `token` in HF_HOME, else in
 * `huggingface` of XDG_CACHE_HOME or `~/.cache` (huggingface_hub's documented order).
 */
export function commandLineTokenPath(environment: Environment, home: string): string {
  const set = (name: string): string | undefined => {
    const value = environment[name]?.trim();
    return value === '' ? undefined : value;
  };
  const explicit = set('HF_TOKEN_PATH');
  if (explicit !== undefined) return explicit;
  return join(set('HF_HOME') ?? join(set('XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface'), 'token');
}

/** The tokens that other tools left here, each value once. A file that cannot be read counts as not there. */
export async function findTokens(
  environment: Environment = process.env,
  home: string = homedir(),
): Promise<readonly FoundToken[]> {
  const found: FoundToken[] = [];
  const add = (source: FoundToken['source'], value: string | undefined): void => {
    const token = value?.trim() ?? '';
    if (token !== '' && !found.some((other) => other.token === token)) found.push({ source, token });
  };
  add('environment', environment['HF_TOKEN']);
  const text = await readFile(commandLineTokenPath(environment, home), 'utf8').catch(() => undefined);
  add('commandLineTool', text);
  return found;
}
