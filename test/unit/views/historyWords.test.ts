import assert from 'node:assert/strict';
import {
  changedInWords,
  daysLeftInWords,
  deletedInWords,
  groupInWords,
} from '../../../src/views/chat/historyWords';

// A Thursday.
const now = new Date(2026, 10, 26, 14, 30);
const at = (...parts: [number, number, number, number?, number?]): number => new Date(...parts).getTime();

suite('When a chat changed, in words', () => {
  for (const [when, group, changed] of [
    [now.getTime(), 'Today', 'just now'],
    [now.getTime() - 61_000, 'Today', '1 minute ago'],
    [now.getTime() - 59 * 60_000, 'Today', '59 minutes ago'],
    [at(2026, 10, 26, 9, 5), 'Today', 'today, 09:05'],
    [at(2026, 10, 26), 'Today', 'today, 00:00'],
    [at(2026, 10, 25, 23, 59), 'Yesterday', 'yesterday, 23:59'],
    [at(2026, 10, 23), 'This week', 'Monday, 00:00'],
    [at(2026, 10, 22, 12), 'November', 'Sunday, 12:00'],
    [at(2026, 10, 3), 'November', '3 November'],
    [at(2025, 10, 3), 'November 2025', '3 November 2025'],
    // Another computer's clock may be ahead.
    [now.getTime() + 3_600_000, 'Today', 'today, 15:30'],
  ] as const) {
    test(`${new Date(when).toString()} is ${group}, ${changed}`, () => {
      assert.equal(groupInWords(when, now), group);
      assert.equal(changedInWords(when, now), changed);
    });
  }

  test('how long something deleted is kept', () => {
    const day = 86_400_000;
    for (const [left, words] of [
      [30 * day, '30 days left'],
      [29.2 * day, '30 days left'],
      [day + 1, '2 days left'],
      [1_000, '1 day left'],
      [-5 * day, '1 day left'],
    ] as const)
      assert.equal(daysLeftInWords(now.getTime() + left, now), words);
  });

  test('what was deleted is named', () => {
    assert.equal(deletedInWords(1, 'A letter'), '“A letter” was deleted.');
    assert.equal(deletedInWords(1_200, 'A letter'), '1,200 chats were deleted.');
  });
});
