import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { chat, type ChatSurroundings } from './chat';
import { complete } from './completions';
import * as events from './events';
import { hubModelById, hubModels, modelFile, routerModels, whoami } from './hub';
import { CATALOGUE } from './models';
import { Reply } from './reply';
import { RequestLog, type ReceivedRequest, type RequestRecord } from './requests';
import type { Script, Settings, Trouble } from './settings';
import { json, RESPONSES } from './statusFaults';
import { ACCOUNTS, STANDIN_TOKEN, type Account } from './tokens';

/** What the other origin says to whoever follows a redirect to it. */
export const OTHER_ORIGIN_TEXT = 'You followed a redirect to another origin.';

/** A local server that speaks Hugging Face's routes. */
export interface StandIn {
  /** `http://127.0.0.1:PORT`; serves the routes of the router and those of the Hub. */
  readonly url: string;
  /** A second server, another origin: where the redirect faults lead. */
  readonly otherOriginUrl: string;
  /** Everything that arrived at either, in order. */
  readonly received: readonly ReceivedRequest[];
  /** How many of those have neither been answered whole nor been broken off. */
  readonly openRequests: number;
  /** Forgets what was received, the scripts and the settings. Requests that are open stay so. */
  reset(): void;
  /** Closes both servers and every connection. Whoever still waits for a request gets an error. */
  close(): Promise<void>;
  /** The first request, past or future, that fits. Its body has arrived by then. */
  waitFor(predicate: (request: ReceivedRequest) => boolean): Promise<ReceivedRequest>;
  /** Resolves when the request's answer is complete or broken off; the request says which. */
  waitForClosed(request: ReceivedRequest): Promise<void>;
  /** Changes settings, until the next change or `reset()`. */
  configure(settings: Partial<Settings>): void;
  /** Lets a test write every chat answer of a model id itself. The id needs no other preparation. */
  script(modelId: string, script: Script): void;
}

export interface StandInOptions {
  /** Absent: a free one. */
  readonly port?: number;
  /** Absent: 80. */
  readonly tokensPerSecond?: number;
  /** Whether the list of models shows the stand-in's own too; absent: true. */
  readonly listOwnModels?: boolean;
}

function defaultSettings(options: StandInOptions): Settings {
  return {
    tokensPerSecond: options.tokensPerSecond ?? 80,
    firstTokenDelay: 0,
    dripDelay: 20,
    splitAt: [],
    acceptAnyToken: false,
    tokens: new Map(),
    catalogue: CATALOGUE,
    listOwnModels: options.listOwnModels ?? true,
    preferredProviders: ['together', 'novita', 'groq'],
    completions: false,
  };
}

