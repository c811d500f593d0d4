import { DICTIONARIES } from './dictionaries';
import type { RewriteWay } from './task';

type Replacements = Readonly<Record<string, string>>;

const SHORTER: Replacements = {
  'in order to': 'to',
  'due to the fact that': 'because',
  'at this point in time': 'now',
  'for the purpose of': 'for',
  'in the event that': 'if',
  'a large number of': 'many',
  'it is important to note that': '',
  'i would like to': 'I will',
  'as a matter of fact': '',
  'in my opinion': '',
  very: '',
  really: '',
  just: '',
  actually: '',
  basically: '',
  quite: '',
  rather: '',
  simply: '',
  somewhat: '',
  perhaps: '',
  literally: '',
  certainly: '',
  absolutely: '',
};

const CLEARER: Replacements = {
  'in order to': 'to',
  'prior to': 'before',
  'subsequent to': 'after',
  'with regard to': 'about',
  'with respect to': 'about',
  'in the event that': 'if',
  'due to the fact that': 'because',
  'a large number of': 'many',
  'at this point in time': 'now',
  'in close proximity to': 'near',
  utilise: 'use',
  utilize: 'use',
  leverage: 'use',
  commence: 'start',
  terminate: 'end',
  facilitate: 'help',
  endeavour: 'try',
  approximately: 'about',
  sufficient: 'enough',
  numerous: 'many',
  additional: 'more',
  assistance: 'help',
  demonstrate: 'show',
  purchase: 'buy',
  require: 'need',
  regarding: 'about',
  obtain: 'get',
};

const FRIENDLIER: Replacements = {
  'dear sir or madam': 'Hello',
  'to whom it may concern': 'Hello everyone',
  'i am writing to': 'I just wanted to',
  'you must': 'could you please',
  'you are required to': 'it would be lovely if you could',
  'we regret to inform you that': 'we are sorry to say that',
  'yours faithfully': 'Warm wishes',
  'best regards': 'Warm wishes',
  regards: 'Warm wishes',
  unfortunately: 'sadly',
};

const FORMAL: Replacements = {
  "can't": 'cannot',
  "won't": 'will not',
  "don't": 'do not',
  "doesn't": 'does not',
  "didn't": 'did not',
  "isn't": 'is not',
  "aren't": 'are not',
  "wasn't": 'was not',
  "weren't": 'were not',
  "couldn't": 'could not',
  "shouldn't": 'should not',
  "wouldn't": 'would not',
  "haven't": 'have not',
  "hasn't": 'has not',
  "i'm": 'I am',
  "i've": 'I have',
  "i'll": 'I will',
  "i'd": 'I would',
  "you're": 'you are',
  "we're": 'we are',
  "they're": 'they are',
  "it's": 'it is',
  "that's": 'that is',
  "there's": 'there is',
  "let's": 'let us',
  'a lot of': 'many',
  'lots of': 'many',
  gonna: 'going to',
  wanna: 'want to',
  'hi everyone': 'Dear all',
  'hi all': 'Dear all',
  hi: 'Dear all',
  hey: 'Dear all',
  thanks: 'thank you',
  kids: 'children',
  ok: 'acceptable',
  okay: 'acceptable',
  cheers: 'Yours sincerely',
  asap: 'as soon as possible',
};

const SPELLING: Replacements = {
  'could of': 'could have',
  'should of': 'should have',
  'would of': 'would have',
  accomodate: 'accommodate',
  adress: 'address',
  alot: 'a lot',
  begining: 'beginning',
  beleive: 'believe',
  becuase: 'because',
  calender: 'calendar',
  definately: 'definitely',
  dont: "don't",
  freind: 'friend',
  goverment: 'government',
  grammer: 'grammar',
  i: 'I',
  langauge: 'language',
  neccessary: 'necessary',
  occured: 'occurred',
  recieve: 'receive',
  recieved: 'received',
  seperate: 'separate',
  teh: 'the',
  thier: 'their',
  tommorow: 'tomorrow',
  tomorow: 'tomorrow',
  untill: 'until',
  wich: 'which',
  writting: 'writing',
  writen: 'written',
};

function capitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** Replaces words and phrases, the longest first, and keeps a capital at the beginning. */
function replaceWords(text: string, replacements: Replacements): string {
  const phrases = Object.keys(replacements).sort((left, right) => right.length - left.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}'’])(?:${phrases.join('|')})(?![\\p{L}\\p{N}]|['’]\\p{L})`,
    'giu',
  );
  return text.replaceAll('’', "'").replaceAll(pattern, (found) => {
    const replacement = replacements[found.toLowerCase()] ?? found;
    return /^\p{Lu}/u.test(found) ? capitalised(replacement) : replacement;
  });
}

/** Mends the spaces and capitals that removed words leave behind. */
function tidied(text: string): string {
  return text
    .replaceAll(/(?<=\S)[ \t]{2,}/g, ' ')
    .replaceAll(/[ \t]+(?=[.,;:!?])/g, '')
    .replaceAll(/(?<=^|[.!?])([ \t]*)[,;][ \t]*/g, '$1')
    .replaceAll(/(?<=[.!?][ \t]+)\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/** Treats each line alone, so that indentation and line endings stay as they are. */
function eachLine(text: string, change: (line: string) => string): string {
  return text
    .split(/(\r\n|\r|\n)/)
    .map((line, index) => {
      if (index % 2 === 1) return line;
      const [, indentation = '', rest = ''] = /^(\s*)(.*)$/su.exec(line) ?? [];
      if (rest === '') return line;
      const after = change(rest);
      return indentation + (/^\p{Lu}/u.test(rest) ? capitalised(after.trimStart()) : after.trimStart());
    })
    .join('');
}

function sentences(text: string): readonly string[] {
  return text.match(/[^.!?\n]+(?:[.!?]+|$)[ \t]*/gmu)?.filter((sentence) => sentence.trim() !== '') ?? [];
}

function shorter(text: string): string {
  const brief = eachLine(text, (line) => tidied(replaceWords(line, SHORTER)));
  if (brief.length < text.length) return brief;
  const all = sentences(text);
  const last = all.at(-1);
  if (all.length > 1 && last !== undefined) return text.slice(0, text.lastIndexOf(last)).trimEnd();
  return text.replace(/,[^,.]*(?=[.!?]?\s*$)/u, '');
}

function clearer(text: string): string {
  return eachLine(text, (line) =>
    replaceWords(line, CLEARER).replaceAll(
      /;[ \t]+(\p{L})/gu,
      (_, letter: string) => `. ${letter.toUpperCase()}`,
    ),
  );
}

function friendlier(text: string): string {
  const warm = eachLine(text, (line) => replaceWords(line, FRIENDLIER));
  return warm === text ? text.replace(/(?=\s*$)/, ' Thank you so much!') : warm;
}

function spelling(text: string): string {
  return eachLine(text, (line) =>
    tidied(replaceWords(line, SPELLING)).replaceAll(/\b(\p{L}{2,})[ \t]+\1\b/giu, '$1'),
  );
}

function translated(text: string, language: string): string {
  const dictionary = DICTIONARIES[language.toLowerCase()];
  const words = dictionary === undefined ? text : eachLine(text, (line) => replaceWords(line, dictionary));
  return words === text ? text.replace(/\S/, (first) => `[${language}] ${first}`) : words;
}

function simplifiedCode(text: string): string {
  return text
    .replaceAll(
      /\bif\s*\((.+?)\)\s*\{\s*return true;?\s*\}\s*(?:else\s*\{\s*)?return false;?(?:\s*\})?/g,
      'return $1;',
    )
    .replaceAll(/\bif (.+?):\s*\n\s*return True\s*\n\s*(?:else:\s*\n\s*)?return False/g, 'return $1')
    .replaceAll(/ ={2,3} true\b/gi, '')
    .replaceAll(/\b(\w+) = \1 ([-+*/]) /g, '$1 $2= ')
    .replaceAll(/\bvar\b/g, 'const')
    .replaceAll(/\brange\(0, /g, 'range(');
}

const COMMENT_SIGNS: readonly (readonly [RegExp, string, string])[] = [
  [/^\s*(?:def |class \w+.*:|import \w+$|from \w+ import|elif |print\()/m, '# ', ''],
  [/^\s*<\/?[a-z!]/im, '<!-- ', ' -->'],
  [/\bselect\b[\s\S]+\bfrom\b/i, '-- ', ''],
  [/^\s*#!|\bfi\b|\besac\b/m, '# ', ''],
];

const DEFINITION =
  /^\s*(?:export |async |public |private |static )*(?:function|def|class|interface|const \w+ = (?:async )?\()/;

/** A comment line above every definition, or above the first line if there is none. */
function commented(text: string): string {
  const [, before = '// ', after = ''] = COMMENT_SIGNS.find(([pattern]) => pattern.test(text)) ?? [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const hasDefinition = lines.some((line) => DEFINITION.test(line));
  const comment = (line: string, index: number): string => {
    if (hasDefinition ? !DEFINITION.test(line) : index !== first) return line;
    const indentation = /^\s*/.exec(line)?.[0] ?? '';
    const [, name, inputs] =
      /(?:function|def|class|interface|const)\s+(\w+)(?:[^(]*\(([^)]*)\))?/.exec(line) ?? [];
    const takes = inputs === undefined || inputs.trim() === '' ? '' : ` with ${inputs.trim()}`;
    const says =
      name === undefined
        ? 'This part does its work step by step.'
        : `${name}: does its work${takes}, step by step.`;
    return `${indentation}${before}${says}${after}${eol}${line}`;
  };
  return lines.map(comment).join(eol);
}

function bullets(text: string): string {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return sentences(text)
    .map((sentence) => `- ${sentence.trim()}`)
    .join(eol)
    .concat(/\r?\n$/.test(text) ? eol : '');
}

function rewritten(text: string, way: RewriteWay, language: string): string {
  switch (way) {
    case 'shorter':
      return shorter(text);
    case 'clearer':
      return clearer(text);
    case 'friendlier':
      return friendlier(text);
    case 'formal':
      return eachLine(text, (line) => replaceWords(line, FORMAL));
    case 'spelling':
      return spelling(text);
    case 'translate':
      return translated(text, language);
    case 'simplify':
      return simplifiedCode(text);
    case 'comments':
      return commented(text);
    case 'upperCase':
      return text.toUpperCase();
    case 'bullets':
      return bullets(text);
    case 'own':
      return clearer(shorter(text));
  }
}

/**
 * Rewrites a text. It always changes something, so that there is a suggestion to look at — but a text without
 * spelling mistakes stays as it is, as it should.
 */
export function rewrite(text: string, way: RewriteWay, language: string): string {
  const result = rewritten(text, way, language);
  if (result !== text || way === 'spelling' || text.trim() === '') return result;
  return text.replace(/\S/, (first) => (way === 'simplify' ? first : `In short: ${first.toLowerCase()}`));
}
