import type { ClientEnvironment } from './clientEnvironment';
import { leavable } from './leavable';
import type { CompletionClient, ModelClient } from './modelClient';
import type { StreamEvent } from './streamEvent';

type Client = ModelClient & CompletionClient;

/** A client that loads the SDK and all that belongs to it with the first call. */
export function lazyModelClient(environment: ClientEnvironment): Client {
  let loading: Promise<Client> | undefined;
  const load = async (): Promise<Client> => (await import('./client')).createClient(environment);
  const lazily = (
    signal: AbortSignal,
    ask: (client: Client, signal: AbortSignal) => AsyncIterable<StreamEvent>,
  ): AsyncIterable<StreamEvent> =>
    leavable(signal, async function* (leave): AsyncGenerator<StreamEvent, void, undefined> {
      let client: Client;
      try {
        loading ??= load();
        client = await loading;
      } catch (error) {
        loading = undefined;
        environment.log.error(`The code for model calls could not be loaded: ${String(error)}`);
        yield { type: 'error', error: { kind: 'unexpected' } };
        return;
      }
      yield* ask(client, leave);
    });

  return {
    stream: (request, signal) => lazily(signal, (client, leave) => client.stream(request, leave)),
    complete: (request, signal) => lazily(signal, (client, leave) => client.complete(request, leave)),
  };
}
