import MarkdownIt, { type Env, type MarkdownIt as Parser, type Token } from 'markdown-it';
import { readFootnotes } from './footnotes';
import { openFormulas, readFormulas } from './formulas';
import { continued, readLongText } from './longText';
import { mendOpenEnd } from './mend';

/**
 * GitHub-flavoured Markdown as tokens. markdown-it reads line by line as CommonMark defines it, so that a
 * block that another one follows can't change any more; its tokens tell their lines and hold decoded
 * entities. Raw HTML stays text. Which links live is decided in `address.ts`, so here all of them pass.
 */
function createParser(): Parser {
  const parser = new MarkdownIt({ html: false, linkify: true });
  parser.validateLink = () => true;
  // An address is shown as it was written: decoding it could make it look like another one.
  parser.normalizeLinkText = (written) => written;
  // Only what is surely an address: `README.md` and `node.js` are none.
  parser.linkify
    .set({ fuzzyLink: false, fuzzyEmail: true })
    .add('ftp:', null)
    .add('//', null)
    .add('www.', {
      validate: (text, position, linkify) => {
        const address = linkify.matchAtStart(`http://www.${text.slice(position, position + 2048)}`);
        return address ? address.lastIndex - 'http://www.'.length : 0;
      },
      normalize: (match) => {
        match.url = `https://${match.raw}`;
      },
    });
  // The one tag that models need, inside tables, where Markdown has no line break of its own.
  parser.inline.ruler.before('autolink', 'line_break_tag', (state, silent) => {
    const tag = /^<br[ \t]*\/?>/iu.exec(state.src.slice(state.pos, state.pos + 12));
    if (!tag) return false;
    if (!silent) state.push('hardbreak', 'br', 0);
    state.pos += tag[0].length;
    return true;
  });
  parser.use(readLongText).use(mendOpenEnd).use(readFormulas).use(readFootnotes);
  return parser;
}

// It holds rules only, nothing of any text, and takes milliseconds to make: all renderers use the same.
const parser = createParser();

/** Blocks only, their lines unread: enough to see where one ends. A formula may go on after the end.
 *
 * @param continuedLength characters that only say that a paragraph goes on
 */
export function parseBlocks(source: string, continuedLength = 0): Token[] {
  const tokens: Token[] = [];
  parser.block.parse(source, parser, { [openFormulas]: true, [continued]: continuedLength }, tokens);
  return tokens;
}

/** Blocks and what stands in their lines. The definitions of links that it finds are added to `environment`. */
export function parse(source: string, environment: Env): Token[] {
  return parser.parse(source, environment);
}

/** The text after an opening fence, with entities and escapes decoded. */
export function infoString(token: Token): string {
  return parser.utils.unescapeAll(token.info);
}
