import assert from 'node:assert/strict';
import { RewriteSession, type KeptRewrite, type RewritePart } from '../../../src/core/text/rewriteSession';
import type { RewriteState } from '../../../src/core/text/rewriteState';
import { FakeModelClient } from '../../support/fakeModelClient';

const documentText = 'one\n    two\n    three\nfour\n';

function start(): { client: FakeModelClient; session: RewriteSession; running: Promise<void> } {
  const client = new FakeModelClient();
  const session = new RewriteSession({
    client,
    documentText,
    range: { start: 4, end: 22 },
    fitting: { kind: 'code', eol: '\n', indentWith: { tabs: false, size: 4 } },
    instruction: 'shorter',
    request: () => Promise.resolve({ model: 'some/model', messages: [] }),
  });
  return { client, session, running: session.run() };
}

suite('A rewrite', () => {
  test('grows as it arrives, clean and with its indentation, and is ready at the end', async () => {
    const { client, session, running } = start();
    const call = await client.nextCall();
    const states: RewriteState['name'][] = [];
    session.onDidChange(({ name }) => states.push(name));
    await call.text('```\n2\n');
    assert.equal(session.suggestion, '    2\n');
    await call.text('3\n```');
    await call.finish();
    await running;
    assert.equal(session.suggestion, '    2\n    3\n');
    assert.deepEqual(states, ['streaming', 'streaming', 'ready']);
  });

  test('that is stopped keeps what had arrived', async () => {
    const { client, session, running } = start();
    const call = await client.nextCall();
    await call.text('2');
    session.stop();
    await running;
    assert.equal(session.suggestion, '    2\n');
    assert.deepEqual(session.state, { name: 'ready', answer: '2', ending: 'stopped' });
  });

  test('that is discarded ends the request and takes nothing in any more', async () => {
    const { client, session, running } = start();
    const call = await client.nextCall();
    await call.text('2');
    session.discard();
    await running;
    assert.equal(call.signal.aborted, true);
    assert.equal(session.state.name, 'discarded');
  });

  test('that failed keeps what had arrived, and can be asked for again', async () => {
    const { client, session, running } = start();
    const call = await client.nextCall();
    await call.text('2');
    await call.emit({ type: 'error', error: { kind: 'offline' } });
    await running;
    assert.equal(session.state.name, 'failed');
    assert.equal(session.suggestion, '    2\n');
    const again = session.askAgain();
    const second = await client.nextCall();
    await second.text('new');
    await second.finish();
    await again;
    assert.equal(session.suggestion, '    new\n');
  });

  test('knows that its passage changed, and that it did not', async () => {
    const { client, session, running } = start();
    const call = await client.nextCall();
    await call.text('2');
    await call.finish();
    await running;
    session.documentChanged([{ offset: 0, removedLength: 0, insertedText: 'zero\n' }]);
    const moved = `zero\n${documentText}`;
    assert.equal(session.findConflict(moved), false);
    assert.equal(moved.slice(session.range.start, session.range.end), '    two\n    three\n');
    session.documentChanged([{ offset: 14, removedLength: 1, insertedText: '' }]);
    const changed = moved.slice(0, 14) + moved.slice(15);
    assert.equal(session.findConflict(changed), true);
    assert.equal(session.state.name, 'conflicted');
    session.putOffConflict();
    assert.equal(session.state.name, 'ready');
  });
});

