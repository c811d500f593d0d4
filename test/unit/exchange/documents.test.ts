import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import MarkdownIt from 'markdown-it';
import type { TextForms } from '../../../src/core/exchange/documentWords';
import { fileNameFrom, UniqueNames } from '../../../src/core/exchange/fileNames';
import { htmlDocument } from '../../../src/core/exchange/htmlDocument';
import { htmlIndex, indexEntry, markdownIndex } from '../../../src/core/exchange/indexDocument';
import { markdownDocument } from '../../../src/core/exchange/markdownDocument';
import type { PortableConversation } from '../../../src/core/exchange/portableConversation';
import { containedMarkdown } from '../../../webview/markdown/contained';
import { escapeHtml, markdownToHtml } from '../../../webview/markdown/html';
import { violations } from '../markdown/allowList';
import { documents } from '../markdown/documents';
import { hostile } from '../markdown/hostile';
import { pictureFile } from './conversations';

const forms: TextForms = { html: markdownToHtml, markdown: containedMarkdown, escape: escapeHtml };

/** A conversation in which everything that is not ours is this text. */
function conversationOf(text: string): PortableConversation {
  const picture = { file: pictureFile, mediaType: 'image/png' as const, width: 1, height: 1, size: 1 };
  return {
    id: 'c',
    title: text,
    titledBy: 'person',
    pinned: false,
    updatedAt: 1_700_000_000_000,
    headId: 'last',
    visited: [],
    settings: {},
    draft: text,
    attachments: [],
    pictures: { [pictureFile]: text },
    messages: [
      {
        role: 'user',
        id: 'q',
        parentId: null,
        createdAt: 1_700_000_000_000,
        text,
        attachments: [
          { id: '1', label: text, languageId: text, text },
          { kind: 'picture', id: '2', label: text, picture },
        ],
      },
      {
        role: 'assistant',
        id: 'a',
        parentId: 'q',
        createdAt: 1_700_000_000_000,
        text,
        reasoning: text,
        state: 'error',
        error: { kind: 'unexpected', serviceMessage: text },
        model: text,
        provider: text,
      },
      { role: 'user', id: 'last', parentId: 'a', createdAt: 0, text: 'The last question', attachments: [] },
    ],
  };
}

const texts = fc.oneof(
  fc.constantFrom(...hostile, ...Object.values(documents)),
  fc
    .array(
      fc.constantFrom(
        ...hostile,
        ...Object.values(documents),
        '\n',
        '\n\n',
        '> ',
        '- ',
        '```\n',
        '<!--',
        '</details>',
      ),
      {
        maxLength: 4,
      },
    )
    .map((parts) => parts.join('')),
  fc.string({
    unit: fc.constantFrom(
      '#',
      '`',
      '<',
      '>',
      '!',
      '[',
      ']',
      '(',
      ')',
      '\\',
      '-',
      '=',
      '|',
      '*',
      ' ',
      '\n',
      'a',
      ':',
      '/',
    ),
  }),
);

const otherProgram = new MarkdownIt({ html: true });

