import type { Log } from '../log';
import { Pace, type PaceClock } from '../pace';
import type { FileFacts, FileSystem } from '../storage/fileSystem';
import { kindOf, searchPath } from '../storage/storagePaths';
import type { Signature } from './signature';
import { formatEntries, parseEntries, type SignatureEntry } from './signatureFile';

/** The file is written anew when more than this times what is still good of it stands in it. */
const mostWaste = 2;

/** The signatures of all conversations, in memory and on disk. Windows add to one file; each entry checks itself. */
export class SignatureStore {
  readonly #fileSystem: FileSystem;
  readonly #log: Log;
  readonly #clock: PaceClock;
  #entries = new Map<string, SignatureEntry>();
  readonly #unsaved = new Set<string>();
  /** Bytes of the file, as far as this window knows. */
  #fileSize = 0;
  #damaged = false;
  /** A disk that takes nothing is not asked again at every letter. */
  #writable = true;
  #loading: Promise<void> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(options: { readonly fileSystem: FileSystem; readonly log: Log }, clock: PaceClock) {
    this.#fileSystem = options.fileSystem;
    this.#log = options.log;
    this.#clock = clock;
  }

  /** Reads what is remembered; every other method expects that. Never rejects. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /** The signature of a conversation whose file has not changed since it was made. */
  get(id: string, file: FileFacts): Signature | undefined {
    const entry = this.#entries.get(id);
    if (entry?.file.size !== file.size || entry.file.modifiedAt !== file.modifiedAt) return undefined;
    return entry.signature;
  }

  set(id: string, file: FileFacts, signature: Signature): void {
    this.#entries.set(id, { id, file, signature });
    this.#unsaved.add(id);
  }

  /** Forgets all but these. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#entries.keys()) if (!ids.has(id)) this.#entries.delete(id);
  }

  /** Forgets all, here; the file is somebody else's to remove. */
  clear(): void {
    this.#entries.clear();
    this.#unsaved.clear();
    this.#fileSize = 0;
    this.#damaged = false;
  }

  /** Writes what is new. Never rejects: what can't be remembered is made again in the next window. */
  save(): Promise<void> {
    this.#saving = this.#saving.then(() => this.#save());
    return this.#saving;
  }

  async #load(): Promise<void> {
    try {
      const bytes = await this.#fileSystem.read(searchPath);
      if (!bytes) return;
      const { entries, damaged } = await parseEntries(bytes, new Pace(this.#clock));
      this.#entries = new Map(entries);
      this.#fileSize = bytes.length;
      this.#damaged = damaged;
    } catch (error) {
      this.#log.warn(`What is remembered for the search can't be read: ${kindOf(error)}.`);
    }
  }

  async #save(): Promise<void> {
    const added = [...this.#unsaved].flatMap((id) => this.#entries.get(id) ?? []);
    if (!this.#writable || (added.length === 0 && !this.#damaged)) return;
    this.#unsaved.clear();
    try {
      const bytes = formatEntries(added);
      const live = [...this.#entries.values()].reduce((sum, { signature }) => sum + signature.byteLength, 0);
      if (this.#damaged || this.#fileSize + bytes.length > 1_000_000 + live * mostWaste) {
        const all = formatEntries([...this.#entries.values()]);
        await this.#fileSystem.replace(searchPath, all);
        this.#fileSize = all.length;
        this.#damaged = false;
      } else {
        await this.#fileSystem.append(searchPath, bytes);
        this.#fileSize += bytes.length;
      }
    } catch (error) {
      this.#writable = false;
      this.#log.warn(`What is remembered for the search can't be written: ${kindOf(error)}.`);
    }
  }
}
