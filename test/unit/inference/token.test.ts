import assert from 'node:assert/strict';
import fc from 'fast-check';
import { serviceAddress } from '../../../src/core/inference/serviceAddress';
import { cleanToken, looksLikeToken, withoutTokens } from '../../../src/core/inference/token';

const TOKEN = 'hf_abcDEF123';

suite('A pasted token', () => {
  test('is found in what people copy along', () => {
    for (const pasted of [
      TOKEN,
      `  ${TOKEN}\r\n`,
      `"${TOKEN}"`,
      `'${TOKEN}',`,
      `“${TOKEN}”`,
      '`' + TOKEN + '`',
      `Bearer ${TOKEN}`,
      `bearer  "${TOKEN}"`,
      `Authorization: Bearer ${TOKEN}`,
      `"Authorization": "Bearer ${TOKEN}",`,
      `HF_TOKEN=${TOKEN}`,
      `export HF_TOKEN='${TOKEN}'`,
      `\u200b${TOKEN}\ufeff`,
    ]) {
      assert.equal(cleanToken(pasted), TOKEN, JSON.stringify(pasted));
    }
  });

  test('comes out whole whatever surrounds it', () => {
    const around = fc.stringMatching(/^[\s"'`]*$/);
    const token = fc.stringMatching(/^hf_[A-Za-z0-9]{5,34}$/);
    fc.assert(
      fc.property(around, token, around, (before, good, after) => {
        assert.equal(cleanToken(before + good + after), good);
        assert.ok(looksLikeToken(good));
      }),
    );
  });

  test('cleaning never throws and never needs to be done twice', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(cleanToken(cleanToken(text)), cleanToken(text));
      }),
    );
  });

  test('is told from what is none', () => {
    for (const text of ['', 'hf_', 'sk-123', 'HF_abc', 'hf_a b', 'hf_a\nb', 'xhf_abc', 'hf_käse']) {
      assert.equal(looksLikeToken(text), false, text);
    }
    for (const text of [TOKEN, 'hf_oauth_eyJhbGciOi.J9-x_y.z']) assert.ok(looksLikeToken(text));
  });

  test('is taken out of texts, as is whatever looks like one', () => {
    assert.equal(withoutTokens('with hf_x inside', 'hf_x'), 'with hf_[hidden] inside');
    assert.equal(withoutTokens('and hf_abcdefghijkl too'), 'and hf_[hidden] too');
    assert.equal(withoutTokens('hf_transfer is a library'), 'hf_transfer is a library');
  });
});

suite('A document that is pasted in place of a token', () => {
  test('is never taken for one, and does not freeze the window', () => {
    for (const pasted of [`hf_${'a'.repeat(20_000)}`, `a${' '.repeat(1_000_000)}b`]) {
      assert.ok(!looksLikeToken(cleanToken(pasted)));
    }
  });
});

suite('The address in a setting', () => {
  test('may be written in the usual ways', () => {
    for (const [setting, address] of [
      ['https://router.huggingface.co', 'https://router.huggingface.co'],
      [' https://router.huggingface.co/ ', 'https://router.huggingface.co'],
      ['https://router.huggingface.co/v1/', 'https://router.huggingface.co'],
      ['https://example.org/hf//', 'https://example.org/hf'],
      ['http://localhost:8080', 'http://localhost:8080'],
      ['http://127.0.0.1:1/v1', 'http://127.0.0.1:1'],
      ['http://[::1]:1', 'http://[::1]:1'],
    ]) {
      assert.equal(serviceAddress(setting ?? ''), address);
    }
  });

  test('may not send a token in the clear, or a password along', () => {
    for (const setting of [
      '',
      'router.huggingface.co',
      'http://router.huggingface.co',
      'http://127.0.0.1.example.org',
      'http://localhost.example.org',
      'https://me:secret@example.org',
      'file:///etc/passwd',
      'javascript:alert(1)',
    ]) {
      assert.equal(serviceAddress(setting), undefined, setting);
    }
  });
});
