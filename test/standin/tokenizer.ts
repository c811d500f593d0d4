/**
 * The 256 characters with which byte-level tokenizers write the bytes: those that can be seen stand for
 * themselves, the others for characters from U+0100 on.
 */
function byteCharacters(): readonly string[] {
  const seen = (byte: number): boolean =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);
  let hidden = 0;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(seen(byte) ? byte : 256 + hidden++));
}

const MERGES = [
  'Ġ t',
  'h e',
  'Ġt he',
  'i n',
  'Ġ a',
  'r e',
  'o n',
  'e r',
  'Ġa n',
  'Ġan d',
  'in g',
  'Ġ i',
  'o u',
];
const END_OF_TEXT = '<|endoftext|>';
const START_OF_MESSAGE = '<|im_start|>';
const END_OF_MESSAGE = '<|im_end|>';
const SPECIAL = [END_OF_TEXT, START_OF_MESSAGE, END_OF_MESSAGE];

/** A small but whole `tokenizer.json`: byte-level BPE with a few merges, so that every text can be counted. */
export function tokenizer(): Record<string, unknown> {
  const words = [...byteCharacters(), ...MERGES.map((merge) => merge.replace(' ', ''))];
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((content, index) => ({
      id: words.length + index,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: byteLevel,
    decoder: byteLevel,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(words.map((word, index) => [word, index])),
      merges: MERGES,
    },
  };
}

/** The `tokenizer_config.json` that goes with it. */
export function tokenizerConfig(): Record<string, unknown> {
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: 131_072,
    bos_token: null,
    eos_token: END_OF_MESSAGE,
    pad_token: END_OF_TEXT,
    clean_up_tokenization_spaces: false,
    chat_template: `{% for message in messages %}${START_OF_MESSAGE}{{ message['role'] }}\n{{ message['content'] }}${END_OF_MESSAGE}\n{% endfor %}{% if add_generation_prompt %}${START_OF_MESSAGE}assistant\n{% endif %}`,
  };
}