suite('A chat exported as Markdown', () => {
  test('keeps every message in its place, whatever is written in it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tokens = otherProgram.parse(markdownDocument(conversationOf(text), forms), {});
        const headings = tokens.flatMap((token, index) =>
          token.type === 'heading_open' && token.level === 0 && Number(token.tag.slice(1)) <= 2
            ? [`${token.tag} ${tokens[index + 1]?.content ?? ''}`]
            : [],
        );
        assert.equal(headings.length, 4, headings.join('\n'));
        assert.equal(headings[1], 'h2 You');
        assert.equal(headings[3], 'h2 You');
        assert.equal(tokens.at(-2)?.content, 'The last question');
      }),
      { numRuns: 150 },
    );
  });

  test('holds no HTML but its own, and no picture that loads by itself', () => {
    const own = /^(?:<details>\n<summary>[^<>]*<\/summary>|<\/details>)\n?$/;
    fc.assert(
      fc.property(texts, (text) => {
        for (const token of otherProgram.parse(markdownDocument(conversationOf(text), forms), {})) {
          if (token.type === 'html_block') assert.match(token.content, own);
          for (const child of token.children ?? []) {
            assert.notEqual(child.type, 'image');
            if (child.type === 'html_inline') assert.match(child.content, /^<br[ \t]*\/?>$/i);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('is what was written, with headings set down, links of its own and open fences closed', () => {
    const text = [
      '# Title\n\nWords *here*, `<b>`, a <b>tag</b> and 3 < 4.\n\nUnder\nline\n---',
      '![cat](https://a.example/cat.png) [one][1] [1] <https://b.example>',
      '| a | b |\n|---|---|\n| <i>x</i> | `a \\| <b>` |',
      '[1]: https://c.example',
      '```html\n<p>open',
    ].join('\n\n');
    assert.equal(
      containedMarkdown(text, 'm2'),
      [
        '### Title\n\nWords *here*, `<b>`, a \\<b>tag\\</b> and 3 < 4.\n\n#### Under line',
        '[Picture: cat](https://a.example/cat.png) [one][1-m2] [1][1-m2] <https://b.example>',
        '| a | b |\n|---|---|\n| \\<i>x\\</i> | `a \\| <b>` |',
        '[1-m2]: https://c.example',
        '```html\n<p>open\n```',
      ].join('\n\n'),
    );
  });

  test('shows who said what, the reasoning folded, and how an answer ended', () => {
    const text = markdownDocument(
      {
        ...conversationOf('Hello'),
        messages: [
          { role: 'user', id: 'q', parentId: null, createdAt: 0, text: 'Why?', attachments: [] },
          {
            role: 'assistant',
            id: 'last',
            parentId: 'q',
            createdAt: 0,
            text: 'Because.',
            reasoning: 'Hm.',
            state: 'stopped',
            model: 'maker/Nice-Model',
            provider: 'groq',
            usage: { promptTokens: 1000, completionTokens: 234 },
          },
          { role: 'user', id: 'other', parentId: null, createdAt: 0, text: 'Another', attachments: [] },
        ],
      },
      forms,
    );
    const folded = '<details>\n<summary>Reasoning</summary>\n\nHm.\n\n</details>';
    assert.ok(text.startsWith('# Hello\n\n_2 messages, last changed on '), text);
    assert.match(text, /Not shown: 1 message of other versions; an export as JSON has them\._\n/);
    assert.ok(
      text.endsWith(
        `## You\n\nWhy?\n\n## Nice Model\n\n${folded}\n\nBecause.\n\n_Stopped · Answered by Groq · 1,234 tokens_\n`,
      ),
      text,
    );
  });
});

const ownTags = new Set(
  'article details figcaption figure footer h1 h2 header img main pre summary'.split(' '),
);

const { DOMParser } = new JSDOM().window;

/** Our own style is the same everywhere, and slow to read. */
function parsed(html: string): Document {
  return new DOMParser().parseFromString(
    html.replace(/<style>[^<]*<\/style>/, '<style></style>'),
    'text/html',
  );
}

/** What a page holds that could run, load, submit or leave. */
function dangers(html: string): readonly string[] {
  const document = parsed(html);
  const found = [...document.querySelectorAll('[style], script, link, base, form, iframe, object, svg')].map(
    ({ localName }) => localName,
  );
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'srcset' || name === 'action') found.push(name);
      if (name === 'src' && !/^data:image\/(?:png|jpeg);base64,/.test(value)) found.push(value);
      if (name === 'href' && !/^(?:https?:\/\/|mailto:|#m\d+-(?:note|text)-\d+$)/.test(value))
        found.push(value);
    }
  }
  assert.equal(document.querySelectorAll('style').length, 1);
  assert.equal(document.querySelectorAll('article').length, 3, 'a message broke out of its place');
  assert.equal(document.querySelectorAll('meta[http-equiv]').length, 1);
  for (const { localName, namespaceURI } of document.querySelectorAll('main *')) {
    // What a formula may be made of is held by the tests of formulas.
    if (ownTags.has(localName) || namespaceURI?.endsWith('/MathML') === true) continue;
    if (
      !/^(?:a|blockquote|br|code|div|em|h[3-6]|hr|input|li|ol|p|s|span|strong|sup|table|tbody|td|th|thead|tr|ul)$/.test(
        localName,
      )
    )
      found.push(localName);
  }
  return found;
}

suite('A chat exported as a web page', () => {
  test('shows an answer by the panel’s allow-list, whatever is written in it', () => {
    const { document } = new JSDOM().window;
    const container = document.createElement('div');
    for (const text of [...hostile, ...Object.values(documents)]) {
      container.innerHTML = markdownToHtml(text, 'test');
      for (const link of container.querySelectorAll('a')) {
        assert.equal(link.rel, 'noopener noreferrer');
        link.removeAttribute('rel');
      }
      assert.deepEqual(violations(container), [], text);
    }
  });

  test('runs, loads and submits nothing, whatever is written in it', async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        assert.deepEqual(dangers(await htmlDocument(conversationOf(text), forms)), []);
      }),
      { numRuns: 60 },
    );
  });

  test('allows its own style by a hash, and nothing else', async () => {
    const html = await htmlDocument(conversationOf('Hello'), forms);
    const { document } = new JSDOM(html).window;
    const policy = document
      .querySelector('meta[http-equiv="Content-Security-Policy"]')
      ?.getAttribute('content');
    const style = document.querySelector('style')?.textContent ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    const hash = Buffer.from(digest).toString('base64');
    assert.equal(
      policy,
      `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    assert.ok(!/url\(|@import/.test(style));
  });

  test('shows answers as the panel does, and pictures and reasoning in their place', async () => {
    const address = 'data:image/png;base64,iVBORw==';
    const conversation = {
      ...conversationOf('**Bold** [a](https://a.example)'),
      pictures: { [pictureFile]: address },
    };
    const { document } = new JSDOM(await htmlDocument(conversation, forms)).window;
    const [question, answer] = document.querySelectorAll('article');
    assert.ok(question && answer);
    assert.equal(question.querySelector('.written')?.textContent, '**Bold** [a](https://a.example)');
    assert.equal(question.querySelector('img')?.getAttribute('src'), address);
    assert.equal(answer.querySelector('strong')?.textContent, 'Bold');
    assert.equal(answer.querySelector('a')?.getAttribute('rel'), 'noopener noreferrer');
    assert.equal(answer.querySelector('details')?.open, false);
    assert.equal(document.documentElement.lang, 'en');
  });
});

suite('Files for many chats', () => {
  test('have names that every system takes, none like another', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), texts), { maxLength: 20 }), (titles) => {
        const names = new UniqueNames();
        const taken = titles.map((title) => names.take(fileNameFrom(title)));
        assert.equal(new Set(taken.map((name) => name.toLowerCase())).size, titles.length);
        for (const name of taken) {
          assert.match(name, /^[^<>:"/\\|?*\p{Cc}\p{Cf}]+$/u);
          assert.ok(!/^[. ]|[. ]$/.test(name) && Array.from(name).length <= 90, name);
        }
      }),
    );
    assert.deepEqual(
      ['../etc/passwd', 'con', 'Index', '  ', 'a/b: "c"?', '\u202Egpj.exe', 'x'.repeat(200)].map(
        fileNameFrom,
      ),
      ['etc passwd', 'con chat', 'Index chat', 'Chat', 'a b c', 'gpj.exe', 'x'.repeat(80)],
    );
  });

  test('are listed with titles that mean nothing to Markdown or HTML', async () => {
    const title = '<b>](https://evil.example) [x';
    const entry = indexEntry(conversationOf(title), 'a (1)#.md');
    const [paragraph] = otherProgram
      .parse(markdownIndex([entry]), {})
      .filter(({ type, content }) => type === 'inline' && content.includes('evil'));
    assert.deepEqual(
      paragraph?.children?.filter(({ type }) => type === 'link_open').map((link) => link.attrGet('href')),
      ['a%20%281%29%23.md'],
    );
    assert.ok(paragraph.children.every(({ type }) => type !== 'html_inline'));
    const { document } = new JSDOM(await htmlIndex([entry], forms)).window;
    const link = document.querySelector('a');
    assert.equal(link?.textContent, title);
    assert.equal(link.getAttribute('href'), 'a%20(1)%23.md');
  });
});
