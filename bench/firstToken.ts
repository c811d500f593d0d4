/** From the server's write of the first token to the reader's having it, side by side (`npm run bench:first-token`). */
import { contenders, startTimedServer } from './support/readers';
import { printTable } from './support/table';

const runs = 200;
const warmUp = 20;

const server = await startTimedServer();
const all = contenders(server.url).map((contender) => ({ ...contender, values: [] as number[] }));
for (let run = -warmUp; run < runs; run += 1) {
  for (const { read, values } of all) {
    let latency = Number.NaN;
    await read(
      'bench/first-token',
      (text) => (latency = Number(process.hrtime.bigint() - BigInt(text)) / 1e6),
      new AbortController().signal,
    );
    if (run >= 0) values.push(latency);
  }
}
server.close();
printTable('First token: written by the server → in the hands of the reader', 'ms', all);
