/** A message that calls a prompt, as in `/translate French`. */
export interface SlashCommand {
  readonly name: string;
  /** What follows the name; may be empty, may have several lines. */
  readonly rest: string;
}

/**
 * Whether a message may call a prompt: `/` as its very first character and a name right behind it. Whether there is
 * such a prompt is another question; without one the message is a message like any other, as `/usr/bin` is.
 */
export function slashCommandIn(text: string): SlashCommand | undefined {
  const match = /^\/([\p{L}\p{M}\p{N}_.:-]{1,130})(?=\s|$)/u.exec(text);
  const name = match?.[1];
  if (match === null || name === undefined) return undefined;
  return { name: name.toLowerCase(), rest: text.slice(match[0].length).trim() };
}
