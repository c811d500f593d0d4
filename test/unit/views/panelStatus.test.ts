import assert from 'node:assert/strict';
import { readSettings } from '../../../src/platform/settings';
import type { SettingName } from '../../../src/platform/settings';
import type { PanelStatus } from '../../../src/protocol';
import { panelStatus } from '../../../src/views/chat/panelStatus';
import type { PanelStatusInput } from '../../../src/views/chat/panelStatus';

function statusWith(
  set: Partial<Record<SettingName, unknown>>,
  changes: Partial<PanelStatusInput> = {},
): PanelStatus {
  return panelStatus({
    hasToken: true,
    model: { name: 'Llama 3.3 70B Instruct', recommended: true },
    storageTrouble: undefined,
    isKept: true,
    ...readSettings((name) => set[name]),
    ...changes,
  });
}

suite('What stands around the conversation', () => {
  test('with everything in order there is no notice and no button for one', () => {
    assert.deepEqual(statusWith({}), {
      setup: 'ready',
      modelName: 'Llama 3.3 70B Instruct',
      modelDetail: 'Recommended model; provider: fastest',
      notice: '',
      noticeOpensSettings: false,
      serverName: '',
    });
  });

  test('without a token the panel says what to do instead', () => {
    assert.equal(statusWith({}, { hasToken: false }).setup, 'noToken');
  });

  test('a setting that is not used is said, with the way to it', () => {
    for (const [name, value] of [
      ['model', 'two words'],
      ['routing', 'Fast!'],
      ['maxTokens', 0],
      ['temperature', 9],
    ] as const) {
      const { notice, noticeOpensSettings } = statusWith({ [name]: value });
      assert.match(notice, new RegExp(`huggingphaze\\.${name}`));
      assert.ok(noticeOpensSettings);
    }
  });

  test('what keeps everything from being sent is said before anything else', () => {
    for (const [name, value] of [
      ['routerUrl', 'http://example.org'],
      ['hubUrl', 'nowhere'],
      ['billTo', 'Schule Zürich'],
    ] as const) {
      const { notice } = statusWith({ model: 'two words', [name]: value }, { storageTrouble: 'diskFull' });
      assert.match(notice, new RegExp(`huggingphaze\\.${name}.*Nothing is sent until it is`));
    }
  });

  test('a chat that is not saved matters more than a setting that is not used, and settings do not mend it', () => {
    for (const storageTrouble of ['diskFull', 'notPermitted', 'unexpected'] as const) {
      const { notice, noticeOpensSettings } = statusWith({ temperature: 9 }, { storageTrouble });
      assert.match(notice, /keep this window open/i);
      assert.equal(noticeOpensSettings, false);
    }
  });

  test('a chat that cannot be read is not said to be lost, nor the one on screen to be unsaved', () => {
    const { notice } = statusWith({}, { storageTrouble: 'unreadable' });
    assert.match(notice, /could not be read.*kept/);
    assert.doesNotMatch(notice, /saved|window open/);
  });

  test('nobody takes another server for Hugging Face', () => {
    assert.equal(statusWith({ routerUrl: 'http://127.0.0.1:4000' }).serverName, '127.0.0.1:4000');
  });
});