suite('A rewrite of a long passage', () => {
  const text = 'one\n\ntwo\n\nthree\n';
  const parts = ['one\n\n', 'two\n\n', 'three\n'];

  function startLong(): {
    client: FakeModelClient;
    session: RewriteSession;
    asked: RewritePart[];
    running: Promise<void>;
  } {
    const client = new FakeModelClient();
    const asked: RewritePart[] = [];
    const session = new RewriteSession({
      client,
      documentText: text,
      range: { start: 0, end: text.length },
      fitting: { kind: 'prose', eol: '\n', indentWith: { tabs: false, size: 4 } },
      instruction: 'longer',
      parts,
      request: (part) => {
        asked.push(part);
        return Promise.resolve({ model: 'some/model', messages: [] });
      },
    });
    return { client, session, asked, running: session.run() };
  }

  test('is asked for part by part, in order, and what is not rewritten yet is as it was', async () => {
    const { client, session, asked, running } = startLong();
    const first = await client.nextCall();
    assert.equal(session.suggestion, '');
    await first.text('1');
    assert.equal(session.suggestion, '1\n\ntwo\n\nthree\n');
    await first.finish();
    const second = await client.nextCall();
    assert.deepEqual(session.progress, { done: 1, count: 3 });
    await second.text('2');
    await second.finish();
    const third = await client.nextCall();
    await third.text('3');
    await third.finish();
    await running;
    assert.equal(session.suggestion, '1\n\n2\n\n3\n');
    assert.deepEqual(session.progress, { done: 3, count: 3 });
    assert.deepEqual(asked, [
      { text: 'one\n\n', index: 0, count: 3, before: '' },
      { text: 'two\n\n', index: 1, count: 3, before: '1\n\n' },
      { text: 'three\n', index: 2, count: 3, before: '2\n\n' },
    ]);
  });

  test('keeps its parts when a later one fails, leaves that one as it was, and goes on with it', async () => {
    const { client, session, running } = startLong();
    const first = await client.nextCall();
    await first.text('1');
    await first.finish();
    const second = await client.nextCall();
    await second.text('2 half');
    await second.emit({ type: 'error', error: { kind: 'offline' } });
    await running;
    assert.equal(session.state.name, 'failed');
    assert.equal(session.suggestion, '1\n\ntwo\n\nthree\n');
    const again = session.askAgain();
    const retried = await client.nextCall();
    assert.equal(session.suggestion, '1\n\ntwo\n\nthree\n');
    await retried.text('2');
    await retried.finish();
    const third = await client.nextCall();
    await third.text('3');
    await third.finish();
    await again;
    assert.equal(session.suggestion, '1\n\n2\n\n3\n');
  });

  test('that is stopped or cut off takes nothing of the document with it', async () => {
    for (const ending of ['length', 'stopped'] as const) {
      const { client, session, running } = startLong();
      const first = await client.nextCall();
      await first.text('1');
      await first.finish();
      const second = await client.nextCall();
      await second.text('2 half');
      if (ending === 'stopped') session.stop();
      else await second.finish(ending);
      await running;
      assert.equal(session.state.name, 'ready');
      assert.equal(session.suggestion, '1\n\ntwo\n\nthree\n');
      assert.deepEqual(session.progress, { done: 1, count: 3 });
    }
  });

  test('leaves a part as it was for which the model had no word', async () => {
    const { client, session, running } = startLong();
    for (const answer of ['1', '', '3']) {
      const call = await client.nextCall();
      if (answer !== '') await call.text(answer);
      await call.finish();
    }
    await running;
    assert.equal(session.suggestion, '1\n\ntwo\n\n3\n');
  });

  test('begins anew when it is asked for again after all of it came', async () => {
    const { client, session, running } = startLong();
    for (const answer of ['1', '2', '3']) {
      const call = await client.nextCall();
      await call.text(answer);
      await call.finish();
    }
    await running;
    const again = session.askAgain();
    const first = await client.nextCall();
    await first.text('uno');
    assert.equal(session.suggestion, 'uno\n\ntwo\n\nthree\n');
    session.discard();
    await again;
  });
});

suite('A rewrite that is asked for again, but otherwise', () => {
  async function answered(client: FakeModelClient, answer: string): Promise<void> {
    const call = await client.nextCall();
    await call.text(answer);
    await call.finish();
  }

  test('is made of what the person has, which stays in reach; the last one is shown', async () => {
    const { client, session, running } = start();
    await answered(client, '2');
    await running;
    const refining = session.refine('    2, edited\n', 'shorter');
    const call = await client.nextCall();
    assert.equal(session.suggestion, '    2, edited\n', 'before the first word');
    assert.equal(session.showVersion(-1), false, 'none is chosen while one arrives');
    await call.text('3');
    assert.equal(session.suggestion, '    3\n');
    await call.finish();
    await refining;
    assert.deepEqual(session.versions, { count: 2, shown: 1 });
    assert.equal(session.showVersion(-1), true);
    assert.equal(session.suggestion, '    2, edited\n');
    assert.equal(session.showVersion(-1), false);
    assert.equal(session.showVersion(1), true);
    assert.equal(session.suggestion, '    3\n');
  });

  test('is made of the earlier one that is shown, and a failure leaves that one', async () => {
    const { client, session, running } = start();
    await answered(client, '2');
    await running;
    const second = session.refine(session.suggestion, 'shorter');
    await answered(client, '3');
    await second;
    session.keepEdits('    3, edited\n');
    session.showVersion(-1);
    session.showVersion(1);
    assert.equal(session.suggestion, '    3, edited\n');
    session.showVersion(-1);
    const third = session.refine(session.suggestion, 'longer');
    const call = await client.nextCall();
    await call.emit({ type: 'error', error: { kind: 'offline' } });
    await third;
    assert.equal(session.state.name, 'failed');
    assert.equal(session.suggestion, '    2\n');
    assert.deepEqual(session.versions, { count: 3, shown: 2 });
  });
});

