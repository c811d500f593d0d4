import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChatWindow } from '../../support/chatWindow';

const types = (window: ChatWindow): readonly string[] => window.events.map(({ type }) => type);

/** A conversation of two turns. */
async function twoTurns(): Promise<ChatWindow> {
  const window = new ChatWindow();
  await window.ask('one', 'first');
  await window.ask('two', 'second');
  return window;
}

function idOf(window: ChatWindow, text: string): string {
  const message = window.messages.find((candidate) => candidate.text === text);
  assert.ok(message, `"${text}" is not shown`);
  return message.id;
}

/** The visible path as a line, each message that has others in its place with which of them it is. */
function shown({ chat }: ChatWindow): string {
  const branches = new Map(chat.current.branches.map((branch) => [branch.messageId, branch]));
  return chat.current.messages
    .map(({ id, text }) => {
      const branch = branches.get(id);
      return branch ? `${text} ${branch.position}/${branch.count}` : text;
    })
    .join(' > ');
}

suite('Editing a message', () => {
  test('asks anew in its place, and the old words with all that followed can be stepped back to', async () => {
    const window = await twoTurns();
    window.events.length = 0;
    const edited = idOf(window, 'one');
    await window.answered(window.chat.branching.edit(edited, 'uno'), 'primo');
    assert.equal(shown(window), 'uno 2/2 > primo');
    assert.deepEqual(window.events[0], { type: 'truncated', fromMessageId: edited });
    assert.deepEqual(types(window).slice(1, 4), ['messageAdded', 'branchesChanged', 'messageAdded']);
    assert.deepEqual(
      window.client.calls
        .at(-1)
        ?.request.messages.map(({ content }) => content)
        .slice(1),
      ['uno'],
    );
    await window.chat.branching.step(idOf(window, 'uno'), 'previous');
    assert.equal(shown(window), 'one 1/2 > first > two > second');
    assert.equal(shown(await window.reopened()), 'one 1/2 > first > two > second');
  });

  test('sends along what was attached to it', async () => {
    const window = new ChatWindow();
    const attachments = [{ label: 'letter.md', languageId: 'markdown', text: 'Dear' }];
    await window.answered(window.chat.send({ text: 'Shorter', attachments }), 'D.');
    await window.answered(window.chat.branching.edit(idOf(window, 'Shorter'), 'Longer'), 'Dearest');
    const [message] = (await window.reopened()).messages;
    assert.ok(message?.role === 'user');
    assert.equal(message.attachments[0]?.label, 'letter.md');
    assert.ok(window.client.calls.at(-1)?.request.messages.at(-1)?.content.includes('Dear'));
  });

  test('does nothing for an answer, for no words at all, or while an answer streams', async () => {
    const window = await twoTurns();
    await window.chat.branching.edit(window.answer.id, 'x');
    await window.chat.branching.edit(idOf(window, 'one'), '  ');
    const sent = window.chat.send({ text: 'three' });
    const call = await window.client.nextCall();
    const before = shown(window);
    await window.chat.branching.edit(idOf(window, 'one'), 'uno');
    await window.chat.branching.step(idOf(window, 'one'), 'next');
    await window.chat.branching.delete(idOf(window, 'one'));
    assert.equal(shown(window), before);
    await call.finish('stopped');
    await sent;
    assert.equal(window.client.calls.length, 3);
  });
});

suite('Another answer to the same question', () => {
  test('can come from another model, this once', async () => {
    const window = await twoTurns();
    const old = window.answer;
    await window.answered(window.chat.tryAgain(old.id, 'other/model'), 'anders');
    assert.equal(window.answer.model, 'other/model');
    assert.equal(window.client.calls.at(-1)?.request.model, 'other/model:fastest');
    assert.equal((await window.reopened()).answer.model, 'other/model');
    await window.ask('three', 'third');
    assert.equal(window.answer.model, 'maker/model');
    assert.equal(shown(window), 'one > first > two > anders 2/2 > three > third');
    await window.chat.branching.step(idOf(window, 'anders'), 'previous');
    assert.deepEqual(window.answer, old);
  });

  test('an answer that was cut off is continued on the branch where it stands', async () => {
    const window = await twoTurns();
    const again = window.chat.tryAgain(window.answer.id);
    const call = await window.client.nextCall();
    await call.text('half');
    await call.finish('length');
    await again;
    const half = window.answer.id;
    await window.answered(window.chat.tryAgain(half), 'whole');
    await window.chat.branching.step(window.answer.id, 'previous');
    assert.equal(shown(window), 'one > first > two > half 2/3');
    await window.answered(window.chat.continueAnswer(half), ' and half');
    assert.equal(shown(window), 'one > first > two > half and half 2/3');
    assert.equal(shown(await window.reopened()), 'one > first > two > half and half 2/3');
  });
});

