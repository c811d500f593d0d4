import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchItems } from '../../../src/core/batch/matchItems';
import { RunStore, lockOf, runsAreKeptFor, type RunJournal } from '../../../src/core/batch/runJournal';
import { RunLease } from '../../../src/core/batch/runLease';
import { ManualTimers } from '../../support/manualTimers';
import { MemoryFileSystem } from '../../support/memoryFileSystem';

const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const about = {
  workspace: 'w',
  source: { kind: 'table', file: 'file:///customers.csv' },
  prompt: { text: 'Is it ${input:how}?', inputs: { how: 'friendly' }, clipboard: 'copied' },
  items: [
    { name: 'row 2', digest: 'a' },
    { name: 'row 3', digest: 'b' },
    { name: 'row 4', digest: 'c' },
  ],
} as const;

suite('The file of a run', () => {
  let fileSystem: MemoryFileSystem;
  let timers: ManualTimers;
  let time: number;
  let store: RunStore;
  let ids: number;

  setup(() => {
    fileSystem = new MemoryFileSystem();
    timers = new ManualTimers();
    time = 1_000_000;
    ids = 0;
    store = new RunStore({ fileSystem, timers, now: () => time, newId: () => `run-${(ids += 1)}` });
  });

  function fill(journal: RunJournal): void {
    journal.add({ kind: 'result', index: 1, state: 'done', text: 'yes\n“no”', cost: 0.5, modelName: 'M' });
    journal.add({ kind: 'target', target: { kind: 'copy' } });
    journal.add({ kind: 'result', index: 0, state: 'incomplete', text: 'ha', missing: 'length' });
    journal.add({ kind: 'saved', index: 1, file: 'file:///1.md' });
  }

  test('everything comes back, for this workspace alone', async () => {
    const journal = store.create(about);
    fill(journal);
    await journal.flush();
    const [run, ...others] = await store.unfinished('w');
    assert.deepEqual(others, []);
    assert.deepEqual(run?.header.items, about.items);
    assert.deepEqual(run.header.source, about.source);
    assert.deepEqual(run.header.prompt, about.prompt);
    assert.deepEqual(run.target, { kind: 'copy' });
    assert.deepEqual([...run.results.keys()], [1, 0]);
    assert.deepEqual(run.results.get(1), {
      index: 1,
      state: 'done',
      text: 'yes\n“no”',
      cost: 0.5,
      modelName: 'M',
    });
    assert.deepEqual([...run.saved], [[1, 'file:///1.md']]);
    assert.deepEqual(await store.unfinished('other'), []);
  });

  test('cut off at any byte, it tells all that was whole by then, and goes on from there', async () => {
    const journal = store.create(about);
    fill(journal);
    await journal.flush();
    const whole = fileSystem.files.get('runs/run-1.jsonl');
    assert.ok(whole);
    let most = 0;
    for (let length = 0; length <= whole.length; length += 1) {
      fileSystem.set('runs/run-1.jsonl', whole.slice(0, length));
      const run = await store.read('run-1');
      if (run === undefined) continue;
      assert.ok(run.results.size >= most, 'a result that was there is gone');
      most = run.results.size;
      const again = store.continue(run);
      again.add({ kind: 'result', index: 2, state: 'done', text: 'new' });
      await again.flush();
      const later = await store.read('run-1');
      assert.equal(later?.results.size, run.results.size + 1);
      assert.deepEqual(later.results.get(2)?.text, 'new');
    }
    assert.equal(most, 2);
  });

  test('garbage in it is passed over', async () => {
    const journal = store.create(about);
    fill(journal);
    await journal.flush();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.json(), async (garbage, json) => {
        const text = fileSystem.text('runs/run-1.jsonl');
        fileSystem.set('runs/other.jsonl', `${garbage}\n${json}\n${text}\n${garbage}`);
        const run = await store.read('other');
        assert.equal(run?.results.size, 2);
      }),
      { numRuns: 40 },
    );
  });

  test('a full disk keeps nobody from going on, and everything is there when it takes it again', async () => {
    fileSystem.trouble = () => 'diskFull';
    const journal = store.create(about);
    fill(journal);
    await journal.flush();
    assert.equal(journal.trouble, 'diskFull');
    assert.equal(journal.results.size, 2);
    fileSystem.trouble = () => undefined;
    timers.advance(60_000);
    await settled();
    await settled();
    assert.equal((await store.read('run-1'))?.results.size, 2);
  });

  test('a whole answer is never given up for one that is not', async () => {
    const journal = store.create(about);
    journal.add({ kind: 'result', index: 0, state: 'done', text: 'whole' });
    journal.add({ kind: 'result', index: 0, state: 'incomplete', text: 'half', missing: 'cutOff' });
    await journal.flush();
    assert.equal((await store.read('run-1'))?.results.get(0)?.text, 'whole');
  });

  test('it is told once that it was broken off, and once more only after it went on', async () => {
    const journal = store.create(about);
    fill(journal);
    journal.add({ kind: 'offered' });
    await journal.flush();
    assert.equal((await store.read('run-1'))?.isOffered, true);
    journal.add({ kind: 'result', index: 2, state: 'done', text: 'more' });
    await journal.flush();
    assert.equal((await store.read('run-1'))?.isOffered, false);
  });

  test('a run that ended is offered no more, and can be taken back', async () => {
    await store.create(about).flush();
    assert.equal(await store.hasUnfinished(), true);
    await store.settle('run-1');
    assert.equal(await store.hasUnfinished(), false);
    await store.takeBack('run-1');
    assert.equal((await store.unfinished('w')).length, 1);
    await store.discard('run-1');
    assert.deepEqual([...fileSystem.files.keys()], []);
  });

  test('runs are removed after 30 days, ended or not, and no other file is', async () => {
    for (const path of [
      'runs/old.jsonl',
      'runs/ended/old.jsonl',
      'runs/old.lock',
      'runs/new.jsonl',
      'x.jsonl',
    ])
      fileSystem.set(path, '');
    time = 100 * runsAreKeptFor;
    fileSystem.touch('runs/new.jsonl', time - runsAreKeptFor);
    await store.removeOld();
    assert.deepEqual([...fileSystem.files.keys()].sort(), ['runs/new.jsonl', 'x.jsonl']);
  });

  suite('is written by one window alone', () => {
    const lost: string[] = [];
    const take = async (owner: string): Promise<RunLease | number> =>
      RunLease.take({ fileSystem, timers, now: () => time, owner }, 'run-1', () => lost.push(owner));

    setup(() => (lost.length = 0));

    const pass = async (milliseconds: number): Promise<void> => {
      for (let passed = 0; passed < milliseconds; passed += 1_000) {
        time += 1_000;
        timers.advance(1_000);
        await settled();
      }
    };

    test('as long as it lives', async () => {
      assert.ok((await take('one')) instanceof RunLease);
      await pass(120_000);
      assert.equal(await take('two'), time + 15_000 - ((time - 1_000_000) % 5_000));
      assert.deepEqual(lost, []);
    });

    test('and by another as soon as it lets go', async () => {
      const lease = await take('one');
      assert.ok(lease instanceof RunLease);
      await lease.release();
      assert.ok((await take('two')) instanceof RunLease);
    });

    test('and by another some time after it died', async () => {
      const lease = await take('one');
      assert.ok(lease instanceof RunLease);
      lease.dispose();
      const until = await take('two');
      assert.equal(until, time + 15_000);
      assert.ok(typeof until === 'number');
      time = until;
      assert.ok((await take('two')) instanceof RunLease);
    });

    test('of two that want it at the same moment', async () => {
      const taken = await Promise.all(['one', 'two', 'three'].map(take));
      assert.equal(taken.filter((lease) => lease instanceof RunLease).length, 1);
    });

    test('a window that slept hears that another has it', async () => {
      await take('one');
      time += 60_000;
      assert.ok((await take('two')) instanceof RunLease);
      timers.advance(5_000);
      await settled();
      await settled();
      assert.deepEqual(lost, ['one']);
    });

    test('a disk that takes nothing stops nobody', async () => {
      fileSystem.trouble = (operation) => (operation === 'append' ? 'diskFull' : undefined);
      assert.ok((await take('one')) instanceof RunLease);
      assert.equal(fileSystem.text(lockOf('run-1')), '');
    });
  });
});

