/** From Stop to the closed socket, as the server sees it, side by side (`npm run bench:stop`). */
import { contenders, startTimedServer } from './support/readers';
import { printTable } from './support/table';

const runs = 100;
const warmUp = 5;

const server = await startTimedServer();
const all = contenders(server.url).map((contender) => ({ ...contender, values: [] as number[] }));
for (let run = -warmUp; run < runs; run += 1) {
  for (const { read, values } of all) {
    const stop = new AbortController();
    let stoppedAt = 0n;
    const reading = read(
      'bench/endless',
      () => {
        if (stop.signal.aborted) return;
        stoppedAt = process.hrtime.bigint();
        stop.abort();
      },
      stop.signal,
    );
    // How a reader says that it was stopped differs (some throw); that it ended is all that counts here.
    await Promise.allSettled([reading]);
    const closedAt = BigInt(await (await fetch(`${server.url}/closed`)).text());
    if (run >= 0) values.push(Number(closedAt - stoppedAt) / 1e6);
  }
}
server.close();
printTable('Stop → socket closed at the server', 'ms', all);
