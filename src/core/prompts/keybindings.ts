/** A shortcut as VS Code's file of them has it. */
export interface Keybinding {
  readonly key: string;
  readonly command: string;
  readonly args: Readonly<Record<string, string>>;
}

const modifiers = ['ctrl', 'shift', 'alt', 'cmd', 'win', 'meta'] as const;
const otherNames: Readonly<Record<string, string>> = {
  control: 'ctrl',
  strg: 'ctrl',
  option: 'alt',
  command: 'cmd',
  windows: 'win',
  super: 'meta',
};
const namedKeys = new Set(
  'left up right down pageup pagedown end home tab enter escape space backspace delete insert pausebreak capslock'.split(
    ' ',
  ),
);

/** In UTF-16 units. */
const longestShortcut = 100;

/**
 * Keys as VS Code writes them, as in "ctrl+alt+g", from what a person writes; `undefined` for what is none. Without a
 * modifier only function keys are taken: any other key is what one types with.
 */
export function shortcutFrom(words: string): string | undefined {
  const chords = words
    .slice(0, longestShortcut)
    .toLowerCase()
    .trim()
    .replace(/\s*\+\s*/g, '+')
    .split(/,?\s+/);
  if (chords.length > 2) return undefined;
  const read = chords.map((chord, index) => chordFrom(chord, index > 0));
  return read.every((chord) => chord !== undefined) ? read.join(' ') : undefined;
}

function chordFrom(words: string, isSecond: boolean): string | undefined {
  const parts = words.split('+').map((part) => part.trim());
  const key = parts.at(-1) ?? '';
  const held = parts.slice(0, -1).map((part) => otherNames[part] ?? part);
  if (!held.every((part) => modifiers.some((modifier) => modifier === part))) return undefined;
  const isFunctionKey = /^f(?:[1-9]|1\d)$/.test(key);
  const isKey = isFunctionKey || namedKeys.has(key) || /^[a-z0-9`\-=[\]\\;',./]$/.test(key);
  const isMeant = isSecond || isFunctionKey || held.some((part) => part !== 'shift');
  if (!isKey || !isMeant) return undefined;
  return [...modifiers.filter((modifier) => held.includes(modifier)), key].join('+');
}

/** As in "Ctrl+Alt+G". */
export function shortcutInWords(shortcut: string): string {
  return shortcut.replace(
    /(^|[+ ])([a-z])/g,
    (_whole, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

/**
 * What is to be put into the text of VS Code's file of shortcuts, and where (in UTF-16 units), so that this one stands
 * at its end: the last one of a key counts. `undefined` where the text is no list.
 */
export function withKeybinding(
  text: string,
  keybinding: Keybinding,
): { readonly offset: number; readonly text: string } | undefined {
  const entry = `  ${JSON.stringify(keybinding, undefined, 2).replaceAll('\n', '\n  ')}`;
  const marks = marksOf(text);
  if (marks.length === 0) return { offset: text.length, text: `[\n${entry}\n]\n` };
  const last = marks.at(-1);
  const before = marks.at(-2);
  if (marks[0]?.letter !== '[' || last?.letter !== ']' || before === undefined) return undefined;
  const comma = before.letter === '[' || before.letter === ',' ? '' : ',';
  return {
    offset: before.offset + 1,
    text: `${comma}\n${entry}${before.offset + 1 === last.offset ? '\n' : ''}`,
  };
}

/** All of a text that is neither blank nor comment, by where each such letter or quoted text ends. */
function marksOf(text: string): readonly { readonly letter: string; readonly offset: number }[] {
  const piece = /\s+|\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\r\n]|\\.)*"?|[\s\S]/gy;
  return [...text.matchAll(piece)]
    .filter(([word]) => !/^(?:\s|\/\/|\/\*)/.test(word))
    .map((match) => ({ letter: match[0].charAt(0), offset: match.index + match[0].length - 1 }));
}
