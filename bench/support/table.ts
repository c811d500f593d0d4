/** Figures of one contender, one number a run, all in the unit of the column. */
export interface Series {
  readonly name: string;
  readonly values: readonly number[];
}

/** The value below which a share of the values lies, by the nearest-rank method. `share` is 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (value === undefined) throw new Error('a percentile of nothing');
  return value;
}

/**
 * Prints one table: a row a contender with p50, p99, least and most, and the ratio of its p50 to the first
 * contender's, which is the alternative that all are held against. Asserts nothing.
 */
export function printTable(title: string, unit: string, series: readonly Series[]): void {
  const base = series[0];
  if (base === undefined) return;
  const baseline = percentile(base.values, 0.5);
  console.log(`\n${title} (${unit}; ${base.values.length} runs each, in turn)`);
  console.table(
    Object.fromEntries(
      series.map(({ name, values }) => [
        name,
        {
          p50: round(percentile(values, 0.5)),
          p99: round(percentile(values, 0.99)),
          least: round(Math.min(...values)),
          most: round(Math.max(...values)),
          [`p50 / ${base.name}`]: round(percentile(values, 0.5) / baseline),
        },
      ]),
    ),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
