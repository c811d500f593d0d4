import type { TurnRefusal } from './turnRefusal';

/** Why something was not sent, with the numbers and the ways out, for a person. */
export function refusalInWords({ turn, size, available }: TurnRefusal, modelName: string): string {
  const numbers = `about ${sizeInWords(size)} tokens, and ${number(available)} fit beside the room for an answer`;
  switch (turn) {
    case 'send':
      return `This is more than ${modelName} can read at once, so it was not sent: it takes ${numbers}. Choose a model that reads more, or ask about a shorter text.`;
    case 'edit':
      return `The new wording, with what is attached, is more than ${modelName} can read at once, so it was not sent: it takes ${numbers}. Choose a model that reads more, or shorten it.`;
    case 'tryAgain':
      return `The question is more than ${modelName} can read at once, so it was not asked again: it takes ${numbers}. Choose a model that reads more, or edit the question to make it shorter.`;
    case 'continue':
      return `The question and its answer so far are more than ${modelName} can read at once, so nothing was sent: they take ${numbers}. Choose a model that reads more, or quote its last words in a new message.`;
  }
}

/** To two digits, as an estimate has no more to say; upwards, so that what does not fit never seems to. */
export function sizeInWords(size: number): string {
  if (size < 100) return number(size);
  const unit = 10 ** (Math.floor(Math.log10(size)) - 1);
  return number(Math.ceil(size / unit) * unit);
}

const format = new Intl.NumberFormat('en');

function number(value: number): string {
  return format.format(value);
}
