import type { Measurement } from './render/run';
import { percentile } from './table';

/** Milliseconds; what the browser calls a long task. */
const longTask = 50;
/** Milliseconds; a frame at 60 a second was left out. */
const longFrame = 25;

/** What came of streaming one document into one contender. */
export interface Measured {
  readonly name: string;
  readonly measurement: Measurement;
  /** Bytes of JavaScript's memory that are held when all is shown, besides the elements themselves. */
  readonly heap: number;
  /** Characters of the whole document. */
  readonly length: number;
}

/** Prints one table, a row a contender; all times in milliseconds. */
export function printMeasurements(title: string, measured: readonly Measured[]): void {
  console.log(`\n${title}; ms of script per append`);
  console.table(Object.fromEntries(measured.map((row) => [row.name, columns(row)])));
}

function columns({ measurement, heap, length }: Measured): Record<string, number | string> {
  const { script, layout, frameGaps, appended } = measurement;
  const tenth = Math.max(1, Math.floor(script.length / 10));
  const tasks = script.map((time, index) => time + (layout[index] ?? 0));
  return {
    p50: round(percentile(script, 0.5)),
    p95: round(percentile(script, 0.95)),
    max: round(Math.max(...script)),
    'last / first tenth': round(sum(script.slice(-tenth)) / sum(script.slice(0, tenth))),
    'p95 with layout': round(percentile(tasks, 0.95)),
    'tasks > 50 ms': tasks.filter((time) => time > longTask).length,
    'all script': Math.round(sum(script)),
    'all layout': Math.round(sum(layout)),
    ...(frameGaps.length > 0 ? { 'frames > 25 ms': frameGaps.filter((gap) => gap > longFrame).length } : {}),
    'heap (MB)': round(heap / 1e6),
    shown: appended < length ? `broken off at ${Math.round((appended / length) * 100)} %` : 'all',
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
