/** Ready answers to what people ask in demos, by words of the question; the first that fits. */
const TOPICS: readonly (readonly [RegExp, string])[] = [
  [
    /\bcapital of france\b/i,
    `The capital of France is **Paris**. It lies on the river Seine and has been the seat of the French government for most of the last thousand years.`,
  ],
  [
    /\b(?:what can you do|who are you|help me)\b/i,
    `I am the *stand-in*: a small program that answers like a language model, so that you can try everything without an account.

You can ask me to

- **explain** a text or a piece of code,
- **rewrite** it: clearer, shorter, friendlier, more formal,
- **show** what Markdown can do (just say \`markdown\`),
- **write** at length (say \`long 500\`).`,
  ],
  [
    /\b(?:e-?mail|letter|invite|invitation)\b/i,
    `Here is a draft that you can make your own:

> **Subject:** Our trip to the museum on Friday
>
> Dear parents,
>
> on Friday we will visit the city museum with the whole class. We meet at **8:30** in front of the school and are back by **14:00**. Please give your child a small lunch and a bottle of water.
>
> If you have any questions, just write to me.
>
> Kind regards

Shall I make it shorter, or more formal?`,
  ],
  [
    /\b(?:lesson|class|teach|pupils|students)\b/i,
    `A simple plan for one lesson of 45 minutes:

| Minutes | What happens | What you need |
|--------:|--------------|---------------|
| 5 | Warm-up: one question, everybody answers | Nothing |
| 15 | Show and explain the new idea | The board |
| 15 | Pupils try it in pairs | A worksheet |
| 10 | Share results, one thing to remember | Nothing |

**Tip:** write the one thing to remember on the board *before* the lesson starts.`,
  ],
  [
    /\b(?:spreadsheet|excel|formula|sum|column)\b/i,
    `To add up only the rows of one month, use \`SUMIF\`:

\`\`\`
=SUMIF(A2:A100, "March", C2:C100)
\`\`\`

1. \`A2:A100\` is where the months are.
2. \`"March"\` is the one you want.
3. \`C2:C100\` holds the numbers to add.`,
  ],
  [
    /\b(?:recipe|cook|bake|bread|pancakes?)\b/i,
    `**Simple pancakes** for four people:

1. Whisk **2 eggs**, **250 ml milk** and a pinch of salt.
2. Stir in **200 g flour** until smooth; let it rest for ten minutes.
3. Bake in a little butter, about a minute on each side.

They are best with lemon and sugar.`,
  ],
  [
    /\b(?:poem|haiku|rhyme)\b/i,
    `*Morning at the desk*

Steam above the cup,
one sentence waits for the next –
outside, the first bird.`,
  ],
  [
    /\b(?:python|javascript|typescript|code|function|script|program)\b/i,
    `Here is a small, complete example:

\`\`\`python
from pathlib import Path

def count_words(path: str) -> int:
    """Count the words in a text file."""
    return len(Path(path).read_text(encoding="utf-8").split())

print(count_words("letter.txt"))
\`\`\`

It reads the file, splits the text at spaces and counts the pieces. Save it as \`count.py\` and run it with \`python count.py\`.`,
  ],
  [
    /\b(?:summari[sz]e|summary|key points)\b/i,
    `The main points:

- **What:** the text describes one idea and why it matters.
- **Why:** it saves time for the people who read it.
- **Next:** decide by Friday who takes the first step.`,
  ],
  [
    /^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon))\b/i,
    `Hello! How can I help you today? You can ask me anything, or select some text and have it explained or rewritten.`,
  ],
  [/\b(?:thanks|thank you)\b/i, `You are welcome! Is there anything else I can do for you?`],
];

/** A pleasant answer to a person's question, in Markdown. */
export function chatAnswer(question: string): string {
  const topic = TOPICS.find(([words]) => words.test(question));
  if (topic) return topic[1];
  const subject = question.trim().replaceAll(/\s+/g, ' ').slice(0, 80) || 'nothing in particular';
  return `You asked about *${subject.replaceAll('*', '')}*. Here is a short way to look at it:

1. **Start with what you know.** Write down the two or three facts that are certain.
2. **Name what is missing.** One open question is easier to answer than a general one.
3. **Take the smallest next step.** It shows you whether the direction is right.

If you tell me more about what you need it for, I can be more precise.`;
}
