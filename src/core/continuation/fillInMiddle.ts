import { partsOfModelId } from '../inference/names';

/** How a family of models was taught to fill a gap. */
export interface FillTemplate {
  /**
   * The way in: `completion` needs the bare prompt, without the roles of a conversation; `chat` takes it as the message
   * of a person.
   */
  readonly through: 'completion' | 'chat';
  readonly prompt: (before: string, after: string) => string;
  /** Marks that end what belongs into the gap, wherever a service lets them through. */
  readonly ends: readonly string[];
}

interface Family extends FillTemplate {
  /** Matches the repository's name, in small letters, without its maker. */
  readonly names: RegExp;
}

const marked =
  (prefix: string, suffix: string, middle: string) =>
  (before: string, after: string): string =>
    prefix + before + suffix + after + middle;

const qwenMarks = marked('<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>');
const qwenEnds = ['<|endoftext|>', '<|fim_pad|>', '<|file_sep|>', '<|im_end|>'];
const bigCodeMarks = marked('<fim_prefix>', '<fim_suffix>', '<fim_middle>');

/**
 * The templates, each from what its makers published. A model that is not here, an instructed one of a family whose
 * base alone was taught to fill, and prose in front of a model that was taught with code are asked in words.
 */
const families: readonly Family[] = [
  {
    // "Fill in the middle with Qwen3-Coder-480B-A35B-Instruct" in github.com/QwenLM/Qwen3-Coder: within a conversation.
    names: /^qwen3-coder.*-instruct/,
    through: 'chat',
    prompt: qwenMarks,
    ends: qwenEnds,
  },
  {
    // "Fill in the middle with Qwen2.5-Coder" of the same makers; the base models (arXiv 2409.12186, section 3.2).
    names: /^(?:qwen2\.5-coder-[\d.]+b|codeqwen1\.5-7b)$/,
    through: 'completion',
    prompt: qwenMarks,
    ends: qwenEnds,
  },
  {
    // ai.google.dev/gemma/docs/codegemma/prompt-structure: the 2B and 7B models, not the instructed ones.
    names: /^codegemma(?:-1\.1)?-[27]b$/,
    through: 'completion',
    prompt: qwenMarks,
    ends: ['<|file_separator|>', '<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>', '<eos>'],
  },
  {
    // "Fill-in-the-middle" in the cards of bigcode/starcoder, bigcode/starcoder2-15b and bigcode/santacoder's successors.
    names: /^(?:starcoder(?:base|plus)?(?:-[\d.]+b)?|starcoder2-[\d.]+b|tiny_starcoder_py)$/,
    through: 'completion',
    prompt: bigCodeMarks,
    ends: ['<|endoftext|>', '<file_sep>', '<fim_pad>'],
  },
  {
    // "Fill-in-the-middle" in the cards of ibm-granite/granite-3b-code-base-2k and its larger ones.
    names: /^granite-[\d.]+b-code-base/,
    through: 'completion',
    prompt: bigCodeMarks,
    ends: ['<|endoftext|>', '<fim_pad>'],
  },
  {
    // "Code Insertion" in github.com/deepseek-ai/DeepSeek-Coder and DeepSeek-Coder-V2.
    names: /^deepseek-coder.*-base/,
    through: 'completion',
    prompt: marked('<｜fim▁begin｜>', '<｜fim▁hole｜>', '<｜fim▁end｜>'),
    ends: ['<｜end▁of▁sentence｜>', '<|EOT|>'],
  },
  {
    // What mistral-common makes of a `FIMRequest`: the suffix stands first, and nothing follows the prefix.
    names: /^codestral-22b/,
    through: 'completion',
    prompt: (before, after) => `[SUFFIX]${after}[PREFIX]${before}`,
    ends: ['</s>', '[SUFFIX]', '[PREFIX]'],
  },
  {
    // "Infilling" in llama.com/docs/model-cards-and-prompt-formats/meta-code-llama: the 7B and 13B base models alone.
    names: /^codellama-(?:7b|13b)-hf$/,
    through: 'completion',
    prompt: (before, after) => `<PRE> ${before} <SUF>${after} <MID>`,
    ends: ['<EOT>', '</s>'],
  },
];

/** The template of a model, by its id with or without a routing suffix; `undefined` for one that has none. */
export function fillTemplateOf(modelId: string): FillTemplate | undefined {
  const name = partsOfModelId(modelId).repository.toLowerCase();
  return families.find(({ names }) => names.test(name));
}

/**
 * The prompt, or `undefined` where the person's own text has one of the marks in it: a model could take it for the end
 * of the gap's surroundings.
 */
export function fillPrompt(template: FillTemplate, before: string, after: string): string | undefined {
  const marks = template
    .prompt('\n', '\n')
    .split('\n')
    .map((mark) => mark.trim());
  const text = `${before}\n${after}`;
  const isInTheWay = [...marks, ...template.ends].some((mark) => mark !== '' && text.includes(mark));
  return isInTheWay ? undefined : template.prompt(before, after);
}
