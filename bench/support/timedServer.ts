/**
 * A server in a process of its own, so that it takes no time from what is measured. It stamps what it does with
 * `process.hrtime`, the machine's monotonic clock, which the measuring process reads too.
 *
 * `POST /v1/chat/completions` answers by the model's id:
 * - `bench/first-token`: headers at once; later one token whose text is the time of its writing, in nanoseconds;
 * - `bench/flat-out-N`: N tokens as fast as the socket takes them;
 * - `bench/steady-N`: N tokens at 3,000 a second;
 * - `bench/endless`: a token every 5 ms until the client leaves.
 * `GET /closed` answers, when the newest endless stream's socket has closed, with the time of its closing.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

const tokensPerSecond = 3000;
const steadyTick = 5;

function now(): string {
  return process.hrtime.bigint().toString();
}

function chunk(content: string, finishReason: string | null = null): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ id: 'bench', object: 'chat.completion.chunk', created: 0, model: 'bench', choices })}\n\n`;
}

function end(response: ServerResponse): void {
  response.end(`${chunk('', 'stop')}data: [DONE]\n\n`);
}

let closing = Promise.resolve('');

function answer(model: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.socket?.setNoDelay(true);
  const count = Number(model.split('-').at(-1));
  if (model === 'bench/first-token') {
    response.flushHeaders();
    setTimeout(() => {
      response.write(chunk(now()));
      setTimeout(() => end(response), 5);
    }, 20);
  } else if (model.startsWith('bench/flat-out-')) {
    const token = chunk('word ');
    for (let written = 0; written < count; written += 1) response.write(token);
    end(response);
  } else if (model.startsWith('bench/steady-')) {
    let written = 0;
    const start = performance.now();
    const timer = setInterval(() => {
      const due = Math.min(count, Math.floor(((performance.now() - start) / 1000) * tokensPerSecond));
      for (; written < due; written += 1) response.write(chunk('word '));
      if (written === count) {
        clearInterval(timer);
        end(response);
      }
    }, steadyTick);
  } else {
    const timer = setInterval(() => response.write(chunk('word ')), steadyTick);
    closing = new Promise((resolve) => {
      response.on('close', () => {
        resolve(now());
        clearInterval(timer);
      });
    });
  }
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  if (request.url === '/closed') {
    void closing.then((time) => response.end(time));
    return;
  }
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => (body += text));
  request.on('end', () => {
    const { model } = JSON.parse(body) as { model: string };
    answer(model.split(':')[0] ?? model, response);
  });
}

const server = createServer(handle);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.(`http://127.0.0.1:${address.port}`);
});
