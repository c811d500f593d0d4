import { Tokenizer } from '@huggingface/tokenizers';
import { isObject, parseJson } from './json';
import type { TokenizerFiles } from './tokenizerSource';

/**
 * Makes a function that counts a text's tokens from a model's own files; `undefined` where they can't be read. What
 * it is given comes from a stranger's repository and can be slow or wrong: run it where that does no harm.
 */
export function tokenCounterOf({
  tokenizer,
  config,
}: TokenizerFiles): ((text: string) => number) | undefined {
  const tokenizerJson = parseJson(tokenizer);
  const configJson = parseJson(config);
  if (!isObject(tokenizerJson) || !isObject(configJson)) return undefined;
  try {
    const counter = new Tokenizer(tokenizerJson, configJson);
    // A text of one letter shows whether the parts fit together.
    counter.encode('a', { add_special_tokens: false });
    return (text) => counter.encode(text, { add_special_tokens: false }).ids.length;
  } catch {
    // The library throws plain errors for kinds of tokenizers that it does not know: an estimate serves then.
    return undefined;
  }
}
