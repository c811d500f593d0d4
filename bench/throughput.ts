/** 20,000 tokens flat out and at 3,000 a second, side by side (`npm run bench:throughput`). */
import { contenders, startTimedServer, type Reader } from './support/readers';
import { printTable } from './support/table';

const tokens = 20_000;

interface Cost {
  /** Milliseconds from the call to the end of the answer. */
  readonly wall: number;
  /** Milliseconds of processor time that this process used meanwhile. */
  readonly cpu: number;
}

async function measure(read: Reader, model: string): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const before = performance.now();
  let received = 0;
  await read(model, (text) => (received += text.length / 'word '.length), new AbortController().signal);
  const cpu = process.cpuUsage(cpuBefore);
  if (received !== tokens) throw new Error(`${received} of ${tokens} tokens arrived`);
  return { wall: performance.now() - before, cpu: (cpu.user + cpu.system) / 1000 };
}

async function table(
  title: string,
  model: string,
  runs: number,
  warmUp: number,
  figure: keyof Cost,
): Promise<void> {
  const all = contenders(server.url).map((contender) => ({ ...contender, values: [] as number[] }));
  for (let run = -warmUp; run < runs; run += 1) {
    for (const { read, values } of all) {
      const cost = await measure(read, model);
      if (run >= 0) values.push(cost[figure]);
    }
  }
  printTable(title, 'ms', all);
}

const server = await startTimedServer();
await table(`${tokens} tokens flat out: wall time`, `bench/flat-out-${tokens}`, 15, 3, 'wall');
await table(`${tokens} tokens at 3,000 a second: processor time`, `bench/steady-${tokens}`, 3, 0, 'cpu');
server.close();