suite('Deleting in a conversation', () => {
  test('a question goes with its answer, and neither the model nor the list sees it again', async () => {
    const window = await twoTurns();
    await window.ask('three', 'third');
    await window.chat.branching.delete(idOf(window, 'two'));
    assert.equal(shown(window), 'one > first > three > third');
    const reopened = await window.reopened();
    assert.equal(shown(reopened), 'one > first > three > third');
    assert.equal((await reopened.chat.list())[0]?.messageCount, 4);
    await reopened.ask('four', 'fourth');
    const prompt = reopened.client.calls[0]?.request.messages.map(({ content }) => content).join(' ') ?? '';
    assert.ok(prompt.includes('third'));
    assert.ok(!prompt.includes('second'));
  });

  test('is undone by a word, until the next message is sent', async () => {
    const window = await twoTurns();
    const deleted = idOf(window, 'one');
    await window.chat.branching.delete(deleted);
    assert.equal(shown(window), 'two > second');
    assert.deepEqual(window.chat.current.deletion?.ids.length, 2);
    await window.chat.branching.undo(deleted);
    assert.equal(shown(window), 'one > first > two > second');
    assert.equal(shown(await window.reopened()), 'one > first > two > second');
    assert.equal(window.chat.current.deletion, undefined);
    await window.chat.branching.delete(deleted);
    await window.ask('three', 'third');
    assert.equal(window.chat.current.deletion, undefined);
    assert.equal(window.events.filter(({ type }) => type === 'deletionChanged').length, 4);
    await window.chat.branching.undo(deleted);
    assert.equal(shown(window), 'two > second > three > third');
  });

  test('rewrites nothing on disk: every word stays in the file', async () => {
    const window = await twoTurns();
    const path = `conversations/${window.chat.current.id}.jsonl`;
    const before = window.disk.text(path);
    await window.chat.branching.delete(idOf(window, 'one'));
    assert.ok(window.disk.text(path).startsWith(before));
  });

  test('all of it leaves an empty conversation that goes on', async () => {
    const window = await twoTurns();
    await window.chat.branching.delete(idOf(window, 'one'));
    await window.chat.branching.delete(idOf(window, 'two'));
    assert.deepEqual(window.texts, []);
    await window.ask('anew', 'yes');
    assert.equal(shown(await window.reopened()), 'anew > yes');
    assert.equal((await window.chat.list())[0]?.title, 'anew');
  });

  test('in one window loses nothing that another writes after it meanwhile', async () => {
    const window = await twoTurns();
    const other = await window.reopened('b');
    await window.chat.branching.delete(idOf(window, 'two'));
    await other.ask('three', 'third');
    assert.equal(shown(await window.reopened('c')), 'one > first > three > third');
  });
});

suite('Which branch is shown', () => {
  test('another window that steps or goes on changes nothing in this one', async () => {
    const window = await twoTurns();
    await window.answered(window.chat.tryAgain(window.answer.id), 'zweite');
    const other = await window.reopened('b');
    await other.chat.branching.step(other.answer.id, 'previous');
    await other.ask('three', 'third');
    assert.equal(shown(window), 'one > first > two > zweite 2/2');
    await window.ask('drei', 'dritte');
    const later = await window.reopened('c');
    assert.equal(shown(later), 'one > first > two > zweite 2/2 > drei > dritte');
    await later.chat.branching.step(idOf(later, 'zweite'), 'previous');
    assert.equal(shown(later), 'one > first > two > second 1/2 > three > third');
  });

  test('whatever is done, a window that opens later finds the same tree and the same branch', async () => {
    const plan = fc.array(
      fc.tuple(
        fc.constantFrom('ask', 'edit', 'tryAgain', 'step', 'step', 'delete', 'delete', 'undo'),
        fc.nat(),
      ),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(plan, async (steps) => {
        const window = await twoTurns();
        for (const [index, [act, choice]] of steps.entries()) {
          const { messages, deletion } = window.chat.current;
          const chosen = messages[choice % Math.max(messages.length, 1)];
          const { branching } = window.chat;
          if (act === 'ask' || !chosen) await window.ask(`q${index}`, `a${index}`);
          else if (act === 'edit' && chosen.role === 'user')
            await window.answered(branching.edit(chosen.id, `e${index}`), `a${index}`);
          else if (
            act === 'tryAgain' &&
            messages.slice(0, (choice % messages.length) + 1).some(({ role }) => role === 'user')
          )
            await window.answered(window.chat.tryAgain(chosen.id), `t${index}`);
          else if (act === 'step') await branching.step(chosen.id, choice % 2 ? 'next' : 'previous');
          else if (act === 'delete') await branching.delete(chosen.id);
          else if (act === 'undo') await branching.undo(deletion?.messageId ?? '');
          const reopened = await window.reopened();
          assert.deepEqual(reopened.messages, window.messages);
          assert.deepEqual(reopened.chat.current.branches, window.chat.current.branches);
          // And steps to the same places from there.
          for (const { messageId } of window.chat.current.branches) {
            const one = await window.reopened();
            await one.chat.branching.step(messageId, 'previous');
            await window.chat.branching.step(messageId, 'previous');
            assert.equal(shown(one), shown(window));
          }
        }
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);
});
