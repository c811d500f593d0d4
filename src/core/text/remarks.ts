/**
 * What models say around a text that they were asked for, as in "Sure! Here is the rewritten text:". Every pattern
 * needs a word that speaks of the work itself, because a letter may well say "Here is the list:" of its own.
 */

const work =
  /\b(?:rewritten|rewrite|reworded|rephrased|revised|revision|corrected|correction|translated|translation|simplified|improved|polished|edited|updated|refined|shortened|proofread|version|text|code|paragraph|passage|result|requested|comments? added|commented|clearer|shorter|friendlier|(?:more )?formal)\b/i;

const agreement =
  /^(?:sure|sure thing|certainly|of course|absolutely|okay|ok|alright|gladly|no problem|happy to help)\b/i;

const presentation =
  /^(?:here(?:'|’)?s|here (?:is|are)|below (?:is|are)|this is|the following is|i(?:'|’)ve|i have|(?:the |your |my )?(?:rewritten|revised|corrected|translated|simplified|improved|edited|updated) (?:version|text|code|paragraph|passage|translation))\b/i;

const longestRemark = 240;

/** A line that announces what follows and ends in a colon. */
export function isAnnouncement(line: string): boolean {
  const plain = bare(line);
  if (plain.length > longestRemark || !/[:：]$/.test(plain) || !work.test(plain)) return false;
  return agreement.test(plain) || presentation.test(plain);
}

/** A line that agrees and announces, and ends as a sentence: "Sure, here's a clearer version." */
export function isAgreeingAnnouncement(line: string): boolean {
  const plain = bare(line);
  if (plain.length > longestRemark || !/[.!]$/.test(plain) || !work.test(plain)) return false;
  return agreement.test(plain) && /\bhere\b/i.test(plain);
}

/** A line that only agrees: "Sure!" */
export function isAgreement(line: string): boolean {
  const plain = bare(line);
  return agreement.test(plain) && plain.length <= 40 && /^[\p{L}' ’]+[!.,]?$/u.test(plain);
}

/** True while a first line may still turn out to be an announcement or an agreement. */
export function mayBecomeAnnouncement(line: string): boolean {
  const plain = bare(line).toLowerCase();
  if (plain.length > longestRemark) return false;
  if (agreement.test(plain) || presentation.test(plain)) return true;
  return announcementOpenings.some((opening) => opening.startsWith(plain));
}

const announcementOpenings = [
  'sure',
  'certainly',
  'of course',
  'absolutely',
  'okay',
  'alright',
  'gladly',
  'no problem',
  'happy to help',
  "here's",
  'here’s',
  'heres',
  'here is',
  'here are',
  'below is',
  'below are',
  'this is',
  'the following is',
  "i've",
  'i’ve',
  'i have',
  ...['', 'the ', 'your ', 'my '].flatMap((article) =>
    ['rewritten', 'revised', 'corrected', 'translated', 'simplified', 'improved', 'edited', 'updated'].map(
      (word) => `${article}${word} translation`,
    ),
  ),
];

const offerOpenings = [
  'let me know',
  'feel free',
  'would you like',
  "if you'd like",
  'if you’d like',
  'if you would like',
  'if you want me to',
  'i hope this',
  'hope this',
  'is there anything else',
  "i've made",
  'i’ve made',
  'i have made',
  'note: i ',
  'note that i ',
];

const aboutTheWork =
  /\b(?:adjust\w*|tweak\w*|revis\w*|rewrit\w*|version|tone|edits?|modif\w*|shorter|longer|translation|refine\w*|(?:further|any|other|more) (?:other )?changes|this helps|made the|else i can)\b/i;

/** A paragraph of one line that offers more work or comments on it: "Let me know if you'd like a shorter version." */
export function isOffer(paragraph: string): boolean {
  const plain = bare(paragraph);
  if (plain.includes('\n') || plain.length > longestRemark) return false;
  return beginsAsOffer(plain) && aboutTheWork.test(plain);
}

/** A text that opens as an offer does, whatever it goes on to say. */
export function beginsAsOffer(paragraph: string): boolean {
  const plain = bare(paragraph).toLowerCase();
  return offerOpenings.some((opening) => plain.startsWith(opening.trim()));
}

/** True while a last paragraph may still turn out to be an offer. */
export function mayBecomeOffer(paragraph: string): boolean {
  const plain = bare(paragraph).toLowerCase();
  if (plain.includes('\n') || plain.length > longestRemark) return false;
  return beginsAsOffer(plain) || offerOpenings.some((opening) => opening.startsWith(plain));
}

/** Without the Markdown emphasis that some models put around their remarks. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/^[*_]{1,3}|[*_]{1,3}$/g, '')
    .trim();
}
