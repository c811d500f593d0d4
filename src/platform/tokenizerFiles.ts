import { StorageError, type FileSystem } from '../core/storage/fileSystem';
import type { TokenizerFiles } from '../core/inference/tokenizerSource';
import { otherServerName } from './settings';

const folder = 'tokenizers';

/** Most tokenizers that are kept, and most bytes of them together. The one that was fetched longest ago goes first. */
const mostFiles = 6;
const mostBytes = 120_000_000;

/**
 * Keeps models' tokenizers below the global storage, so that each is fetched once: in a file the configuration in its
 * first line, the tokenizer below it. All of them may be deleted.
 */
export class TokenizerFileCache {
  readonly #fileSystem: FileSystem;

  constructor(fileSystem: FileSystem) {
    this.#fileSystem = fileSystem;
  }

  /** The bytes of a file as `splitTokenizerFile` takes them; `undefined` where there is none or it can't be read. */
  async read(hubUrl: string, modelId: string): Promise<Uint8Array | undefined> {
    try {
      return await this.#fileSystem.read(pathOf(hubUrl, modelId));
    } catch (error) {
      if (error instanceof StorageError) return undefined;
      throw error;
    }
  }

  /** Keeps a tokenizer, if the disk takes it, and gives its bytes. Rejects if the files are no JSON. */
  async write(hubUrl: string, modelId: string, files: TokenizerFiles): Promise<Uint8Array> {
    const firstLine = JSON.stringify(JSON.parse(files.config));
    const bytes = new TextEncoder().encode(`${firstLine}\n${files.tokenizer}`);
    const path = pathOf(hubUrl, modelId);
    try {
      await this.#fileSystem.replace(path, bytes);
      await this.#makeRoom();
    } catch (error) {
      // Without a disk it is fetched again in the next window.
      if (!(error instanceof StorageError)) throw error;
    }
    return bytes;
  }

  /** Forgets a tokenizer that turned out to be of no use. */
  async remove(hubUrl: string, modelId: string): Promise<void> {
    try {
      await this.#fileSystem.remove(pathOf(hubUrl, modelId));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
    }
  }

  async #makeRoom(): Promise<void> {
    const names = await this.#fileSystem.list(folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = `${folder}/${name}`;
        const facts = await this.#fileSystem.stat(path);
        return { path, size: facts?.size ?? 0, modifiedAt: facts?.modifiedAt ?? 0 };
      }),
    );
    files.sort((one, other) => other.modifiedAt - one.modifiedAt);
    let bytes = 0;
    for (const [index, file] of files.entries()) {
      bytes += file.size;
      if (index > 0 && (index >= mostFiles || bytes > mostBytes)) await this.#fileSystem.remove(file.path);
    }
  }
}

/** The two files that lie in one. */
export function splitTokenizerFile(bytes: Uint8Array): TokenizerFiles {
  const end = bytes.indexOf('\n'.charCodeAt(0));
  const decoder = new TextDecoder();
  return {
    config: decoder.decode(bytes.subarray(0, Math.max(end, 0))),
    tokenizer: decoder.decode(bytes.subarray(end + 1)),
  };
}

function pathOf(hubUrl: string, modelId: string): string {
  const server = otherServerName(hubUrl, 'hubUrl');
  const name = [server, ...modelId.split('/')].filter((part) => part !== '').join('--');
  return `${folder}/${name.replace(/[^\w.-]+/g, '-').slice(0, 180)}.txt`;
}
