/** What a figure is hoped to be at most. */
export interface Goal {
  readonly name: string;
  readonly measured: number;
  readonly atMost: number;
}

/** Prints which goals are met, and by how much the others are not. Asserts nothing. */
export function printGoals(goals: readonly Goal[]): void {
  console.log('\nGoals');
  console.table(
    Object.fromEntries(
      goals.map(({ name, measured, atMost }) => [
        name,
        {
          goal: `≤ ${atMost}`,
          measured: Number(measured.toPrecision(3)),
          met: measured <= atMost ? 'yes' : `no, over it by ${Number((measured - atMost).toPrecision(2))}`,
        },
      ]),
    ),
  );
}
