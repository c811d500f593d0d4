import type { InferenceError, InferenceErrorCause } from '../inference/inferenceError';

const causesForAll: ReadonlySet<InferenceErrorCause> = new Set([
  'badAddress',
  'badBillTo',
  'notAnAnswer',
  'redirected',
]);

/**
 * What a failure of one item means for the others. `one`: nothing; `perhapsAll`: if others fail so too, something has to
 * be mended first; `all`: it does.
 */
export function reachOf({ kind, cause }: InferenceError): 'one' | 'perhapsAll' | 'all' {
  switch (kind) {
    case 'noToken':
    case 'badToken':
    case 'tokenLacksPermission':
    case 'noCredit':
    case 'modelUnavailable':
    case 'modelGated':
    case 'rateLimited':
    case 'offline':
      return 'all';
    case 'badRequest':
    case 'providerDown':
    case 'timedOut':
      return 'perhapsAll';
    case 'tooLong':
      return 'one';
    case 'unexpected':
      return cause !== undefined && causesForAll.has(cause) ? 'all' : 'perhapsAll';
  }
}

/** Whether a failure says that the service has too much to do, so that everything should go slower. */
export function isOverload({ kind, status, retryAfterSeconds }: InferenceError): boolean {
  return kind === 'rateLimited' || status === 503 || retryAfterSeconds !== undefined;
}
