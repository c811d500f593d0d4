import assert from 'node:assert/strict';
import { AutomaticPause } from '../../../src/core/continuation/automaticPause';
import { CostGuard } from '../../../src/core/continuation/costGuard';
import { MemoryFileSystem } from '../../support/memoryFileSystem';
import { RecordedLog } from '../inference/support';

suite('What continuing by itself may cost', () => {
  let day = '2026-11-26';
  const guardOn = (fileSystem: MemoryFileSystem): CostGuard =>
    new CostGuard({ fileSystem, log: new RecordedLog(), today: () => day });

  setup(() => (day = '2026-11-26'));

  test('all windows count together, until the limit of the day', async () => {
    const disk = new MemoryFileSystem();
    const [one, other] = [guardOn(disk), guardOn(disk)];
    await one.asked(0.0002);
    await other.asked(undefined);
    await one.asked(0.0003);
    assert.deepEqual(await other.today(), { count: 3, cost: 0.0005, extensions: 0 });
    assert.equal(await other.mayAsk(3), false);
    assert.equal(await other.mayAsk(4), true);
  });

  test('whoever lets it go on gets as many again, in every window', async () => {
    const disk = new MemoryFileSystem();
    const guard = guardOn(disk);
    await guard.asked(undefined);
    await guard.asked(undefined);
    assert.equal(await guard.mayAsk(2), false);
    await guard.extend();
    assert.equal(await guardOn(disk).mayAsk(2), true);
  });

  test('a new day begins at nothing, and leaves no file of the day before', async () => {
    const disk = new MemoryFileSystem();
    const guard = guardOn(disk);
    await guard.asked(0.001);
    day = '2026-11-27';
    assert.deepEqual(await guard.today(), { count: 0, cost: undefined, extensions: 0 });
    await guard.asked(undefined);
    assert.deepEqual(await disk.list('continuations'), ['2026-11-27']);
  });

  test('a disk that takes nothing does not make it free', async () => {
    const disk = new MemoryFileSystem();
    const full: MemoryFileSystem = Object.assign(disk, {
      append: async () =>
        Promise.reject(
          new (await import('../../../src/core/storage/fileSystem')).StorageError('diskFull', 'x'),
        ),
    });
    const guard = guardOn(full);
    await guard.asked(0.001);
    await guard.asked(undefined);
    assert.equal((await guard.today()).count, 2);
    assert.equal(await guard.mayAsk(2), false);
  });
});

suite('After errors', () => {
  let now = 0;
  let pause: AutomaticPause;

  setup(() => {
    now = 1_000_000;
    pause = new AutomaticPause(() => now);
  });

  test('what asking again would not mend pauses until somebody does something, and is said once', () => {
    for (const kind of [
      'noToken',
      'badToken',
      'tokenLacksPermission',
      'noCredit',
      'modelUnavailable',
      'modelGated',
    ] as const) {
      pause.resume();
      assert.equal(pause.failed({ kind }), true, kind);
      assert.equal(pause.failed({ kind }), false, kind);
      now += 1e9;
      assert.equal(pause.isOn, true, kind);
    }
    pause.resume();
    assert.equal(pause.isOn, false);
  });

  test('a service that is asked too often is left alone as long as it says, and that is said once', () => {
    assert.equal(pause.failed({ kind: 'rateLimited', retryAfterSeconds: 120 }), true);
    now += 119_000;
    assert.equal(pause.isOn, true);
    now += 2_000;
    assert.equal(pause.isOn, false);
    assert.equal(pause.failed({ kind: 'rateLimited' }), false);
  });

  test('trouble that passes waits longer each time, and is said when it does not pass', () => {
    const told = [];
    const waits = [];
    for (let failure = 0; failure < 8; failure++) {
      told.push(pause.failed({ kind: 'offline' }));
      const from = now;
      while (pause.isOn) now += 1_000;
      waits.push((now - from) / 1_000);
    }
    assert.deepEqual(waits, [30, 60, 120, 240, 480, 600, 600, 600]);
    assert.deepEqual(told, [false, false, true, false, false, false, false, false]);
  });

  test('an answer ends all that', () => {
    pause.failed({ kind: 'timedOut' });
    now += 31_000;
    pause.succeeded();
    pause.failed({ kind: 'timedOut' });
    now += 30_000;
    assert.equal(pause.isOn, false);
  });

  test('an answer that was on its way when the limit was reached does not end the pause', () => {
    pause.hold();
    pause.succeeded();
    assert.equal(pause.isOn, true);
  });
});
