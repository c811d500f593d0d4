/** How an exported page looks: as quiet as the panel, by day, by night and on paper. */
export const htmlStyle = `
:root { color-scheme: light dark; --text: #1f2328; --quiet: #59636e; --line: #d1d9e0; --box: #f6f8fa; --link: #0757ba; --page: #ffffff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6edf3; --quiet: #9aa4af; --line: #3d444d; --box: #1c2128; --link: #6cb6ff; --page: #0f1318; }
}
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--page); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { margin: 0 0 0.25rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 0; font-size: 1rem; line-height: 1.4; }
h3 { font-size: 1.25rem; } h4 { font-size: 1.1rem; } h5, h6 { font-size: 1rem; }
h3, h4, h5, h6 { margin: 1.25em 0 0.5em; line-height: 1.3; }
article { margin-top: 2rem; }
article > header { display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; margin-bottom: 0.5rem; }
.quiet { margin: 0; color: var(--quiet); font-size: 0.875rem; }
.question { padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--box); }
.written { margin: 0; white-space: pre-wrap; }
.written + details { margin-top: 0.75rem; }
article > footer { margin-top: 0.75rem; }
p, ul, ol, blockquote, .code-block, .table-scroller { margin: 0 0 0.75em; }
p, h3, h4, h5, h6, th, td { unicode-bidi: plaintext; }
ul, ol { padding-inline-start: 1.6em; }
li > :where(p, ul, ol) { margin: 0; }
li + li { margin-top: 0.2em; }
.loose > li + li { margin-top: 0.6em; }
.task { list-style: none; }
.task > p > input { margin: 0 0.4em 0 -1.5em; }
blockquote { padding-inline-start: 0.9em; border-inline-start: 3px solid var(--line); }
hr { height: 0; margin: 1.25em 0; border: 0; border-top: 1px solid var(--line); }
a { color: var(--link); unicode-bidi: isolate; }
code, pre { font-family: ui-monospace, "Cascadia Code", Consolas, Menlo, monospace; font-size: 0.9em; direction: ltr; unicode-bidi: isolate; }
:not(pre) > code { padding: 0.05em 0.3em; border-radius: 3px; background: var(--box); }
pre { margin: 0; padding: 0.75em 1em; overflow-x: auto; line-height: 1.45; tab-size: 4; white-space: pre; overflow-wrap: normal; }
pre > code { font-size: inherit; }
.code-block, details pre { border: 1px solid var(--line); border-radius: 6px; background: var(--box); }
.code-block { overflow: hidden; }
.code-block-header { padding: 0.25em 1em; border-bottom: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }
details { margin: 0 0 0.75em; }
summary { width: fit-content; color: var(--quiet); font-size: 0.9rem; cursor: pointer; }
details > .folded { margin: 0.5rem 0 0; padding-inline-start: 0.9em; border-inline-start: 3px solid var(--line); color: var(--quiet); white-space: pre-wrap; }
details > pre { margin-top: 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
figure { margin: 0.75rem 0 0; }
img { display: block; max-width: 100%; height: auto; border-radius: 6px; }
.table-scroller { overflow-x: auto; }
table { min-width: 100%; border-collapse: collapse; }
th, td { padding: 0.3em 0.6em; border: 1px solid var(--line); text-align: start; vertical-align: top; overflow-wrap: break-word; }
.align-left { text-align: left; } .align-center { text-align: center; } .align-right { text-align: right; }
math { font-family: "Cambria Math", "STIX Two Math", "Latin Modern Math", "Noto Sans Math", math; font-size: 1.15em; }
.formula.display { display: block; margin: 0.75em 0; overflow: auto hidden; }
.formula-source { white-space: pre-wrap; }
mtd { padding: 0.25em 0.4em; }
.formula-line-top, .formula-overline { border-top: 0.06em solid; }
.formula-line-right { border-right: 0.06em solid; }
.formula-line-bottom, .formula-underline { border-bottom: 0.06em solid; }
.formula-line-left { border-left: 0.06em solid; }
.formula-box { padding: 0.2em; border: 0.06em solid; }
menclose { position: relative; }
.formula-stroke { display: block; position: absolute; inset: 0; background: currentColor; }
.formula-strike-up { clip-path: polygon(0 100%, 0 calc(100% - 0.07em), 100% 0, 100% 0.07em); }
.formula-strike-down { clip-path: polygon(0 0, 0 0.07em, 100% 100%, 100% calc(100% - 0.07em)); }
.formula-strike { clip-path: inset(calc(50% - 0.035em) 0); }
.footnote-reference { line-height: 0; }
.footnote-note { display: flex; gap: 0.5em; margin: 0 0 0.5em; font-size: 0.9em; }
.footnote-text { min-width: 0; flex: 1; }
.footnote-text > :last-child { margin-bottom: 0; }
.chats { padding: 0; list-style: none; }
.chats li { padding: 0.6rem 0; border-bottom: 1px solid var(--line); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media print {
  :root { color-scheme: light; --text: #000000; --quiet: #444444; --line: #bbbbbb; --box: #ffffff; --link: #000000; --page: #ffffff; }
  main { max-width: none; padding: 0; }
  body { font-size: 11pt; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .table-scroller, pre { overflow: visible; }
  h1, h2, h3, h4, h5, h6, article > header { break-after: avoid; }
  tr, li, blockquote, figure { break-inside: avoid; }
}
`;
