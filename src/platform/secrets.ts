import { Emitter } from '../core/emitter';
import type { Listen, Releasable } from '../core/emitter';
import type { Log } from '../core/log';

const tokenKey = 'huggingphaze.token';

/** What is needed of a `vscode.SecretStorage`. */
export interface SecretSource {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  readonly onDidChange: Listen<{ readonly key: string }>;
}

/** Whether the computer's own safe for passwords did what it was asked. */
export type SecretOutcome = 'done' | 'keyringFailed';

/** What to tell a person when it did not. */
export const keyringFailedSentence =
  'Your computer’s password store could not be used, so the token is not saved. On Linux, check that a keyring (such as GNOME Keyring or KWallet) is unlocked; then try again.';

/**
 * The Hugging Face token, in VS Code's SecretStorage and nowhere else. Read anew each time, so that a change in
 * another window holds at once.
 */
export class TokenStore implements Releasable {
  readonly #secrets: SecretSource;
  readonly #log: Log;
  readonly #changed = new Emitter<undefined>();
  readonly #subscription: Releasable;

  /** The token was set or removed, in this window or another. */
  readonly onDidChange: Listen<undefined> = this.#changed.event;

  constructor(secrets: SecretSource, log: Log) {
    this.#secrets = secrets;
    this.#log = log;
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key === tokenKey) this.#changed.fire(undefined);
    });
  }

  /** The token, or `undefined` where there is none or the password store cannot be read (which is logged). */
  async get(): Promise<string | undefined> {
    try {
      return await this.#secrets.get(tokenKey);
    } catch (error) {
      this.#log.error(`The password store could not be read (${errorName(error)}).`);
      return undefined;
    }
  }

  async set(token: string): Promise<SecretOutcome> {
    try {
      await this.#secrets.store(tokenKey, token);
      return 'done';
    } catch (error) {
      this.#log.error(`The password store refused the token (${errorName(error)}).`);
      return 'keyringFailed';
    }
  }

  async delete(): Promise<SecretOutcome> {
    try {
      await this.#secrets.delete(tokenKey);
      return 'done';
    } catch (error) {
      this.#log.error(`The password store could not remove the token (${errorName(error)}).`);
      return 'keyringFailed';
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

/** Only the name: a keyring's message might carry what it was given. */
function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown reason';
}
