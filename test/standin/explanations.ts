/** The first words of a text, for naming it. */
export function firstWords(text: string, count = 6): string {
  const words = text.trim().split(/\s+/);
  return words.slice(0, count).join(' ') + (words.length > count ? ' …' : '');
}

/** How many lines a text has; a line break at its end begins no new one. */
export function lineCount(text: string): number {
  return text.replace(/\r?\n$/, '').split(/\r\n|\r|\n/).length;
}

function looksLikeCode(text: string): boolean {
  return /[;{}]\s*$|^\s*(?:def|class|import|from|function|const|let|var|return|if \(|for \(|SELECT|<\w+)\b|=>|\)\s*:\s*$/m.test(
    text,
  );
}

function number(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

const CODE_FEATURES: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:import|from|#include|using)\b|\brequire\(/m, 'It brings in tools that others have written.'],
  [/\bclass\s+(\w+)/, 'It describes a kind of thing, called `$1`.'],
  [
    /\b(?:function|def|fn|func)\s+(\w+)/,
    'It defines a set of steps with a name, `$1`, which can be used again.',
  ],
  [/\b(?:for|while)\b|\.map\(|\.forEach\(/, 'It repeats something for each item, one after another.'],
  [/\bif\b|\bswitch\b|\?\s/, 'It makes a decision: what happens next depends on a condition.'],
  [/\btry\b|\bcatch\b|\bexcept\b/, 'It is prepared for something to go wrong.'],
  [/\breturn\b|\byield\b/, 'It hands a result back to whoever asked for it.'],
  [/\bprint\(|console\.log|\becho\b/, 'It shows something on the screen.'],
];

function explainCode(text: string): string {
  const steps = CODE_FEATURES.flatMap(([pattern, says]) => {
    const match = pattern.exec(text);
    return match ? [says.replace('$1', match[1] ?? '')] : [];
  });
  const list = steps.length > 0 ? steps : ['It sets something up, line by line.'];
  return `This is a piece of code of **${number(lineCount(text), 'line')}**. It begins with \`${firstWords(text).replaceAll('`', '')}\`.

Step by step:

${list.map((step, index) => `${index + 1}. ${step}`).join('\n')}

**In short:** it takes some values, works on them in the order above, and leaves you with the result.`;
}

function explainProse(text: string): string {
  const sentences = text.match(/[^.!?]+[.!?]*/gu)?.filter((sentence) => /\p{L}/u.test(sentence)) ?? [];
  const points = sentences.slice(0, 4).map((sentence) => `- It says: “${firstWords(sentence, 12)}”`);
  const words = text.trim().split(/\s+/).length;
  return `This passage begins with “${firstWords(text)}” and has **${number(lineCount(text), 'line')}** (${number(words, 'word')}, about ${number(Math.ceil(words / 200), 'minute')} to read).

In plain language:

${points.join('\n')}

**In short:** it makes ${number(sentences.length, 'point')}, and the first is the one to remember.`;
}

/** Explains a text in plain language: says how it begins and how many lines it has. */
export function explain(text: string): string {
  if (text.trim() === '') return 'There is nothing to explain: the text is empty.';
  return looksLikeCode(text) ? explainCode(text) : explainProse(text);
}
