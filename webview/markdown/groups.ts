/**
 * A list or table with more items or rows is shown as several: a browser lays out a whole one anew when something
 * comes to it, and a change of its spacing reaches all of it. A table's next part has the head of the first, as nobody
 * remembers the columns hundreds of rows further down; a list's goes on counting.
 */
export const groupSize = 200;

/** Some items of a list or rows of a table that are shown as one. */
export interface Group<Member> {
  /** Which one of its list or table it is, from 0. */
  readonly index: number;
  readonly members: readonly Member[];
  /** Whether nothing can come to it any more. */
  readonly isFull: boolean;
}

/**
 * Members in groups.
 *
 * @param before how many come before them; the first group is the one that the last of those is in, also where no
 *   other fits in
 */
export function inGroups<Member>(members: readonly Member[], before: number): Group<Member>[] {
  const first = before === 0 ? 0 : Math.floor((before - 1) / groupSize);
  const groups: Group<Member>[] = [];
  for (let index = first, from = 0; index === first || from < members.length; index++) {
    const to = (index + 1) * groupSize - before;
    groups.push({ index, members: members.slice(from, to), isFull: members.length >= to });
    from = to;
  }
  return groups;
}
