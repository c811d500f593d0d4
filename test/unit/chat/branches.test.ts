import assert from 'node:assert/strict';
import fc from 'fast-check';
import { branchPositions, latestEnd, withStep } from '../../../src/core/chat/branches';
import {
  emptyConversation,
  pathChange,
  visiblePath,
  withHead,
  withMessage,
  withMessageReplaced,
  type Conversation,
} from '../../../src/core/chat/conversation';
import { deletionOf, withDeletionUndone } from '../../../src/core/chat/deletion';
import { editedMessage } from '../../../src/core/chat/editedMessage';
import type { UserMessage } from '../../../src/core/chat/message';
import { dialogues, messageAt } from '../../support/trees';

type Act = readonly ['step' | 'delete' | 'undo' | 'add' | 'replace', number];

const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.tuple(fc.constantFrom<Act[0]>('step', 'step', 'delete', 'delete', 'undo', 'add', 'replace'), fc.nat()),
  { maxLength: 30 },
);

/** Does what a person might, and tells each state of the tree with what was deleted and not brought back. */
function* statesOf(
  start: Conversation,
  plan: readonly Act[],
): Generator<[Conversation, ReadonlySet<string>]> {
  let tree = start;
  let deleted: ReadonlySet<string> = new Set();
  let last: ReturnType<typeof deletionOf>;
  for (const [index, [act, choice]] of plan.entries()) {
    const path = visiblePath(tree);
    const chosen = path[choice % Math.max(path.length, 1)];
    if (act === 'undo' && last) {
      tree = withDeletionUndone(tree, last);
      deleted = new Set([...deleted].filter((id) => !last?.ids.includes(id)));
      assert.ok(
        visiblePath(tree).some(({ id }) => id === last?.messageId),
        'what came back is shown',
      );
      last = undefined;
    } else if (act === 'add') tree = withMessage(tree, messageAt(1000 + index, tree.headId));
    else if (chosen && act === 'step') tree = withStep(tree, chosen.id, choice % 2 ? 'next' : 'previous');
    else if (chosen && act === 'replace') tree = withMessageReplaced(tree, { ...chosen, text: 'changed' });
    else if (chosen && act === 'delete') {
      last = deletionOf(tree, chosen.id);
      assert.ok(last);
      tree = last.after;
      deleted = new Set([...deleted, ...last.ids]);
    }
    yield [tree, deleted];
  }
}

