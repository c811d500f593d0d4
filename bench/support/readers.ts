import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { InferenceClient } from '@huggingface/inference';
import type * as ClientModule from '../../src/core/inference/client';

/** Reads one answer to its end, or until `signal` aborts; tells of each piece of text as it arrives. */
export type Reader = (model: string, onText: (text: string) => void, signal: AbortSignal) => Promise<void>;

const messages = [{ role: 'user' as const, content: 'Go on.' }];
// The router takes only tokens of this shape.
const token = `hf_${'b'.repeat(34)}`;

/** The least that can read an answer: `fetch`, lines, `JSON.parse`. What everything is held against. */
export function bareReader(url: string): Reader {
  return async (model, onText, signal) => {
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages, stream: true }),
      signal,
    });
    if (response.body === null) throw new Error('the answer has no body');
    let rest = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (!line.startsWith('data: {')) continue;
        const event = JSON.parse(line.slice('data: '.length)) as {
          choices: { delta: { content?: string } }[];
        };
        const content = event.choices[0]?.delta.content;
        if (content !== undefined && content !== '') onText(content);
      }
    }
  };
}

/** `@huggingface/inference` by itself, pointed at the server by a `fetch` that only changes the origin. */
export function libraryReader(url: string): Reader {
  const client = new InferenceClient(token, {
    fetch: (input, init) =>
      fetch(
        String(input instanceof Request ? input.url : input).replace('https://router.huggingface.co', url),
        init,
      ),
  });
  return async (model, onText, signal) => {
    for await (const event of client.chatCompletionStream({ model, messages: [...messages] }, { signal })) {
      const content = event.choices[0]?.delta.content;
      if (typeof content === 'string' && content !== '') onText(content);
    }
  };
}

/** Our layer, as it is shipped: the production bundle. */
export function ourReader(url: string): Reader {
  const bundle = path.resolve(import.meta.dirname, '../../dist/inference.js');
  const { createClient } = createRequire(import.meta.url)(bundle) as typeof ClientModule;
  const quiet = () => undefined;
  const client = createClient({
    token: () => Promise.resolve(token),
    routerUrl: () => url,
    hubUrl: () => url,
    billTo: () => undefined,
    fetch: globalThis.fetch,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  return async (model, onText, signal) => {
    for await (const event of client.stream({ model, messages }, signal)) {
      if (event.type === 'text') onText(event.text);
      if (event.type === 'error') throw new Error(`the layer failed: ${event.error.kind}`);
    }
  };
}

/** Starts the server in a process of its own; `close` ends it. */
export async function startTimedServer(): Promise<{ readonly url: string; close(): void }> {
  const server = fork(path.join(import.meta.dirname, 'timedServer.ts'), { execArgv: ['--import=tsx'] });
  const url = await new Promise<string>((resolve, reject) => {
    server.once('message', (address) => resolve(typeof address === 'string' ? address : ''));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)));
  });
  return { url, close: () => server.kill() };
}

/** The three contenders, the alternative first. */
export function contenders(url: string): { readonly name: string; readonly read: Reader }[] {
  return [
    { name: 'bare fetch', read: bareReader(url) },
    { name: 'library alone', read: libraryReader(url) },
    { name: 'Huggingphaze', read: ourReader(url) },
  ];
}
