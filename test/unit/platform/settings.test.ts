import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Log } from '../../../src/core/log';
import { otherServerName, readSettings, SettingsReader } from '../../../src/platform/settings';
import type { SettingName } from '../../../src/platform/settings';

const from =
  (values: Partial<Record<SettingName, unknown>>) =>
  (name: SettingName): unknown =>
    values[name];

suite('Settings', () => {
  test('nothing set: everything is as documented', () => {
    assert.deepEqual(readSettings(from({})), {
      settings: {
        model: '',
        routing: 'fastest',
        routerUrl: 'https://router.huggingface.co',
        hubUrl: 'https://huggingface.co',
        billTo: undefined,
        maxTokens: undefined,
        temperature: undefined,
        customInstructions: '',
        betterTitles: true,
        keepHistory: true,
        offerSelection: true,
        explainLevel: 'knowALittle',
        hover: true,
        disabledFor: [],
        continueAutomatically: false,
        continueAtMost: 200,
        continueModel: '',
      },
      problems: [],
    });
  });

  test('what makes sense is used as it is', () => {
    const set = {
      model: ' meta-llama/Llama-3.3-70B-Instruct ',
      routing: 'groq',
      routerUrl: 'http://127.0.0.1:8080',
      hubUrl: 'http://localhost:8081/',
      billTo: 'my-school',
      maxTokens: 500,
      temperature: 0,
      customInstructions: 'Be brief.',
      betterTitles: false,
      keepHistory: false,
      offerSelection: false,
      explainLevel: 'expert',
      hover: false,
      disabledFor: ['python', '*.env'],
      continueAutomatically: true,
      continueAtMost: 20,
      continueModel: 'Qwen/Qwen3-Coder-30B-A3B-Instruct',
    };
    const { settings, problems } = readSettings(from(set));
    assert.deepEqual(settings, { ...set, model: 'meta-llama/Llama-3.3-70B-Instruct' });
    assert.deepEqual(problems, []);
  });

  test('a value that makes no sense counts as not set, and it is said which', () => {
    const { settings, problems } = readSettings(
      from({
        model: 'a b',
        routing: 'Fast!',
        maxTokens: 0.5,
        temperature: 3,
        customInstructions: [],
        betterTitles: 'yes',
        keepHistory: 1,
        offerSelection: 'never',
        explainLevel: 'wizard',
        hover: 'sometimes',
        disabledFor: ['python', 7],
        continueAutomatically: 'always',
        continueAtMost: 0,
        continueModel: 'a b',
      }),
    );
    assert.deepEqual(settings, readSettings(from({})).settings);
    assert.deepEqual(
      problems.map(({ setting }) => setting),
      [
        'model',
        'routing',
        'maxTokens',
        'temperature',
        'offerSelection',
        'customInstructions',
        'betterTitles',
        'keepHistory',
        'explainLevel',
        'hover',
        'continueAutomatically',
        'continueAtMost',
        'continueModel',
        'disabledFor',
      ],
    );
  });

  test('an address that a token must not travel to is named, and never replaced by another', () => {
    for (const routerUrl of [
      'http://example.org',
      'ftp://example.org',
      'router',
      'https://a:b@example.org',
      5,
    ]) {
      const { settings, problems } = readSettings(from({ routerUrl }));
      assert.notEqual(settings.routerUrl, 'https://router.huggingface.co');
      assert.deepEqual(
        problems.map(({ setting }) => setting),
        ['routerUrl'],
      );
    }
  });

  test('an organisation that cannot be one is named, and the person does not pay in its place', () => {
    for (const billTo of ['Schule Zürich', 'a/b', 7, {}]) {
      const { settings, problems } = readSettings(from({ billTo }));
      assert.notEqual(settings.billTo, undefined);
      assert.deepEqual(
        problems.map(({ setting }) => setting),
        ['billTo'],
      );
    }
    for (const billTo of ['', '  ', null, undefined]) {
      assert.equal(readSettings(from({ billTo })).settings.billTo, undefined);
    }
  });

  test('whatever stands in a settings file, reading it never fails', () => {
    const values = fc.record({
      model: fc.anything(),
      routing: fc.anything(),
      routerUrl: fc.anything(),
      hubUrl: fc.anything(),
      billTo: fc.anything(),
      maxTokens: fc.anything(),
      temperature: fc.anything(),
      customInstructions: fc.anything(),
    });
    fc.assert(
      fc.property(values, (raw) => {
        const { settings } = readSettings(from(raw));
        assert.equal(typeof settings.model, 'string');
        assert.equal(typeof settings.customInstructions, 'string');
        assert.ok(settings.maxTokens === undefined || settings.maxTokens >= 1);
        assert.ok(
          settings.temperature === undefined || (settings.temperature >= 0 && settings.temperature <= 2),
        );
      }),
    );
  });

  test('each trouble is logged once, and again only when it comes back', () => {
    const lines: string[] = [];
    const note = (line: string): number => lines.push(line);
    const log: Log = { debug: note, info: note, warn: note, error: note };
    let temperature = 5;
    const reader = new SettingsReader(
      { read: (name) => (name === 'temperature' ? temperature : undefined) },
      log,
    );
    for (let index = 0; index < 3; index += 1) assert.equal(reader.current.temperature, undefined);
    assert.equal(lines.length, 1);
    temperature = 1;
    assert.equal(reader.current.temperature, 1);
    temperature = 6;
    assert.equal(reader.current.temperature, undefined);
    assert.equal(lines.length, 2);
  });

  test('nobody mistakes another server for Hugging Face', () => {
    assert.equal(otherServerName('https://router.huggingface.co/'), '');
    assert.equal(otherServerName('http://127.0.0.1:4000'), '127.0.0.1:4000');
    assert.equal(
      otherServerName('https://router.huggingface.co.example.org'),
      'router.huggingface.co.example.org',
    );
  });
});