suite('Branches of a conversation', () => {
  test('whatever a person does, no message is lost that was not deleted, and what is shown is a path of the tree', () => {
    fc.assert(
      fc.property(dialogues, acts, (start, plan) => {
        for (const [tree, deleted] of statesOf(start, plan)) {
          for (const id of tree.written.keys()) assert.equal(tree.messages.has(id), !deleted.has(id), id);
          for (const id of start.messages.keys()) assert.ok(tree.written.has(id));
          const path = visiblePath(tree);
          assert.equal(path.at(-1)?.id ?? null, tree.headId);
          assert.equal(path.length === 0, tree.messages.size === 0);
          for (const [index, message] of path.entries()) {
            assert.equal(tree.messages.get(message.id), message);
            if (index > 0) assert.equal(message.parentId, path[index - 1]?.id);
            else assert.ok(message.parentId === null || !tree.messages.has(message.parentId));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('every message that is left can be reached by stepping alone', () => {
    fc.assert(
      fc.property(dialogues, acts, (start, plan) => {
        const [tree] = [...statesOf(start, plan)].at(-1) ?? [start];
        for (const target of tree.messages.keys()) {
          let now = tree;
          const wanted = visiblePath(withHead(tree, target));
          for (const message of wanted) {
            // To the first of those that can stand here, then on until it is this one.
            const here = (): string | undefined => visiblePath(now)[wanted.indexOf(message)]?.id;
            for (let before = ''; before !== here();) {
              before = here() ?? '';
              now = withStep(now, before, 'previous');
            }
            for (let before = ''; here() !== message.id && before !== here();) {
              before = here() ?? '';
              now = withStep(now, before, 'next');
            }
            assert.equal(here(), message.id);
          }
        }
      }),
    );
  });

  test('a branch comes back as it was left, not merely with what was written last in it', () => {
    // A question answered twice; the first answer has two follow-ups, of which the older is being read.
    const tree = [0, 1, 2, 3, 4].reduce<Conversation>((conversation, index) => {
      const parents = [null, 'm0', 'm1', 'm1', 'm0'];
      return withMessage(conversation, messageAt(index, parents[index] ?? null));
    }, emptyConversation('c'));
    assert.equal(withStep(tree, 'm4', 'previous').headId, 'm3');
    const reading = withStep(withHead(tree, 'm3'), 'm3', 'previous');
    assert.equal(reading.headId, 'm2');
    const away = withStep(reading, 'm1', 'next');
    assert.equal(away.headId, 'm4');
    assert.equal(withStep(away, 'm4', 'previous').headId, 'm2');
  });

  test('it is told which of how many is shown, and only where there is a choice', () => {
    fc.assert(
      fc.property(dialogues, acts, (start, plan) => {
        for (const [tree] of statesOf(start, plan)) {
          const positions = new Map(branchPositions(tree).map((branch) => [branch.messageId, branch]));
          for (const { id } of visiblePath(tree)) {
            const branch = positions.get(id);
            const next = withStep(tree, id, 'next');
            assert.equal(next !== tree, branch !== undefined && branch.position < branch.count);
            assert.equal(withStep(tree, id, 'previous') !== tree, (branch?.position ?? 1) > 1);
            if (next === tree) continue;
            const there = pathChange(tree, next).messages[0]?.id;
            const shown = branchPositions(next).find(({ messageId }) => messageId === there);
            assert.deepEqual(shown, { ...branch, messageId: there, position: (branch?.position ?? 0) + 1 });
          }
        }
      }),
    );
  });

  test('what the panel is told to keep and to add is the new path', () => {
    fc.assert(
      fc.property(dialogues, acts, (start, plan) => {
        let shown = visiblePath(start).map(({ id }) => id);
        let before = start;
        for (const [tree] of statesOf(start, plan)) {
          const { afterMessageId, messages } = pathChange(before, tree);
          const kept = afterMessageId === null ? 0 : shown.indexOf(afterMessageId) + 1;
          shown = [...shown.slice(0, kept), ...messages.map(({ id }) => id)];
          assert.deepEqual(
            shown,
            visiblePath(tree).map(({ id }) => id),
          );
          before = tree;
        }
      }),
    );
  });

  test('unknown messages change nothing', () => {
    const tree = withMessage(emptyConversation('c'), messageAt(0, null));
    assert.equal(withStep(tree, 'unknown', 'next'), tree);
    assert.equal(deletionOf(tree, 'unknown'), undefined);
    assert.equal(latestEnd(emptyConversation('c'), null), null);
  });
});

suite('Deleting a message', () => {
  test('of the person’s takes its answers along; what follows stands after what came before', () => {
    fc.assert(
      fc.property(dialogues, fc.nat(), (tree, choice) => {
        const path = visiblePath(tree);
        const message = path[choice % path.length];
        const deletion = deletionOf(tree, message?.id ?? '');
        assert.ok(message && deletion);
        const gone = new Set(deletion.ids);
        if (message.role === 'assistant') assert.deepEqual([...gone], [message.id]);
        for (const other of tree.messages.values())
          if (other.role === 'assistant' && message.role === 'user' && other.parentId === message.id)
            assert.ok(gone.has(other.id));
        const left = path.filter(({ id }) => !gone.has(id)).map(({ id }) => id);
        const now = visiblePath(deletion.after).map(({ id }) => id);
        assert.deepEqual(now.slice(0, left.length), left, 'what is left of the path is still shown');
        assert.equal(deletion.keptWhatFollows, left.length > path.indexOf(message));
      }),
    );
  });

  test('undone at once, leaves everything as it was', () => {
    fc.assert(
      fc.property(dialogues, acts, fc.nat(), (start, plan, choice) => {
        const [tree] = [...statesOf(start, plan)].at(-1) ?? [start];
        const path = visiblePath(tree);
        const deletion = deletionOf(tree, path[choice % Math.max(1, path.length)]?.id ?? '');
        if (!deletion) return;
        const again = withDeletionUndone(deletion.after, deletion);
        assert.deepEqual([...again.messages.values()], [...tree.messages.values()]);
        assert.equal(again.headId, tree.headId);
      }),
    );
  });

  test('of the last answer shows another answer to the same question, if there is one', () => {
    const [question, first, second] = ['q', 'a1', 'a2'];
    assert.ok(question && first && second);
    const answer = (id: string): Parameters<typeof withMessage>[1] => ({
      role: 'assistant',
      id,
      parentId: question,
      createdAt: 0,
      text: id,
      reasoning: '',
      state: 'done',
      model: '',
    });
    const asked = withMessage(emptyConversation('c'), { ...messageAt(0, null), id: question });
    const tree = withMessage(withMessage(asked, answer(first)), answer(second));
    const once = deletionOf(tree, second)?.after;
    assert.equal(once?.headId, first);
    assert.equal(deletionOf(once, first)?.after.headId, question);
  });
});

suite('A message put into other words', () => {
  const old: UserMessage = {
    role: 'user',
    id: 'old',
    parentId: 'a',
    createdAt: 1,
    text: 'Explain letter.md',
    promptText: 'Explain this: <text>Dear</text>',
    attachments: [{ id: 'x', label: 'letter.md', languageId: 'markdown', text: 'Dear' }],
  };
  const place = { id: 'new', createdAt: 2 };

  test('keeps its place and what is attached to it', () => {
    const edited = editedMessage(old, 'Explain the tone of letter.md', place);
    assert.deepEqual([edited.parentId, edited.attachments], [old.parentId, old.attachments]);
    assert.deepEqual([edited.id, edited.createdAt, edited.text], ['new', 2, 'Explain the tone of letter.md']);
  });

  test('still shows the model the passage, and the new words once, however often it is edited', () => {
    const once = editedMessage(old, 'first try', place);
    const twice = editedMessage(once, 'second try', place);
    const { promptText = '' } = twice;
    assert.ok(promptText.startsWith('Explain this: <text>Dear</text>\n\n'));
    assert.ok(promptText.endsWith('second try'));
    assert.ok(!promptText.includes('first try'));
    assert.equal(editedMessage(old, old.text, place).promptText, old.promptText);
  });
});
