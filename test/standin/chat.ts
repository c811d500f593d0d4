import { answer } from './answers';
import { parseChatRequest, promptTokens, type ChatRequest } from './conversation';
import * as events from './events';
import { fault, isFaultId, type FaultId } from './faults';
import type { Delivery, Plan, PlainResponse } from './fault';
import { standInModel, type CatalogueModel, type Offer } from './models';
import type { Reply } from './reply';
import type { ReceivedRequest } from './requests';
import type { Script, ScriptedAnswer, Settings } from './settings';
import { contextOverflow, json, modelNotSupported, RECOVERED_TEXT, RESPONSES } from './statusFaults';
import type { Account } from './tokens';
import { VARIANTS, type Variant } from './variants';

/** Bytes of events that go out together when there is no speed to keep. */
const BATCH = 16_384;

const PLAIN: Variant = { description: 'An ordinary model.' };

/** What the route needs to know of the stand-in it is part of. */
export interface ChatSurroundings {
  readonly settings: Settings;
  readonly scripts: ReadonlyMap<string, Script>;
  /** How often each model has failed since it last recovered. */
  readonly failures: Map<string, number>;
  readonly otherOriginUrl: string;
}

/** `POST /v1/chat/completions` of somebody whose token is known. */
export async function chat(
  request: ReceivedRequest,
  account: Account,
  reply: Reply,
  surroundings: ChatSurroundings,
): Promise<void> {
  const headers = answerHeaders(request);
  if (!account.mayCallModels) return reply.send(RESPONSES.noPermission, headers);
  if (!account.hasCredit) return reply.send(RESPONSES.noCredit, headers);
  const chatRequest = parseChatRequest(request.json);
  if (typeof chatRequest === 'string') {
    const error = { message: chatRequest, type: 'invalid_request_error' };
    return reply.send(json(400, { error }), headers);
  }
  const script = surroundings.scripts.get(chatRequest.model);
  if (script !== undefined) return play(await script(request), reply, headers);

  const offer = chooseOffer(chatRequest, surroundings.settings);
  if (offer === undefined) {
    const id = chatRequest.suffix === '' ? chatRequest.model : `${chatRequest.model}:${chatRequest.suffix}`;
    return reply.send(modelNotSupported(id), headers);
  }
  const provided = { ...headers, 'x-inference-provider': offer.provider };
  if (isFaultId(chatRequest.model)) {
    return misbehave(chatRequest.model, chatRequest, reply, provided, surroundings);
  }
  const isTextOnly = VARIANTS[chatRequest.model]?.textOnly === true;
  if (isTextOnly && chatRequest.messages.some(({ images }) => images > 0)) {
    const error = { message: 'This model does not support image input.', type: 'invalid_request_error' };
    return reply.send(json(400, { error }), provided);
  }
  const used = promptTokens(chatRequest.messages);
  if (offer.context_length !== undefined && used > offer.context_length) {
    return reply.send(contextOverflow(400, offer.context_length, used), provided);
  }
  await answerWell(chatRequest, VARIANTS[chatRequest.model] ?? PLAIN, reply, provided, surroundings.settings);
}

function answerHeaders(request: ReceivedRequest): Readonly<Record<string, string>> {
  const number = String(request.number).padStart(6, '0');
  return { 'x-request-id': `Root=1-standin-${number}`, 'inference-id': `standin-${number}` };
}

/** The offer that the id's suffix chooses, or undefined if nobody serves it so. */
function chooseOffer(request: ChatRequest, settings: Settings): Offer | undefined {
  const isOwn = isFaultId(request.model) || Object.hasOwn(VARIANTS, request.model);
  const model: CatalogueModel | undefined = isOwn
    ? standInModel(request.model)
    : settings.catalogue.find((candidate) => candidate.id === request.model);
  if (model?.architecture?.output_modalities.includes('text') === false) return undefined;
  const live = model?.providers.filter((offer) => offer.status === 'live') ?? [];
  const best = (rank: (offer: Offer) => number): Offer | undefined =>
    [...live].sort((left, right) => rank(left) - rank(right))[0];
  switch (request.suffix) {
    case '':
    case 'fastest':
      return best((offer) => -(offer.throughput ?? 0));
    case 'cheapest':
      return best((offer) => (offer.pricing ? offer.pricing.input + offer.pricing.output : Infinity));
    case 'preferred':
      return best((offer) => {
        const place = settings.preferredProviders.indexOf(offer.provider);
        return place < 0 ? Infinity : place;
      });
    default:
      return live.find((offer) => offer.provider === request.suffix);
  }
}

