import type { ServerResponse } from 'node:http';
import type { PlainResponse } from './fault';
import type { RequestLog, RequestRecord } from './requests';

/** Milliseconds in which the other side can read what was sent before a reset throws the rest away. */
const TIME_TO_READ = 20;

/**
 * The answer to one request: writes it at the pace asked for, notes in the log what became of it, and gives up
 * at once when the connection is gone.
 */
export class Reply {
  readonly #response: ServerResponse;
  readonly #record: RequestRecord;
  readonly #log: RequestLog;
  readonly #gone: Promise<void>;
  #wake: (() => void) | undefined;

  constructor(response: ServerResponse, record: RequestRecord, log: RequestLog) {
    this.#response = response;
    this.#record = record;
    this.#log = log;
    response.socket?.setNoDelay(true);
    this.#gone = new Promise((resolve) => {
      response.once('close', () => {
        if (!response.writableFinished) {
          if (record.closedByServerAt === undefined) record.closedByClientAt = performance.now();
          record.open = false;
        }
        log.changed();
        this.#wake?.();
        resolve();
      });
    });
    response.once('finish', () => {
      record.responseEndedAt = performance.now();
      record.open = false;
      log.changed();
    });
    // The close that follows says all there is to say.
    response.on('error', () => undefined);
  }

  /** The connection is closed, by whichever side. */
  get closed(): boolean {
    return this.#response.destroyed || this.#response.closed;
  }

  /** Resolves when the connection of this answer is closed or the answer is complete. */
  whenGone(): Promise<void> {
    return this.#gone;
  }

  /** Sends a whole answer; resolves when it is sent or the connection is gone. */
  send(response: PlainResponse, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    const body = Buffer.from(response.body);
    this.#response.writeHead(response.status, {
      ...headers,
      ...response.headers,
      'content-length': String(body.length),
    });
    this.#count(body.length);
    this.#response.end(body);
    return this.#gone;
  }

  /** Sends the head of a streamed answer at once. */
  begin(status: number, headers: Readonly<Record<string, string>>): void {
    this.#response.writeHead(status, headers);
    this.#response.flushHeaders();
  }

  /** Sends a piece of a streamed answer and waits while the other side is slow. */
  async write(piece: string | Uint8Array): Promise<void> {
    if (this.closed || piece.length === 0) return;
    this.#count(typeof piece === 'string' ? Buffer.byteLength(piece) : piece.length);
    if (!this.#response.write(piece)) await this.#race((resolve) => this.#response.once('drain', resolve));
  }

  /** Sends each piece in a packet of its own. */
  async writePackets(pieces: Iterable<Uint8Array>): Promise<void> {
    for (const piece of pieces) {
      if (this.closed) return;
      await this.write(piece);
      await this.#race((resolve) => setImmediate(resolve));
    }
  }

  /** Waits, but not beyond the end of the connection. */
  async pause(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await this.#race((resolve) => (timer = setTimeout(resolve, milliseconds).unref()));
    clearTimeout(timer);
  }

  /** Lets the event loop turn once. */
  async yield(): Promise<void> {
    await this.#race((resolve) => setImmediate(resolve));
  }

  /** Completes a streamed answer; resolves when it is sent or the connection is gone. */
  end(): Promise<void> {
    if (!this.closed) this.#response.end();
    return this.#gone;
  }

  /** Breaks the connection once what was sent could be read: politely with `fin`, else with `reset`. */
  async breakOff(how: 'reset' | 'fin'): Promise<void> {
    await this.pause(TIME_TO_READ);
    // A reader in this very process reads only when the event loop turns, and it may have been busy meanwhile.
    await this.yield();
    await this.yield();
    const { socket } = this.#response;
    if (this.closed || socket === null) return;
    this.#record.closedByServerAt = performance.now();
    if (how === 'reset') socket.resetAndDestroy();
    else socket.destroySoon();
  }

  /** One wait at a time; the end of the connection ends it. */
  async #race(start: (resolve: () => void) => unknown): Promise<void> {
    if (this.closed) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      start(resolve);
    });
    this.#wake = undefined;
  }

  #count(bytes: number): void {
    if (bytes === 0) return;
    this.#record.bytesSent += bytes;
    if (this.#record.firstByteAt !== undefined) return;
    this.#record.firstByteAt = performance.now();
    this.#log.changed();
  }
}
