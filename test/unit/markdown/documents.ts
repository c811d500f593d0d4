/** Documents that hold every construct, and those that once made streamed and whole text differ. */
export const documents: Readonly<Record<string, string>> = {
  headings: '# One\n\n## Two ##\n### Three\nText\n#### Four\n##### Five\n###### Six\n####### not\n#hash\n',
  'headings underlined': 'One\n===\n\nTwo\nlines\n---\n\nnot\n\n---\n',
  paragraphs: 'One line\nthe same paragraph  \nbroken hard\\\nbroken too\n\n\n\nAnother one',
  emphasis: '*a* **b** ***c*** _d_ __e__ ~~f~~ *g **h** i* **j *k* l** snake_case_name 2 * 3 * 4 **open',
  'code spans': '`a` ``b ` c`` ` d ` `*not emphasis*` `open',
  entities: '&lt;b&gt; &amp; &copy; &#x41; &#66; &nosuch; &lt',
  escapes: '\\*not\\* \\# \\[x\\] \\\\ \\a',
  links:
    '[a](https://a.org "title") <https://b.org> https://c.org/x_(y) www.d.org e@f.org [g](<https://h.org/i j>)',
  'link in brackets':
    '[[a](https://a.org)] ![b](https://b.org/c.png) [![d](https://d.org/e.png)](https://f.org)',
  'references before use': '[a]: https://a.org\n\n[a], [b][a], [A][]\n',
  'references after use':
    '[a] and ![b]\n\n- [c][a]\n\n> [a]\n\n| [a] |\n|---|\n| [b] |\n\n[a]: https://a.org\n[b]: https://b.org\n',
  'reference with a title on the next line': '[a]: https://a.org\n"a title\nover lines"\n\n[a]\n',
  'reference in an item with a title on lines without indentation':
    '- [x]: /u\n"a title\nover lines"\ntext\n',
  'reference above a list in an item': '- [x]: /u2\n\n    - deep\n- item b\npara',
  'reference inside a quotation': '[a]\n\n> [a]: https://a.org\n',
  'first reference counts': '[a]\n\n[a]: https://first.org\n\nx\n\n[a]: https://second.org\n',
  'reference named like a box': '- [x] done\n- [ ] not\n\n[x]: https://x.org\n',
  'tight list': '- a\n- b\n  c\nlazy\n- d\n',
  'loose list': '- a\n\n- b\n\n  c\n- d\n',
  'list that becomes loose late': '- a\n- b\n- c\n- d\n- e\n\n- f\n',
  'nested lists': '- a\n  - b\n    - c\n\n      d\n  - e\n- f\n  1. g\n  2. h\n\n     i\n',
  'ordered list': '3. three\n4. four\n10. ten\n\n1) other\n2) kind\n',
  'number before its full stop': '1. one\n2. two\n\n3. three\n\n3 is no item\n',
  'lists of other kinds': '- a\n* b\n+ c\n- d\n***\n- e\n',
  'list then code': '- a\n\n      code\n\n- b\n\n    c\n\n    code\n',
  'list then paragraph': '- a\n- b\n\nText\n\n1. a\n1. b\nText\n',
  'empty items': '-\n- a\n-\n\n- b\n*\n\n  a\n',
  tasks: '- [ ] a\n- [x] **b**\n- [X] c\n\n1. [ ] d\n   - [x] e\n- [y] none\n- [ ]none\n',
  'item that looks like a table': '- a\n- | -\n|---|---|\ntext\n',
  table: '| a | b | c |\n|:--|:-:|--:|\n| 1 | **2** | `3 \\| 4` |\n| 5 |\n| 6 | 7 | 8 | 9 |\n\nText\n',
  'table without outer bars': 'a | b\n-|-\n1 | 2\n3 | 4\n> quote\n',
  'table after text': 'Text\n| a |\n|---|\n| 1<br>2 |\n\n| not a row |\n',
  'table in a list': '- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n- y\n',
  'not a table': '| a | b |\n| c | d |\n\na | b\n--|\n',
  fence: '```js\nlet a = 1;\n\n  b();\n```\ntext\n~~~\n```\n~~~~\n````md\n```\n````\n',
  'fence that looks like a table': '```|\n\n|-|\na\n```\n\n~~~ |\n-|\nb\n',
  'fence left open': 'Text\n```python\nprint(1)\n\n',
  'fence left open in a line': '```\nlast line',
  'fence closed by nearly a fence': '```\na\n``\n```x\n    ```\n ``` \nb\n',
  'indented fence': '  ```\n    a\n b\n\tc\n  ```\n',
  'fence in a list': '- a\n  ```js\n  b\n\n  c\n  ```\n- d\n  ~~~\n  e\nf\n',
  'indented code': 'Text\n\n    a\n\n    b\n\ttab\n\nText\n    lazy\n',
  quotations: '> a\nlazy\n> > b\n>\n> - c\n> - d\n\n> e\n\n> ```\n> f\n> ```\n> # g\n',
  rules: 'a\n\n---\n* * *\n___\nb\n***\nc\n',
  html: '<div class="a">\n*b*\n</div>\n\nc <b>d</b> <!-- e --> <script>f</script>\n\n<details>\n<summary>g</summary>\n</details>\n',
  'line endings': 'a\r\nb\r\n\r\n- c\r\n- d\r\r```\r\ne\r\n```\r\n',
  'tabs and strange characters': '-\ta\n\n\tb\n1.\tc\n\0\uFEFF\u00A0\u2028x\u2029y\n',
  'characters of two units': '😀 **😀** `😀` [😀](https://a.org/😀)\n\n```\n😀\n```\n| 😀 |\n|---|\n| 😀 |\n',
  'other scripts': 'مرحبا **بالعالم** שלום\n\n- 你好，**世界**。\n',
  formulas:
    'a $x^2$ b \\(y_1\\) c $$z$$ d \\[w\\] e $5 and $10, US$5-$6, 5$ \\$6$ $n$th **$a*b*c$** $\\text{a}$\n',
  'formulas in blocks':
    'text\n$$\nx = 1\n- y\n$$\ntext\n\n\\[ a \\]\n\n$$ b $$.\n\n\\[\nc \\\\[2pt]\nd\n\\],\n\n- $$\n  e\n  $$\n- \\[ f\n- g\n\n> $$\n> h\n> $$\n> i\nlazy\n',
  'formulas that are none':
    '$$\na\n- b\n\ntext\n\n$$ c\n# d\n\n\\[e\n\n$$ f $$ g\n\n$$\nh\n$$ i\n\n$$$$ $ $ $$ $$\n\n\\(\n\n\\[not a link](/foo)\n\n    $$\n    j\n    $$\n\n$$\nk',
  'formulas that can not be set': '$\\nosuch{x}$ $$\\frac{a$$\n\n$$\n\\begin{matrix}\n$$\n',
  footnotes:
    'a[^1] **b[^x]** c[^1]\n\n- d[^2]\n\n[^1]: one\n[^x]: `x`\nlazy\n\n    second paragraph\n\n        code\n\n[^2]:\n    two\n\nend[^2]\n',
  'footnotes before their use, unused, twice and none':
    '[^b]: b\n\n[^c]: c\n\na[^a] b[^b] [^gone] z[^a]\n\n[^a]: a[^d]\n[^a]: again\n[^d]: d\n[^]: no\n[^e f]: no\n',
  'footnotes in tables and links':
    '| a[^1] |\n|---|\n| b[^1] |\n| c[^2] |\n\n[a[^1] b](https://a.org) ![c[^2]](https://b.org) [^1](https://c.org)\n\n[^2]: two\n[^1]: - one\n    - item\n',
  'footnotes that never come':
    'a[^1]\n\nb[^2] c[^3]\n\n- d[^1]\n- e[^2]\n\n> f[^4]\n\n[^2]: two\n\n[^4]: four\n',
  'footnotes with links defined later': 'a[^1] [b]\n\n[^1]: [b]\n\n[b]: https://b.org\n',
  'footnotes in quotations and items':
    '> a[^1]\n> [^1]: one\nlazy\n\n- [^2]: two\n\n      more\n- b[^2]\n\n[^3]: > c[^3]\n',
  deep: `${'> '.repeat(30)}a\n\n${Array.from({ length: 12 }, (_, depth) => `${'  '.repeat(depth)}- b`).join('\n')}\n`,
  nothing: '',
  'only line breaks': '\n\n\n',
};

