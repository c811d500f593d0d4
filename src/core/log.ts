/**
 * Where `core` notes what happened, for whoever opens the log. Structurally part of a `vscode.LogOutputChannel`.
 * Never pass a token, a prompt, an answer or a raw error of the SDK (it carries the whole request body).
 */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
