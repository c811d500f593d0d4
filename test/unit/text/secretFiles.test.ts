import assert from 'node:assert/strict';
import { isSecretFile } from '../../../src/core/text/secretFiles';

suite('Files that never go to a model by themselves', () => {
  test('passwords, keys and tokens are known by their names', () => {
    for (const path of [
      '.env',
      'app/.env.production',
      'prod.env',
      'C:\\work\\.env',
      '/home/ann/.ssh/config',
      '.npmrc',
      'id_rsa',
      'certs/server.pem',
      'server.KEY',
      'vault.kdbx',
      'credentials.json',
      'db-credentials.yml',
      'secrets.yaml',
      'my_secrets.toml',
      'passwords.txt',
      'service-account.json',
    ])
      assert.equal(isSecretFile(path), true, path);
  });

  test('what people write about them is not taken for one', () => {
    for (const path of [
      'letter.md',
      'environment.ts',
      'src/secretary.ts',
      '.env.example',
      'tokenizer.ts',
      'keyboard.md',
      'passwordless.md',
      'monkey',
    ])
      assert.equal(isSecretFile(path), false, path);
  });
});
