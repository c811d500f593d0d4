/** Markdown of every kind, for looking at how it is shown. */
export const MARKDOWN_SHOWCASE = `# Everything Markdown can do

A paragraph with **bold**, *italic*, ***both***, ~~struck out~~ and \`inline code\`, a [link to Hugging Face](https://huggingface.co "The home of open models") and a bare one: https://huggingface.co/docs. A line break  
comes here.

## Lists

1. First, gather what you need:
   - paper and a pencil
   - a quiet hour
     - with the door closed
     - and the telephone off
2. Then write one sentence.
3. Read it aloud.

   A second paragraph in the same item.

### Tasks

- [x] Choose a topic
- [ ] Write a first draft
- [ ] Ask somebody to read it

## A table

| Month | Visitors | Income | Costs | What happened | Who looked after it |
|:------|---------:|-------:|------:|:-------------:|---------------------|
| January | 1,204 | €3,010 | €2,800 | Quiet after the holidays | The reading room |
| February | 1,377 | €3,442 | €2,750 | Half-term week | The children's corner |
| March | 2,015 | €5,037 | €3,100 | A long exhibition of maps and letters that everybody wanted to see | The whole house |

## Code

\`\`\`python
def greet(name: str) -> str:
    """Greet somebody politely."""
    return f"Hello, {name}!"

print(greet("world"))
\`\`\`

\`\`\`typescript
interface Guest {
  readonly name: string;
}

export const greet = ({ name }: Guest): string => \`Hello, \${name}!\`;
\`\`\`

\`\`\`html
<p class="greeting">Hello, <em>world</em> &amp; friends!</p>
\`\`\`

\`\`\`sql
SELECT name, COUNT(*) AS visits FROM guests WHERE year = 2025 GROUP BY name;
\`\`\`

\`\`\`
No language is named here, and this line is so long that it can only be read to its end by scrolling sideways: 0123456789 0123456789 0123456789.
\`\`\`

    Indented code works as well.

## Quotes

> Writing is easy.
>
> > You only need to cross out the wrong words.
>
> - said somebody once

## Mathematics

In a line: $a^2 + b^2 = c^2$, or \\(e^{i\\pi} + 1 = 0\\), while $5 and $10 stay money. On lines of their own:

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3}
$$

\\[
f(n) = \\begin{cases} n / 2 & \\text{if } n \\text{ is even} \\\\ 3n + 1 & \\text{if } n \\text{ is odd} \\end{cases}
\\]

A wide one scrolls inside itself:

$$
\\zeta(s) = \\sum_{n=1}^{\\infty} \\frac{1}{n^s} = 1 + \\frac{1}{2^s} + \\frac{1}{3^s} + \\frac{1}{4^s} + \\frac{1}{5^s} + \\frac{1}{6^s} + \\frac{1}{7^s} + \\cdots
$$

## Footnotes

Some things are said in the text[^1], and some are better said below it.[^below]

[^1]: This is the first note, with a [link](https://huggingface.co) and \`code\`.
[^below]: And this the second, which is long enough to need more than one line in a narrow panel.

    It has a second paragraph.

---

Entities such as &copy; and &lt;tags&gt;, an image that stays a link ![a small picture](https://example.com/picture.png), and some HTML that is only text: <b>not bold</b>.

That was everything.
`;
