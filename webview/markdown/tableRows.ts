/**
 * A table with more rows is shown as several, each with the head of the first: a browser lays out a whole
 * table anew when a row comes, and nobody remembers the columns hundreds of rows further down.
 */
export const rowsPerTable = 200;

/** The rows of a table in groups, where the first group has `before` rows already that aren't among them. */
export function inTables<Row>(rows: readonly Row[], before: number): Row[][] {
  const first = rowsPerTable - before;
  const tables = [rows.slice(0, first)];
  for (let at = first; at < rows.length; at += rowsPerTable) tables.push(rows.slice(at, at + rowsPerTable));
  return tables;
}

/** How many of so many rows stand in the last table. */
export function rowsInLastTable(rows: number): number {
  return rows === 0 ? 0 : ((rows - 1) % rowsPerTable) + 1;
}