/** Starts a stand-in on 127.0.0.1. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const standIn = new RunningStandIn(options);
  await standIn.listen();
  return standIn;
}

class RunningStandIn implements StandIn {
  readonly #options: StandInOptions;
  readonly #log = new RequestLog();
  readonly #sockets = new Set<Socket>();
  readonly #scripts = new Map<string, Script>();
  readonly #failures = new Map<string, number>();
  readonly #main: Server;
  readonly #other: Server;
  #settings: Settings;
  #url = '';
  #otherOriginUrl = '';

  constructor(options: StandInOptions) {
    this.#options = options;
    this.#settings = defaultSettings(options);
    this.#main = this.#createServer('main');
    this.#other = this.#createServer('other');
  }

  get url(): string {
    return this.#url;
  }

  get otherOriginUrl(): string {
    return this.#otherOriginUrl;
  }

  get received(): readonly ReceivedRequest[] {
    return this.#log.all;
  }

  get openRequests(): number {
    return this.#log.open;
  }

  async listen(): Promise<void> {
    this.#url = await listen(this.#main, this.#options.port ?? 0);
    this.#otherOriginUrl = await listen(this.#other, 0);
  }

  reset(): void {
    this.#log.clear();
    this.#scripts.clear();
    this.#failures.clear();
    this.#settings = defaultSettings(this.#options);
  }

  async close(): Promise<void> {
    const closed = [this.#main, this.#other].map(
      (server) => new Promise<void>((resolve) => server.close(() => resolve())),
    );
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(closed);
    this.#log.rejectWaiters('The stand-in was closed before the request came.');
  }

  waitFor(predicate: (request: ReceivedRequest) => boolean): Promise<ReceivedRequest> {
    return this.#log.waitFor(predicate);
  }

  waitForClosed(request: ReceivedRequest): Promise<void> {
    return this.#log.waitForClosed(request);
  }

  configure(settings: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  script(modelId: string, script: Script): void {
    this.#scripts.set(modelId, script);
  }

  #createServer(origin: ReceivedRequest['origin']): Server {
    const server = createServer((incoming, response) => {
      const record = this.#log.add({
        origin,
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
      });
      const reply = new Reply(response, record, this.#log);
      this.#handle(incoming, record, reply).catch((error: unknown) => {
        // A mistake in the stand-in itself, or in a test's script: the test should see it, not wait.
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        console.error(`stand-in: ${reason}`);
        failed(response, reason);
      });
    });
    server.keepAliveTimeout = 60_000;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    return server;
  }

  async #handle(incoming: IncomingMessage, record: RequestRecord, reply: Reply): Promise<void> {
    if (!(await readBody(incoming, record))) return;
    this.#log.changed();
    const url = new URL(record.path, this.url);
    if (record.origin === 'other') return greetStranger(record, reply);
    const trouble = this.#troubleFor(url.pathname);
    if (trouble !== undefined && (await makeTrouble(trouble, reply))) return;
    const account = this.#accountOf(record);
    if (url.pathname === '/v1/chat/completions') {
      if (record.method !== 'POST') return reply.send(json(405, { error: 'Method Not Allowed' }));
      if (account === undefined) return reply.send(unauthorised(record));
      const surroundings: ChatSurroundings = {
        settings: this.#settings,
        scripts: this.#scripts,
        failures: this.#failures,
        otherOriginUrl: this.otherOriginUrl,
      };
      return chat(record, account, reply, surroundings);
    }
    if (url.pathname === '/v1/completions' && this.#settings.completions) {
      return account === undefined ? reply.send(unauthorised(record)) : complete(record, reply);
    }
    if (url.pathname === '/v1/completions') return reply.send(json(404, { error: 'Not Found' }));
    if (record.method !== 'GET' && record.method !== 'HEAD') {
      return reply.send(json(405, { error: 'Method Not Allowed' }));
    }
    if (url.pathname === '/v1/models') return reply.send(routerModels(this.#settings));
    if (url.pathname === '/api/whoami-v2') {
      return reply.send(whoami(account, record.headers.authorization !== undefined));
    }
    if (url.pathname === '/api/models') return reply.send(hubModels(url, this.#settings));
    const byId = /^\/api\/models\/(.+)$/.exec(url.pathname)?.[1];
    if (byId !== undefined) return reply.send(hubModelById(decodeURIComponent(byId), this.#settings));
    const [, id, file] = /^\/(.+)\/resolve\/main\/([^/]+)$/.exec(url.pathname) ?? [];
    if (id !== undefined && file !== undefined) {
      return reply.send(modelFile(decodeURIComponent(id), file, account, this.#settings));
    }
    await reply.send(json(404, { error: 'Sorry, we can’t find the page you are looking for.' }));
  }

  #accountOf(request: ReceivedRequest): Account | undefined {
    const token = /^Bearer (hf_[A-Za-z0-9]+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return undefined;
    const known = this.#settings.tokens.get(token) ?? ACCOUNTS.get(token);
    return known ?? (this.#settings.acceptAnyToken ? ACCOUNTS.get(STANDIN_TOKEN) : undefined);
  }

  #troubleFor(path: string): Trouble | undefined {
    if (path === '/v1/models') return this.#settings.models;
    if (path === '/v1/chat/completions') return this.#settings.chat;
    if (path === '/api/whoami-v2') return this.#settings.whoami;
    if (path.startsWith('/api/models')) return this.#settings.hubModels;
    return path.includes('/resolve/') ? this.#settings.tokenizer : undefined;
  }
}

/** Resolves with the address. */
function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The stand-in has no port.'));
      else resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

/** False if the client went away before its request was complete. */
async function readBody(incoming: IncomingMessage, record: RequestRecord): Promise<boolean> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    return false;
  }
  record.body = Buffer.concat(chunks).toString('utf8');
  record.json = parseJson(record.body);
  record.bodyReceived = true;
  return true;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unauthorised(request: ReceivedRequest): Parameters<Reply['send']>[0] {
  return request.headers.authorization === undefined ? RESPONSES.noToken : RESPONSES.unknownToken;
}

/** True if the answer is given and nothing more should happen. */
async function makeTrouble(trouble: Trouble, reply: Reply): Promise<boolean> {
  if (trouble.delay !== undefined) await reply.pause(trouble.delay);
  if (trouble.connection === 'reset') {
    await reply.breakOff('reset');
    return true;
  }
  if (trouble.connection === 'stall') {
    await reply.whenGone();
    return true;
  }
  if (trouble.status === undefined && trouble.body === undefined) return false;
  const headers = trouble.headers ?? { 'content-type': 'application/json; charset=utf-8' };
  await reply.send({ status: trouble.status ?? 500, headers, body: trouble.body ?? '' });
  return true;
}

/** The other origin takes everybody's word: what it answers shows a client that it went too far. */
async function greetStranger(request: ReceivedRequest, reply: Reply): Promise<void> {
  if (!request.path.startsWith('/v1/chat/completions')) {
    return reply.send(json(404, { error: 'Not Found' }));
  }
  const model = 'standin/other-origin';
  reply.begin(200, { 'content-type': 'text/event-stream' });
  const text = events.textEvent(model, OTHER_ORIGIN_TEXT);
  await reply.write(text + events.finishEvent(model, 'stop') + events.DONE);
  await reply.end();
}

function failed(response: ServerResponse, reason: string): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain' }).end(`stand-in: ${reason}`);
}
