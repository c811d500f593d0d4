import assert from 'node:assert/strict';
import type { Log } from '../../../src/core/log';
import { TokenStore } from '../../../src/platform/secrets';
import { readSettings } from '../../../src/platform/settings';
import { SignIn } from '../../../src/views/signIn';
import type { Memory } from '../../../src/views/signIn';
import { Messages } from './messages';

const goodToken = 'hf_good';
const badToken = 'hf_bad';

/** The computer's password store, and what VS Code remembers of the token. */
class Computer {
  readonly values = new Map<string, string>();
  readonly remembered = new Map<string, unknown>();
  isLocked = false;

  readonly secrets = {
    get: (key: string) => this.#unlocked(() => this.values.get(key)),
    store: (key: string, value: string) => this.#unlocked(() => void this.values.set(key, value)),
    delete: (key: string) => this.#unlocked(() => void this.values.delete(key)),
    onDidChange: () => ({ dispose: () => undefined }),
  };

  readonly memory: Memory = {
    get: (key) => this.remembered.get(key),
    update: (key, value) => Promise.resolve(void this.remembered.set(key, value)),
  };

  #unlocked<T>(action: () => T): Promise<T> {
    return this.isLocked ? Promise.reject(new Error('locked')) : Promise.resolve(action());
  }
}

/** A Hub that is asked about tokens; `answer` may wait, and rejects where there is no network. */
class Hub {
  asked = 0;
  answer: () => Promise<void> = () => Promise.resolve();

  readonly fetch: typeof globalThis.fetch = async (_input, init) => {
    this.asked += 1;
    const isKnown = new Headers(init?.headers).get('authorization') === `Bearer ${goodToken}`;
    await this.answer();
    const body = isKnown
      ? { name: 'sam', auth: { accessToken: { role: 'read' } } }
      : { error: 'Invalid username or password.' };
    return new Response(JSON.stringify(body), { status: isKnown ? 200 : 401 });
  };
}

const offline = (): Promise<void> => Promise.reject(new TypeError('fetch failed'));
const quiet = (): void => undefined;
const log: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };

suite('A token over its life', () => {
  const messages = new Messages();
  let computer: Computer;
  let hub: Hub;
  let tokens: TokenStore;
  let signIn: SignIn;

  setup(() => {
    messages.catch();
    computer = new Computer();
    hub = new Hub();
    tokens = new TokenStore(computer.secrets, log);
    signIn = new SignIn({
      tokens,
      fetch: hub.fetch,
      log,
      memory: computer.memory,
      settings: { current: readSettings(() => undefined).settings },
    });
  });

  teardown(() => messages.release());

  /** As after a token was set without network. */
  async function storeUnchecked(token: string): Promise<void> {
    await tokens.set(token);
    computer.remembered.set('tokenIsUnchecked', true);
  }

  const isUnchecked = (): boolean => computer.remembered.get('tokenIsUnchecked') === true;

  test('a password store that is locked is not taken for having signed out', async () => {
    await tokens.set(goodToken);
    computer.isLocked = true;
    await signIn.signOut();
    assert.deepEqual(messages.shown, [
      'Your computer’s password store could not be used, so the token is still there. Unlock it and sign out again.',
    ]);
    computer.isLocked = false;
    await signIn.signOut();
    await signIn.signOut();
    assert.deepEqual(messages.shown.slice(1), [
      'Signed out. The token is removed from this computer.',
      'You are not signed in.',
    ]);
    assert.deepEqual([...computer.values], []);
  });

  test('one stored without network is checked as soon as there is one, and a good one is not spoken of', async () => {
    await storeUnchecked(goodToken);
    hub.answer = offline;
    await signIn.checkLater();
    assert.ok(isUnchecked());
    hub.answer = () => Promise.resolve();
    await signIn.checkLater();
    assert.ok(!isUnchecked());
    await signIn.checkLater();
    assert.equal(hub.asked, 2);
    assert.deepEqual(messages.shown, []);
  });

  test('one that turns out to be bad is said once, however often it is looked at', async () => {
    await storeUnchecked(badToken);
    await Promise.all([signIn.checkLater(), signIn.checkLater(), signIn.ensureToken()]);
    await signIn.checkLater();
    assert.equal(hub.asked, 1);
    assert.equal(messages.shown.length, 1);
    assert.match(messages.shown[0] ?? '', /^Hugging Face does not know this token\./);
  });

  test('who asks only from the palette hears of a bad one too', async () => {
    await storeUnchecked(badToken);
    const said = messages.next();
    assert.equal(await signIn.ensureToken(), true);
    assert.match(await said, /^Hugging Face does not know this token\./);
  });

  test('what is found out about an old one is not said of the new one', async () => {
    await storeUnchecked(badToken);
    let answer = quiet;
    hub.answer = () => new Promise((resolve) => (answer = resolve));
    const checked = signIn.checkLater();
    while (hub.asked === 0) await Promise.resolve();
    await storeUnchecked(goodToken);
    answer();
    await checked;
    assert.deepEqual(messages.shown, []);
    assert.ok(isUnchecked(), 'the new one would never be checked');
  });
});
