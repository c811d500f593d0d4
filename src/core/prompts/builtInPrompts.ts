/** A prompt that comes with the extension, in the form of the person's own: it can be copied and changed. */
export interface BuiltInPrompt {
  /** Without its ending. */
  readonly fileName: string;
  readonly text: string;
}

const onlySelection = '\n\n${selection}\n';

/** The prompts that come with the extension: for those who write letters, notes and reports. */
export const builtInPrompts: readonly BuiltInPrompt[] = [
  {
    fileName: 'fix-grammar',
    text: `---
description: Corrects spelling, grammar and punctuation, and changes nothing else
huggingphaze-result: rewrite
---
Correct the spelling, grammar and punctuation of this text. Keep its wording, its tone, its language and its layout wherever they are correct, and do not answer or comment on what it says.${onlySelection}`,
  },
  {
    fileName: 'shorter',
    text: `---
description: Says the same in about half as many words
huggingphaze-result: rewrite
---
Make this text about half as long. Keep every fact, name, number and date that the reader needs, the tone, and the language it is written in. Leave out repetition and filler first.${onlySelection}`,
  },
  {
    fileName: 'friendlier',
    text: `---
description: A warmer tone, with the same facts
huggingphaze-result: rewrite
---
Make the tone of this text warmer and friendlier, as one writes to a person one likes, without exaggerating. Keep its meaning, its facts, its length and the language it is written in.${onlySelection}`,
  },
  {
    fileName: 'translate',
    text: `---
description: Puts the selected text into another language
argument-hint: language
---
Translate this text into \${input:language:such as French, or Portuguese as in Brazil}. Translate the meaning rather than word by word, in the tone of the original. Keep names, numbers, links and the layout as they are.${onlySelection}`,
  },
  {
    fileName: 'summary',
    text: `---
description: The main points of the selected text, and what is to be done next
huggingphaze-result: chat
---
Summarise this text, in the language it is written in:

1. In one or two sentences, what it is about and what it comes to.
2. The main points, as a short list.
3. Under the heading "Next steps", who has to do what by when, as far as the text says so. If it names no next steps, say that.

Use only what the text says. Where something important is unclear or missing, say so instead of guessing.${onlySelection}`,
  },
  {
    fileName: 'tasks',
    text: `---
description: Turns notes of a meeting into a list of tasks
huggingphaze-result: chat
---
These are notes of a meeting. Make a list of the tasks in them, in the language of the notes: a table with the columns Task, Who and By when, the most urgent first. Where the notes do not say who or when, write "open". Below the table, list the decisions that were taken, and then the questions that stayed open. Add nothing that is not in the notes.${onlySelection}`,
  },
  {
    fileName: 'explain-simply',
    text: `---
description: Explains the selected text in everyday words
huggingphaze-result: chat
---
Explain this text in everyday words, in the language it is written in, to someone who knows nothing about the subject. Begin with one sentence that says what it means for the reader. Then explain it step by step, and say what each technical word means where it first appears. Point out dates, sums and duties that the reader must not miss.${onlySelection}`,
  },
  {
    fileName: 'reply',
    text: `---
description: Drafts a reply to the selected message
argument-hint: what you want to say
huggingphaze-result: chat
---
Write a reply to this message, in the language and with the degree of formality that it is written in. What I want to say: \${input:answer:such as yes, but not before Friday}

Answer every question of the message as far as my answer does; where it does not, leave a gap in square brackets for me to fill in, and promise nothing on my behalf. Keep it as short as courtesy allows.${onlySelection}`,
  },
  {
    fileName: 'before-sending',
    text: `---
description: Looks over what you wrote before you send it
huggingphaze-result: chat
---
I am about to send this text. Read it as the person who receives it will, and tell me, in its language and as short lists:

1. What could be misunderstood, or sound other than I mean it.
2. What the reader will want to know that is missing.
3. Mistakes in spelling, grammar, dates, sums and names, each with its correction.

Quote the place each time. Do not rewrite the text. If there is nothing to mend, say so.${onlySelection}`,
  },
  {
    fileName: 'letter',
    text: `---
description: Drafts a letter from a few words
argument-hint: to whom
---
Write a letter to \${input:to:such as my landlord, Mrs Kay}. It is about this: \${input:about:such as the heating that has failed since Monday}. The tone: \${input:tone:such as polite but firm}.

Write it in the language that I describe it in. Begin with a subject line, use short paragraphs, and end with what I ask for and by when. Today is \${date}. Where you would need something that I have not told you, such as an address or a reference, leave a gap in square brackets.
`,
  },
];
