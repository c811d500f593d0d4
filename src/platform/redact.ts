/**
 * Takes whatever looks like a token of Hugging Face out of a line for the log. A second line of defence: no caller
 * passes one to begin with.
 */
export function redact(message: string): string {
  return message.replace(/\bhf_[A-Za-z0-9_-]+/g, 'hf_…').replace(/\bBearer\s+[^\s"',;]+/gi, 'Bearer …');
}
