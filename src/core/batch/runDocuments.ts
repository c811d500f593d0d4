import type { BatchItem, ItemResult } from './batchItem';
import { whyInWords } from './runWords';

/** Characters of an item that are shown. */
const mostShown = 600;

interface Answered {
  readonly item: BatchItem;
  /** `undefined`: its answer is on its way. */
  readonly result: ItemResult | undefined;
}

/** The first answers, for the person to look at before the rest is asked, as Markdown. */
export function previewDocument(about: {
  readonly prompt: string;
  readonly modelName: string;
  /** As in "the first 3 of 120 rows". */
  readonly what: string;
  readonly answers: readonly Answered[];
}): string {
  const head = [
    `# A look at ${about.what}`,
    quoted(about.prompt),
    `${about.modelName} answers. Nothing is saved yet.`,
  ];
  return `${[...head, ...about.answers.map(section)].join('\n\n')}\n`;
}

/** Answers that could not be put where they belong, with what they are about. */
export function answersDocument(
  answers: readonly { readonly name: string; readonly text: string }[],
): string {
  return answers.map(({ name, text }) => `## ${oneLine(name)}\n\n${text}\n`).join('\n');
}

/** Why items have no answer, or none that is whole. */
export function troublesDocument(results: readonly ItemResult[], items: readonly BatchItem[]): string {
  const lines = results.flatMap((result) => {
    const why = whyInWords(result);
    return why === undefined ? [] : [`- **${oneLine(items[result.index]?.name ?? '')}**: ${why}`];
  });
  return `# What did not go well\n\n${lines.join('\n')}\n`;
}

function section({ item, result }: Answered): string {
  const text = item.text.length > mostShown ? `${item.text.slice(0, mostShown)} …` : item.text;
  return [`## ${oneLine(item.name)}`, quoted(text), answerOf(result)].join('\n\n');
}

function answerOf(result: ItemResult | undefined): string {
  if (result === undefined) return '_The answer is on its way …_';
  const why = whyInWords(result);
  return [result.text, why === undefined ? '' : `_${why}_`].filter((part) => part !== '').join('\n\n');
}

function quoted(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
