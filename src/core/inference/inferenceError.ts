/** The closed set of what can go wrong with a model call. */
export type InferenceErrorKind =
  | 'noToken'
  | 'badToken'
  | 'tokenLacksPermission'
  | 'noCredit'
  | 'modelUnavailable'
  | 'modelGated'
  | 'tooLong'
  | 'rateLimited'
  | 'providerDown'
  | 'offline'
  | 'timedOut'
  | 'badRequest'
  | 'unexpected';

/** What sets a failure apart from others of its kind, where a person can be told more than the kind says. */
export type InferenceErrorCause =
  /** The answer ended without a word. */
  | 'emptyAnswer'
  /** Something came that is no model's answer, such as the login page of a network. */
  | 'notAnAnswer'
  /** The service points to another address, which is never followed with the token. */
  | 'redirected'
  /** The model is being started. */
  | 'starting'
  /** The connection was closed before an answer came. */
  | 'connectionClosed'
  /** The server's certificate is not trusted, as behind a company's proxy. */
  | 'connectionNotTrusted'
  /** A setting holds an address that is none. */
  | 'badAddress'
  /** A setting names who pays, and it is no name of an organisation. */
  | 'badBillTo'
  /** The model's template cannot express this conversation. */
  | 'conversationShape'
  /** Nothing came for too long after the answer had begun. */
  | 'stalled';

/** A failed model call as a value: its kind, and what helps to look into it. Holds no token and no prompt of ours. */
export interface InferenceError {
  readonly kind: InferenceErrorKind;
  readonly cause?: InferenceErrorCause;
  /** HTTP status, where an answer came at all. */
  readonly status?: number;
  /** Who answered, where that is known. */
  readonly provider?: string;
  /** Who was asked for by name; absent where the router chose. */
  readonly askedProvider?: string;
  readonly requestId?: string;
  /** What the service itself said, cut to a few hundred characters. For the folded details only: never log it. */
  readonly serviceMessage?: string;
  /** Seconds after which the service asks to be tried again. */
  readonly retryAfterSeconds?: number;
}