suite('Items found again', () => {
  test('in another order, with some new and some gone', () => {
    assert.deepEqual(matchItems(['a', 'b', 'c'], ['a', 'b', 'c']), { places: [0, 1, 2], gone: 0 });
    assert.deepEqual(matchItems(['a', 'b', 'c'], ['x', 'a', 'b', 'c']), {
      places: [undefined, 0, 1, 2],
      gone: 0,
    });
    assert.deepEqual(matchItems(['a', 'b', 'c'], ['a', 'B', 'c']), { places: [0, undefined, 2], gone: 1 });
    assert.deepEqual(matchItems(['a', 'a', 'b'], ['b', 'a']), { places: [2, 1], gone: 1 });
  });

  test('each once, and only as what they are', () => {
    const digests = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(digests, digests, (before, now) => {
        const { places, gone } = matchItems(before, now);
        const found = places.filter((place) => place !== undefined);
        assert.equal(new Set(found).size, found.length);
        assert.equal(found.length + gone, before.length);
        places.forEach((place, index) => {
          if (place !== undefined) assert.equal(before[place], now[index]);
        });
        // As many are found as there can be.
        for (const digest of ['a', 'b', 'c', 'd']) {
          const count = (list: readonly string[]): number => list.filter((other) => other === digest).length;
          const foundOfIt = found.filter((place) => before[place] === digest).length;
          assert.equal(foundOfIt, Math.min(count(before), count(now)));
        }
      }),
    );
  });
});
