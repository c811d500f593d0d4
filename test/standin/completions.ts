import { CREATED, DONE, event, tokens } from './events';
import type { Reply } from './reply';
import type { ReceivedRequest } from './requests';
import { json } from './statusFaults';

/** What stands in every gap that the stand-in fills, whatever the marks around it. */
export const FILLED_TEXT = 'filled_in(by, the, model)';

/** `POST /v1/completions`: writes on from a bare prompt, as servers of one's own do. */
export async function complete(request: ReceivedRequest, reply: Reply): Promise<void> {
  const { json: body } = request;
  if (typeof body !== 'object' || body === null || !('prompt' in body) || typeof body.prompt !== 'string') {
    return reply.send(json(400, { error: { message: "'prompt' is a required property" } }));
  }
  const model = 'model' in body && typeof body.model === 'string' ? body.model : '';
  const piece = (text: string, finish: string | null): string =>
    event({
      id: 'cmpl-standin',
      object: 'text_completion',
      created: CREATED,
      model,
      choices: [{ index: 0, text, finish_reason: finish }],
    });
  reply.begin(200, { 'content-type': 'text/event-stream' });
  for (const token of tokens(FILLED_TEXT)) await reply.write(piece(token, null));
  await reply.write(piece('', 'stop') + DONE);
  await reply.end();
}
