import assert from 'node:assert/strict';
import { RewriteSession } from '../../../src/core/text/rewriteSession';
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
