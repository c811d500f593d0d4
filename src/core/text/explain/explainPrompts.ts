import { delimited, materialRule, type Material } from '../prompts';
import { levelWords, type ExplainLevel } from './explainLevel';

/** What is asked for holds for what follows in the conversation too, which is how a follow-up keeps its level. */
const lastingLevel = 'Keep to this level for what I ask next in this conversation, unless I ask for another.';

function explanation(task: string, level: ExplainLevel, material: string): string {
  return [task, levelWords(level).prompt, lastingLevel, materialRule, '', material].join('\n');
}

/** What the model is sent to explain a text, as one message of a conversation. */
export function explainPrompt(material: Material, place: string, level: ExplainLevel): string {
  const task =
    material.kind === 'code'
      ? `Explain this code (${material.languageId}) from ${place}: first in one or two sentences what it does and what for, then how, step by step.`
      : `Explain this text from ${place}: first in one or two sentences what it says, then what needs explaining, such as difficult words, background and what is meant between the lines. Answer in the language it is written in.`;
  return explanation(task, level, delimited(material.text));
}

/** The same for one name in a piece of code. */
export function explainWordPrompt(
  word: string,
  material: Material,
  place: string,
  level: ExplainLevel,
): string {
  const task = `Explain what the following name means in this code (${material.languageId}) from ${place}: what it stands for, where it comes from as far as the code shows it, and what it is used for here. Do not go through the rest of the code.`;
  return explanation(task, level, `${delimited(word, 'name')}\n\n${delimited(material.text)}`);
}

/** The same for what VS Code marks in a text. `problems` is their text, of `problemsText`. */
export function explainProblemsPrompt(
  problems: string,
  material: Material,
  place: string,
  level: ExplainLevel,
): string {
  const what = material.kind === 'code' ? `this code (${material.languageId})` : 'this text';
  const task = `Explain what the following means, which an editor reports in ${what} from ${place}: first in one or two sentences what is wrong, then why, then how to put it right, with the corrected lines.`;
  return explanation(task, level, `${delimited(problems, 'problems')}\n\n${delimited(material.text)}`);
}

/** The same for what stands in a terminal: part of it, or the last command with what it wrote. */
export function explainTerminalPrompt(output: string, level: ExplainLevel): string {
  const task =
    'Explain what this from a terminal means: first in one or two sentences what happened, then, if something went wrong, why, and what to do about it, with the commands to type. Warn about any command that deletes or overwrites something. If nothing went wrong, say so.';
  return explanation(task, level, delimited(output));
}
