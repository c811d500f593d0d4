/**
 * Runs the stand-in until it is interrupted:
 *
 *   npx tsx test/standin/main.ts [--port 8123] [--speed 80] [--real-models-only]
 */
import { parseArgs } from 'node:util';
import { startStandIn } from './server';
import { STANDIN_TOKEN } from './tokens';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      speed: { type: 'string' },
      'real-models-only': { type: 'boolean', default: false },
    },
  });
  const standIn = await startStandIn({
    ...(values.port !== undefined && { port: Number(values.port) }),
    ...(values.speed !== undefined && { tokensPerSecond: Number(values.speed) }),
    listOwnModels: !values['real-models-only'],
  });
  console.log(`Stand-in for Hugging Face: ${standIn.url}`);
  console.log(`Token that it knows:       ${STANDIN_TOKEN}`);
  const stop = (): void => {
    standIn.close().catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
