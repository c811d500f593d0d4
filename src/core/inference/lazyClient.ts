import type { ClientEnvironment } from './clientEnvironment';
import { leavable } from './leavable';
import type { ModelClient } from './modelClient';
import type { StreamEvent } from './streamEvent';

/** A client that loads the SDK and all that belongs to it with the first call. */
export function lazyModelClient(environment: ClientEnvironment): ModelClient {
  let loading: Promise<ModelClient> | undefined;
  const load = async (): Promise<ModelClient> => (await import('./client')).createClient(environment);

  return {
    stream: (request, signal) =>
      leavable(signal, async function* (leave): AsyncGenerator<StreamEvent, void, undefined> {
        let client: ModelClient;
        try {
          loading ??= load();
          client = await loading;
        } catch (error) {
          loading = undefined;
          environment.log.error(`The code for model calls could not be loaded: ${String(error)}`);
          yield { type: 'error', error: { kind: 'unexpected' } };
          return;
        }
        yield* client.stream(request, leave);
      }),
  };
}