const sentence = 'Here are **some** words, `code()` and a [link](https://a.example), and *so on*. ';

/** Blocks so long that they are shown in parts. */
export const longDocuments: Readonly<Record<string, string>> = {
  'long table': `| a | b |\n|---|--:|\n${'| 1 | **2** |\n'.repeat(450)}text\n\n| c |\n|---|\n| d |\n`,
  'table of exactly as many rows as one holds': `| a |\n|---|\n${'| 1 |\n'.repeat(400)}`,
  'long table with links defined later': `| [a] |\n|---|\n${'| [a] |\n'.repeat(450)}\n[a]: https://a.example\n`,
  'long table in a list': `- x\n\n  | a |\n  |---|\n${'  | 1 |\n'.repeat(250)}- y\n`,
  'long fence': `\`\`\`\n${'  some line of code\n'.repeat(1000)}\`\`\n\`\`\`\ntext\n`,
  'long paragraph in one line': `${sentence.repeat(300)}\n\nmore\n`,
  'long paragraph of many lines': `${`${sentence}\n`.repeat(300)}- list\n`,
  'long paragraph without end of a sentence': `${'words **bold** `code` and '.repeat(800)}\n`,
  'long paragraph with open emphasis': `*${'words and more words\n'.repeat(900)}end*\n`,
  'long paragraph without blanks': `${'0123456789😀'.repeat(2500)}\n`,
  'long paragraph in Chinese': `${'这是一个**很长**的段落。'.repeat(1500)}\n`,
  'long paragraph that would be a heading': `${`${sentence}\n`.repeat(120)}===\n\n${sentence.repeat(90)}\n---\n`,
  'long paragraph before a table': `${`${sentence}\n`.repeat(120)}| a | b |\n|---|---|\n| 1 | 2 |\n`,
  'long line that would be the head of a table': `${sentence.repeat(120)} | b\n---|---\n1 | 2\n`,
  'long paragraph with links defined later': `${`${sentence}\n`.repeat(120)}[a] ${sentence.repeat(60)}[b]\n[a]\n\n[a]: https://a.org\n[b]: https://b.org\n`,
  'long paragraph with footnotes': `${'Words[^1] and more[^2] of them. '.repeat(500)}\n\n[^2]: two\n`,
  'long paragraph in an item': `- ${sentence.repeat(150)}\n- b\n\n> ${sentence.repeat(150)}\nlazy\n`,
  'long heading': `# ${sentence.repeat(150)}\n\n| ${sentence.repeat(150)} |\n|---|\n| a |\n`,
  'long paragraph after a definition': `[a]: https://a.org\n"${sentence.repeat(150)}"\n\n[a]: ${sentence.repeat(150)}\n`,
  'long fence in a list': `- a\n  \`\`\`\n${'  line\n'.repeat(2000)}  \`\`\`\n- b\n`,
};