const streamHeaders = (contentType = 'text/event-stream'): Readonly<Record<string, string>> => ({
  'content-type': contentType,
  'cache-control': 'no-cache',
});

interface Written {
  readonly text: string;
  readonly thought: string;
  readonly finish: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

const THOUGHT = 'The person wants something useful. I keep it short, plain and friendly, and I answer now.';

function write(request: ChatRequest, variant: Variant): Written {
  const full = variant.echo
    ? (request.messages.findLast((message) => message.role === 'user')?.text ?? '')
    : answer(request.messages);
  const wrapped = variant.wrap ? variant.wrap(full) : full;
  let count = 0;
  let text = '';
  for (const token of events.tokens(wrapped)) {
    if (count === request.maxTokens) break;
    text += token;
    count += 1;
  }
  return {
    text,
    thought: variant.reasoning ? THOUGHT : '',
    finish: text.length < wrapped.length ? 'length' : 'stop',
    promptTokens: promptTokens(request.messages),
    completionTokens: count,
  };
}

/** The events of a good answer, one a token. */
function* answerEvents(request: ChatRequest, variant: Variant): Generator<string> {
  const { model } = request;
  yield events.roleEvent(model);
  if (variant.toolCalls !== undefined) {
    yield* toolCallEvents(model, request.tool ?? 'get_weather', variant.toolCalls);
    return;
  }
  const written = write(request, variant);
  if (variant.reasoning === 'tags') {
    const pieces = ['<thi', 'nk', '>\n', ...events.tokens(written.thought), '\n</', 'think', '>\n\n'];
    for (const piece of pieces) yield events.textEvent(model, piece);
  } else if (variant.reasoning) {
    for (const piece of events.tokens(written.thought)) {
      yield events.event(events.chunk(model, { content: '', [variant.reasoning]: piece }));
    }
  }
  for (const piece of events.tokens(written.text)) yield events.textEvent(model, piece);
  yield events.finishEvent(model, written.finish);
  if (request.includeUsage) {
    yield events.usageEvent(model, events.usage(written.promptTokens, written.completionTokens));
  }
  yield events.DONE;
}

function* toolCallEvents(model: string, name: string, how: 'pieces' | 'whole'): Generator<string> {
  const call = (tool: object): string =>
    events.event(events.chunk(model, { tool_calls: [{ index: 0, ...tool }] }));
  const begin = (text: string): string =>
    call({ id: 'call_standin', type: 'function', function: { name, arguments: text } });
  if (how === 'whole') {
    yield begin('{"city":"Paris"}');
    yield begin('{"city":"Paris"}');
  } else {
    yield begin('');
    for (const piece of ['{"ci', 'ty":', '"Par', 'is"}']) yield call({ function: { arguments: piece } });
  }
  yield events.finishEvent(model, 'tool_calls');
  yield events.DONE;
}

async function answerWell(
  request: ChatRequest,
  variant: Variant,
  reply: Reply,
  headers: Readonly<Record<string, string>>,
  settings: Settings,
): Promise<void> {
  if (!request.stream) {
    const { text, thought, finish, ...counts } = write(request, variant);
    const message = { content: text, ...(thought !== '' && { reasoning: thought }) };
    const tokens = events.usage(counts.promptTokens, counts.completionTokens);
    return reply.send(json(200, events.completion(request.model, message, finish, tokens)), headers);
  }
  reply.begin(200, { ...headers, ...streamHeaders() });
  if (settings.firstTokenDelay > 0) await reply.pause(settings.firstTokenDelay);
  const all = answerEvents(request, variant);
  if (settings.splitAt.length > 0) {
    await reply.writePackets(slices(Buffer.from([...all].join('')), settings.splitAt));
  } else {
    await pace(all, variant.tokensPerSecond ?? settings.tokensPerSecond, reply);
  }
  await reply.end();
}

/** Sends each event when it is due. */
async function pace(all: Iterable<string>, tokensPerSecond: number, reply: Reply): Promise<void> {
  if (tokensPerSecond === Infinity) return hurry(all, reply);
  const start = performance.now();
  let count = 0;
  for (const event of all) {
    if (reply.closed) return;
    const wait = start + (count++ * 1000) / tokensPerSecond - performance.now();
    if (wait > 0) await reply.pause(wait);
    await reply.write(event);
  }
}

/** Sends all events in large batches. */
async function hurry(all: Iterable<string>, reply: Reply): Promise<void> {
  let batch = '';
  for (const event of all) {
    if (reply.closed) return;
    batch += event;
    if (batch.length < BATCH) continue;
    await reply.write(batch);
    await reply.yield();
    batch = '';
  }
  await reply.write(batch);
}

async function misbehave(
  id: FaultId,
  request: ChatRequest,
  reply: Reply,
  headers: Readonly<Record<string, string>>,
  surroundings: ChatSurroundings,
): Promise<void> {
  const plan: Plan = fault(id).plan;
  switch (plan.kind) {
    case 'response':
      return reply.send(plan.response, headers);
    case 'recovers':
      return recover(id, plan.failures, plan.response, request, reply, headers, surroundings);
    case 'redirect': {
      const location = `${surroundings.otherOriginUrl}/v1/chat/completions`;
      return reply.send({ status: plan.status, headers: { location }, body: '' }, headers);
    }
    case 'noHeaders':
      return finish(plan.ending, reply);
    case 'answer': {
      const limited = { ...request, maxTokens: Math.min(plan.maxTokens, request.maxTokens) };
      return answerWell(limited, PLAIN, reply, headers, surroundings.settings);
    }
    case 'stream': {
      const body = plan.body(id);
      reply.begin(200, { ...headers, ...streamHeaders(plan.contentType) });
      const bytes = typeof body === 'string' ? Buffer.from(body) : body;
      await deliver(bytes, plan.delivery ?? 'whole', reply, surroundings.settings);
      return finish(plan.ending ?? 'end', reply);
    }
  }
}

async function recover(
  id: FaultId,
  failures: number,
  response: PlainResponse,
  request: ChatRequest,
  reply: Reply,
  headers: Readonly<Record<string, string>>,
  { failures: counts, settings }: ChatSurroundings,
): Promise<void> {
  const failed = counts.get(id) ?? 0;
  if (failed < failures) {
    counts.set(id, failed + 1);
    return reply.send(response, headers);
  }
  counts.delete(id);
  const messages = [{ role: 'user', text: RECOVERED_TEXT, images: 0 }];
  await answerWell({ ...request, messages }, { description: '', echo: true }, reply, headers, settings);
}

async function deliver(
  bytes: Uint8Array,
  delivery: Delivery,
  reply: Reply,
  settings: Settings,
): Promise<void> {
  if (settings.splitAt.length > 0) return reply.writePackets(slices(bytes, settings.splitAt));
  if (delivery === 'whole') return reply.write(bytes);
  const everyByte = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
  if (delivery === 'byte') return reply.writePackets(slices(bytes, everyByte));
  for (const piece of slices(
    bytes,
    everyByte.filter((offset) => offset % 100 === 0),
  )) {
    await reply.write(piece);
    await reply.pause(settings.dripDelay);
  }
}

/** Cuts bytes at the offsets that lie inside them, in any order. */
function slices(bytes: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const inside = offsets.filter((offset) => offset > 0 && offset < bytes.length);
  const cuts = [0, ...[...new Set(inside)].sort((left, right) => left - right), bytes.length];
  return cuts.slice(1).map((cut, index) => bytes.subarray(cuts[index], cut));
}

async function finish(ending: 'end' | 'fin' | 'reset' | 'stall', reply: Reply): Promise<void> {
  if (ending === 'end') return reply.end();
  if (ending === 'stall') return reply.whenGone();
  await reply.breakOff(ending);
}

/** Sends what a test wrote, as it comes. */
async function play(
  scripted: ScriptedAnswer,
  reply: Reply,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  reply.begin(scripted.status ?? 200, { ...headers, ...(scripted.headers ?? streamHeaders()) });
  const { chunks } = scripted;
  const iterator =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const gone = reply.whenGone().then((): undefined => undefined);
  for (;;) {
    const next = await Promise.race([iterator.next(), gone]);
    if (next === undefined) {
      // Not awaited: a generator that waits for the test gives its answer when the test goes on.
      void Promise.resolve(iterator.return?.()).catch(() => undefined);
      return;
    }
    if (next.done === true) break;
    await reply.write(next.value);
    await reply.yield();
  }
  await finish(scripted.ending ?? 'end', reply);
}
