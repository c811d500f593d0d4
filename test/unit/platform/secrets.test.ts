import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Log } from '../../../src/core/log';
import { commandLineTokenPath, findTokens } from '../../../src/platform/foundTokens';
import { redact } from '../../../src/platform/redact';
import { TokenStore } from '../../../src/platform/secrets';
import type { SecretSource } from '../../../src/platform/secrets';

type SecretListener = (event: { readonly key: string }) => unknown;

/** A password store in memory, that can be locked. */
class Keyring {
  readonly values = new Map<string, string>();
  readonly listeners: SecretListener[] = [];
  locked = false;

  asSecretStorage(): SecretSource {
    const open = <T>(action: () => T): Promise<T> =>
      this.locked ? Promise.reject(new Error('hf_leaked: locked')) : Promise.resolve(action());
    return {
      get: (key) => open(() => this.values.get(key)),
      store: (key, value) =>
        open(() => {
          this.values.set(key, value);
          this.#tell(key);
        }),
      delete: (key) =>
        open(() => {
          this.values.delete(key);
          this.#tell(key);
        }),
      onDidChange: (listener) => {
        this.listeners.push(listener);
        return { dispose: () => undefined };
      },
    };
  }

  #tell(key: string): void {
    for (const listener of this.listeners) listener({ key });
  }
}

function collectingLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const note = (line: string): number => lines.push(line);
  return { log: { debug: note, info: note, warn: note, error: note }, lines };
}

suite('The token', () => {
  test('is kept, told to whoever listens, and gone after sign-out', async () => {
    const keyring = new Keyring();
    const store = new TokenStore(keyring.asSecretStorage(), collectingLog().log);
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    assert.equal(await store.get(), undefined);
    assert.equal(await store.set('hf_abc'), 'done');
    assert.equal(await store.get(), 'hf_abc');
    assert.equal(await store.delete(), 'done');
    assert.equal(await store.get(), undefined);
    assert.equal(changes, 2);
    assert.deepEqual([...keyring.values], []);
  });

  test('a locked keyring is said, neither thrown nor quoted in the log', async () => {
    const keyring = new Keyring();
    const { log, lines } = collectingLog();
    const store = new TokenStore(keyring.asSecretStorage(), log);
    keyring.locked = true;
    assert.equal(await store.set('hf_abc'), 'keyringFailed');
    assert.equal(await store.delete(), 'keyringFailed');
    assert.equal(await store.get(), undefined);
    assert.equal(lines.length, 3);
    assert.doesNotMatch(lines.join('\n'), /hf_/);
  });

  test('a secret of somebody else is none of our business', () => {
    const keyring = new Keyring();
    const store = new TokenStore(keyring.asSecretStorage(), collectingLog().log);
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    for (const listener of keyring.listeners) listener({ key: 'other' });
    assert.equal(changes, 0);
  });

  test('is taken out of whatever line it slipped into', () => {
    assert.equal(redact('sent hf_abcDEF123 to x'), 'sent hf_… to x');
    assert.equal(redact('{"Authorization":"Bearer abc.def"}'), '{"Authorization":"Bearer …"}');
    assert.equal(redact('half_life is fine'), 'half_life is fine');
  });
});

suite('A token that other tools left', () => {
  let home = '';

  setup(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'found-token-'));
    await mkdir(path.join(home, '.cache', 'huggingface'), { recursive: true });
  });

  teardown(async () => rm(home, { recursive: true, force: true }));

  test('is looked for where huggingface-cli documents to keep it', () => {
    const standard = path.join('/home/me', '.cache', 'huggingface', 'token');
    assert.equal(commandLineTokenPath({}, '/home/me'), standard);
    assert.equal(commandLineTokenPath({ HF_HOME: ' ' }, '/home/me'), standard);
    assert.equal(commandLineTokenPath({ HF_HOME: '/hf' }, '/home/me'), path.join('/hf', 'token'));
    assert.equal(
      commandLineTokenPath({ XDG_CACHE_HOME: '/cache' }, '/home/me'),
      path.join('/cache', 'huggingface', 'token'),
    );
    assert.equal(
      commandLineTokenPath({ HF_HOME: '/hf', HF_TOKEN_PATH: '/my/token' }, '/home/me'),
      '/my/token',
    );
  });

  test('is found in file and environment, each value once', async () => {
    await writeFile(path.join(home, '.cache', 'huggingface', 'token'), 'hf_file\n');
    assert.deepEqual(await findTokens({ HF_TOKEN: 'hf_environment' }, home), [
      { source: 'environment', token: 'hf_environment' },
      { source: 'commandLineTool', token: 'hf_file' },
    ]);
    assert.deepEqual(await findTokens({ HF_TOKEN: 'hf_file' }, home), [
      { source: 'environment', token: 'hf_file' },
    ]);
  });

  test('no file, an empty one, a folder in its place: nothing is found and nothing fails', async () => {
    assert.deepEqual(await findTokens({}, home), []);
    await writeFile(path.join(home, '.cache', 'huggingface', 'token'), '\n');
    assert.deepEqual(await findTokens({}, home), []);
    assert.deepEqual(await findTokens({ HF_TOKEN_PATH: home }, home), []);
  });
});
