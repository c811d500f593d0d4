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

/** The figures that the goals are about. */
export interface Figures {
  /** Milliseconds of script of an append, below which 95 of 100 stay. */
  readonly p95: number;
  readonly lastOverFirstTenth: number;
  readonly longTasks: number;
  /** Milliseconds of script and layout, of all appends. */
  readonly allWork: number;
}

export function figuresOf({ measurement: { script, layout } }: Measured): Figures {
  const tenth = Math.max(1, Math.floor(script.length / 10));
  const tasks = script.map((time, index) => time + (layout[index] ?? 0));
  return {
    p95: percentile(script, 0.95),
    lastOverFirstTenth: sum(script.slice(-tenth)) / sum(script.slice(0, tenth)),
    longTasks: tasks.filter((time) => time > longTask).length,
    allWork: sum(tasks),
  };
}

/** Prints one table, a row a contender; all times in milliseconds. */
export function printMeasurements(title: string, measured: readonly Measured[]): void {
  console.log(`\n${title}; ms of script per append`);
  console.table(Object.fromEntries(measured.map((row) => [row.name, columns(row)])));
}

function columns(measured: Measured): Record<string, number | string> {
  const { measurement, heap, length } = measured;
  const { script, layout, frameGaps, appended } = measurement;
  const { p95, lastOverFirstTenth, longTasks } = figuresOf(measured);
  const tasks = script.map((time, index) => time + (layout[index] ?? 0));
  return {
    p50: round(percentile(script, 0.5)),
    p95: round(p95),
    max: round(Math.max(...script)),
    'last / first tenth': round(lastOverFirstTenth),
    'p95 with layout': round(percentile(tasks, 0.95)),
    'tasks > 50 ms': longTasks,
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