suite('A rewrite that goes on in another window', () => {
  const parts = ['one\n', 'two\n', 'three\n'];
  const text = parts.join('');

  function session(client: FakeModelClient, kept?: KeptRewrite): RewriteSession {
    return new RewriteSession({
      client,
      documentText: text,
      range: { start: 0, end: text.length },
      fitting: { kind: 'prose', eol: '\n', indentWith: { tabs: false, size: 4 } },
      instruction: 'longer',
      parts,
      ...(kept && { kept }),
      request: () => Promise.resolve({ model: 'some/model', messages: [] }),
    });
  }

  function reloaded(before: RewriteSession, shown = before.suggestion): RewriteSession {
    const kept = before.kept(shown);
    assert.ok(kept);
    return session(new FakeModelClient(), kept);
  }

  test('has nothing to keep before its first word, and after the person decided', async () => {
    const client = new FakeModelClient();
    const rewrite = session(client);
    const running = rewrite.run();
    const call = await client.nextCall();
    assert.equal(rewrite.kept(''), undefined);
    await call.text('1');
    assert.ok(rewrite.kept('1'));
    rewrite.discard();
    await running;
    assert.equal(rewrite.kept('1'), undefined);
  });

  test('in the middle of an answer it has what had arrived, and goes on with the part that was not complete', async () => {
    const client = new FakeModelClient();
    const rewrite = session(client);
    void rewrite.run();
    const first = await client.nextCall();
    await first.text('1');
    await first.finish();
    const second = await client.nextCall();
    await second.text('2 half');
    const kept = rewrite.kept(rewrite.suggestion);
    rewrite.discard();
    const later = new FakeModelClient();
    const again = session(later, kept);
    assert.deepEqual(again.progress, { done: 1, count: 3 });
    assert.equal(again.state.name, 'ready');
    assert.equal(again.suggestion, '1\ntwo\nthree\n', 'a part that is not complete is as it was');
    const running = again.askAgain();
    for (const answer of ['2', '3']) {
      const call = await later.nextCall();
      await call.text(answer);
      await call.finish();
    }
    await running;
    assert.equal(again.suggestion, '1\n2\n3\n');
  });

  test('has every wording, with what the person made of each', async () => {
    const client = new FakeModelClient();
    const rewrite = session(client);
    const running = rewrite.run();
    for (const answer of ['1', '2', '3']) {
      const call = await client.nextCall();
      await call.text(answer);
      await call.finish();
    }
    await running;
    const refining = rewrite.refine('1\n2\n3, mine\n', 'warmer');
    const call = await client.nextCall();
    await call.text('I');
    await call.emit({ type: 'error', error: { kind: 'offline' } });
    await refining;
    const again = reloaded(rewrite, 'typed into the last');
    assert.equal(again.suggestion, 'typed into the last');
    assert.deepEqual(again.versions, { count: 2, shown: 1 });
    again.showVersion(-1);
    assert.equal(again.suggestion, '1\n2\n3, mine\n');
    assert.deepEqual(reloaded(again).versions, { count: 2, shown: 0 });
  });

  test('knows that its passage changed before the window was closed', async () => {
    const client = new FakeModelClient();
    const rewrite = session(client);
    const running = rewrite.run();
    const call = await client.nextCall();
    await call.text('1');
    await call.finish();
    await client.nextCall();
    rewrite.stop();
    await running;
    const kept = rewrite.kept(rewrite.suggestion);
    assert.ok(kept);
    const changed = new RewriteSession({
      client: new FakeModelClient(),
      documentText: text.replace('two', 'zwei'),
      range: { start: 0, end: text.length + 1 },
      fitting: { kind: 'prose', eol: '\n', indentWith: { tabs: false, size: 4 } },
      instruction: 'longer',
      kept,
      request: () => Promise.resolve({ model: 'some/model', messages: [] }),
    });
    assert.equal(changed.findConflict(text.replace('two', 'zwei')), true);
  });

  test('asked for again after the person edited it, keeps what they made of it as a wording', async () => {
    const client = new FakeModelClient();
    const rewrite = session(client);
    const running = rewrite.run();
    const first = await client.nextCall();
    await first.text('1');
    await first.emit({ type: 'error', error: { kind: 'offline' } });
    await running;
    const again = rewrite.askAgain('1, mine\n');
    const call = await client.nextCall();
    await call.text('uno');
    rewrite.stop();
    await again;
    assert.deepEqual(rewrite.versions, { count: 2, shown: 1 });
    rewrite.showVersion(-1);
    assert.equal(rewrite.suggestion, '1, mine\n');
  });
});
