import assert from 'node:assert/strict';
import type { MentionView } from '../../../src/protocol';
import { globFor, mostMentions, rankMentions } from '../../../src/views/attachments/mentionRanking';

const file = (path: string): MentionView => {
  const label = path.slice(path.lastIndexOf('/') + 1);
  return { id: path, label, detail: path.slice(0, -label.length - 1), icon: 'file', words: label };
};

suite('What an @ suggests', () => {
  test('names that begin with what was typed come first, then those that hold it, then places', () => {
    const mentions = ['plans/other.md', 'my-plan.md', 'Planning.md', 'letter.md'].map(file);
    assert.deepEqual(
      rankMentions(mentions, 'PLAN').map(({ id }) => id),
      ['Planning.md', 'my-plan.md', 'plans/other.md'],
    );
  });

  test('nothing twice, and no endless list', () => {
    assert.equal(rankMentions([file('a.md'), file('a.md')], 'a').length, 1);
    const many = Array.from({ length: 100 }, (_, index) => file(`a${index}.md`));
    assert.equal(rankMentions(many, '').length, mostMentions);
  });

  test('is searched for in any case, and what is typed cannot change the search itself', () => {
    assert.equal(globFor('Ab-1'), '[aA][bB]-1');
    assert.equal(globFor('a/*{b}'), '[aA]???[bB]?');
    assert.equal(globFor('éß'), '[éÉ]ß');
  });
});
