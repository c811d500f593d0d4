import { fetchTokenizer } from '../core/inference/tokenizerSource';
import { TokenSizes } from '../core/inference/tokenSizes';
import type { Log } from '../core/log';
import type { FileSystem } from '../core/storage/fileSystem';
import type { Settings } from './settings';
import { TokenizerFileCache } from './tokenizerFiles';
import { WorkerTokenCounter } from './workerTokenCounter';

/** Counts tokens in a thread of its own, with tokenizers from the Hub that are kept on disk. */
export function tokenSizes(options: {
  /** The thread's program, as a path. */
  readonly script: string;
  readonly fileSystem: FileSystem;
  readonly settings: () => Pick<Settings, 'hubUrl'>;
  readonly token: () => Promise<string | undefined>;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
}): TokenSizes {
  const { script, fileSystem, settings, token, fetch, log } = options;
  const hubUrl = (): string => settings().hubUrl;
  return new TokenSizes(
    new WorkerTokenCounter({
      script,
      files: new TokenizerFileCache(fileSystem),
      hubUrl,
      fetchTokenizer: async (modelId, signal) =>
        fetchTokenizer({ fetch, modelId, signal, hubUrl: hubUrl(), token: await token() }),
      log,
    }),
  );
}
