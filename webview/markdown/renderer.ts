import type { Token } from 'markdown-it';
import { CodeBlock } from './codeBlock';
import { listenForCopies } from './copy';
import { DomWriter, type Mounted } from './dom';
import { FootnoteLinks } from './footnoteLinks';
import { footnotes } from './footnotes';
import { Footnotes } from './footnoteScope';
import { Formula } from './formula';
import { openFormulas } from './formulas';
import { joined, takeBeginning } from './growing';
import { highlightLazily, type Highlighter } from './highlighter';
import { listenForLinks } from './linkClicks';
import { typesetLazily, type Typesetter } from './mathView';
import { continued } from './longText';
import { missingDelimiterRow, openEnd, withoutUndecidedFence, withoutUndecidedLine } from './mend';
import { Outline } from './outline';
import { parse, parseBlocks } from './parser';
import { References } from './references';
import { Sections } from './sections';
import { findSettlement, type GrowingBlock } from './settlement';
import { SourceText } from './sourceText';
import { textPartLength } from './textParts';
import type { View } from './view';
import { viewsOf } from './views';

/** A block of code that has appeared in the text. */
export interface RenderedCodeBlock {
  /** The code as it stands at the moment of the call, without the line break at its end. */
  readonly code: () => string;
  /** The language's name as written after the fence, in lower case; empty where there is none. */
  readonly language: string;
  /** An empty element in the block's header: buttons go here. */
  readonly element: HTMLElement;
}

export interface MarkdownOptions {
  /** Called once for every block of code, when it appears. */
  onCodeBlock?(block: RenderedCodeBlock): void;
  /** What the ids of footnotes begin with; by default something that no other answer on the page has. */
  readonly idPrefix?: string;
  /** Called when a person opens a link; `href` is an absolute `http:`, `https:` or `mailto:` address. */
  onOpenLink(href: string): void;
  /** Colours code; by default highlight.js, loaded when it is first needed. */
  readonly highlight?: Highlighter;
  /** Sets formulas; by default Temml, loaded when it is first needed. */
  readonly typeset?: Typesetter;
  /** Told how many characters (UTF-16 units) were just parsed, to measure the work. */
  onParse?(characters: number): void;
}

export interface Markdown {
  /** Shows more text; it may end anywhere, also inside a character. Does nothing after `end`. */
  append(text: string): void;
  /** Says that the text is complete: what was half-typed is now what it is. */
  end(): void;
  /** Empties the container and lets go of it. */
  dispose(): void;
}

/**
 * Renders Markdown that arrives in pieces into `container`, which belongs to the renderer from now on and gets
 * the class `markdown`.
 *
 * What is settled never changes again, and only the open end is parsed and written anew, so that a piece costs
 * the same however long the text is. After `end` the DOM equals that of the whole text appended at once. It is
 * safe at every moment: see `view.ts`. Only links that use a definition (`[label]: address`) from further down
 * are shown as links not before the end, and the number of a footnote that has not come is taken back there.
 */
export function createMarkdown(container: HTMLElement, options: MarkdownOptions): Markdown {
  return new MarkdownRenderer(container, options);
}

/** A settled piece of the text that uses labels for which no definition had come when it was settled. */
interface Unresolved {
  /** With the head of the block that goes on at its beginning. */
  readonly source: string;
  readonly before: GrowingBlock | undefined;
  readonly labels: ReadonlySet<string>;
  readonly outline: Outline;
  /** Whether footnotes occur in it, and the labels of those in it that nothing had referred to. */
  readonly holdsFootnotes: boolean;
  readonly unusedNotes: ReadonlySet<string>;
  readonly mounted: readonly Mounted[];
}

/** A piece of the text that is settled, not yet on screen. */
type Settled = Omit<Unresolved, 'mounted'> & { readonly views: readonly View[] };

class MarkdownRenderer implements Markdown {
  readonly #container: HTMLElement;
  readonly #onParse: (characters: number) => void;
  readonly #writer: DomWriter;
  readonly #sections: Sections;
  readonly #codeBlocks = new Set<CodeBlock>();
  readonly #stopListening: () => void;
  readonly #sourceText = new SourceText();
  readonly #references = new References();
  readonly #footnotes: Footnotes;
  readonly #unresolved: Unresolved[] = [];
  /** The text from the first character that isn't settled. */
  #source = '';
  /** The block of which the beginning is settled and the rest is at the beginning of `#source`. */
  #growing: GrowingBlock | undefined;
  /** The headings of the settled text. */
  #outline = new Outline();
  /** What shows `#source`: the last nodes of the container, but for the settled beginning of `#growing`. */
  #mounted: Mounted[] = [];
  /** How many blocks stand before those, none of which can grow. */
  #closed = 0;
  #ended = false;

  constructor(container: HTMLElement, options: MarkdownOptions) {
    this.#container = container;
    this.#onParse = (characters) => options.onParse?.(characters);
    this.#footnotes = new Footnotes(options.idPrefix ?? `answer-${++answers}`);
    const highlight = options.highlight ?? highlightLazily;
    const typeset = options.typeset ?? typesetLazily;
    this.#writer = new DomWriter(container.ownerDocument, {
      codeBlock: (view) => {
        const block = new CodeBlock(container.ownerDocument, view, highlight);
        this.#codeBlocks.add(block);
        options.onCodeBlock?.({
          code: () => block.text(),
          language: view.language,
          element: block.actions,
        });
        return block;
      },
      formula: (view) => new Formula(container.ownerDocument, view, typeset),
    });
    this.#sections = new Sections(container);
    container.classList.add('markdown');
    const footnoteLinks = new FootnoteLinks(container);
    const stopLinks = listenForLinks(
      container,
      (href) => options.onOpenLink(href),
      (link) => footnoteLinks.follow(link),
    );
    const stopCopies = listenForCopies(container);
    this.#stopListening = () => {
      stopLinks();
      stopCopies();
    };
  }

  append(text: string): void {
    if (this.#ended) return;
    const added = this.#sourceText.append(text);
    if (added === '') return;
    this.#source += added;
    // Only a line that has ended can settle something, or one that is long.
    const lineLength = this.#source.length - this.#source.lastIndexOf('\n') - 1;
    const settled =
      added.includes('\n') || lineLength >= textPartLength ? this.#settle(lineLength) : undefined;
    const open = this.#openEnd();
    if (settled) this.#writeSettled(settled, open);
    else this.#mounted = this.#write(open);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#source += this.#sourceText.end();
    const settled = this.#takeSettled(this.#source.length, undefined);
    this.#mounted = this.#write(settled.views);
    this.#remember(settled, this.#mounted);
    this.#resolve();
  }

  dispose(): void {
    this.#ended = true;
    this.#stopListening();
    for (const block of this.#codeBlocks) block.dispose();
    this.#codeBlocks.clear();
    this.#container.replaceChildren();
    this.#container.classList.remove('markdown');
  }

  /** Takes from the source what can't change any more; undefined if that is nothing. */
  #settle(lineLength: number): Settled | undefined {
    const inLine = lineLength >= textPartLength;
    const head = this.#head();
    const complete = head + (inLine ? this.#source : this.#source.slice(0, -lineLength || undefined));
    this.#onParse(complete.length);
    const blocks = parseBlocks(complete, continuedLength(this.#growing));
    const { end, growing } = findSettlement(complete, blocks, this.#growing);
    if (end <= head.length || (inLine && growing?.kind !== 'paragraph')) return undefined;
    return this.#takeSettled(end - head.length, growing);
  }

  /** Takes the first `length` characters from the source; `growing` is what goes on behind them. */
  #takeSettled(length: number, growing: GrowingBlock | undefined): Settled {
    const source = this.#head() + this.#source.slice(0, length);
    const outline = this.#outline.copy();
    const labels = new Set<string>();
    this.#onParse(source.length);
    const scope = this.#footnotes.forSettled();
    const tokens = parse(source, {
      ...this.#references.forSettled(labels),
      [footnotes]: scope,
      [continued]: continuedLength(this.#growing),
    });
    const before = this.#growing;
    const views = viewsOf(tokens, source, this.#outline, before);
    this.#growing = growing;
    this.#source = this.#source.slice(length);
    const growingFence = growing?.kind === 'fence' ? views.at(-1) : undefined;
    return {
      source,
      before,
      labels,
      outline,
      holdsFootnotes: scope.touched,
      unusedNotes: scope.unused,
      views: views.map((view) => (view === growingFence ? view : completed(view))),
    };
  }

  /** What the text that isn't settled looks like, with half-typed syntax mended. */
  #openEnd(): View[] {
    const source = this.#head() + this.#openSource();
    const endsOpen = !/(?:^|\n)[ \t>]*\n?$/u.test(source);
    const environment = {
      ...this.#references.forOpen(),
      [footnotes]: this.#footnotes.forOpen(),
      [openEnd]: endsOpen,
      [openFormulas]: true,
      [continued]: continuedLength(this.#growing),
    };
    this.#onParse(source.length);
    return viewsOf(parse(source, environment), source, this.#outline.copy(), this.#growing);
  }

  #openSource(): string {
    if (this.#growing?.kind === 'fence') return withoutUndecidedFence(this.#source);
    const source = withoutUndecidedLine(this.#source);
    if (this.#growing?.kind === 'table' || !looksLikeTable.test(source)) return source;
    this.#onParse(source.length);
    return source + missingDelimiterRow(source, parseBlocks(source));
  }

  #head(): string {
    return this.#growing?.head ?? '';
  }

  #writeSettled(settled: Settled, open: readonly View[]): void {
    const { views } = settled;
    const beginning = this.#growing === undefined ? undefined : views.at(-1);
    const [rest] = open;
    const all =
      beginning && rest
        ? [...views.slice(0, -1), joined(beginning, rest), ...open.slice(1)]
        : [...views, ...open];
    const mounted = this.#write(all);
    const settledMounted = mounted.slice(0, views.length);
    this.#mounted = mounted.slice(views.length);
    const growing = beginning && rest ? settledMounted.pop() : undefined;
    this.#closed += settledMounted.length;
    if (beginning && growing) {
      settledMounted.push(takeBeginning(growing, beginning));
      this.#mounted.unshift(growing);
    }
    this.#remember(settled, settledMounted);
  }

  /** Makes the blocks that aren't closed show `views`. */
  #write(views: readonly View[]): Mounted[] {
    return this.#sections.write(this.#writer, this.#closed, this.#mounted, views);
  }

  #remember(settled: Settled, mounted: readonly Mounted[]): void {
    const { source, before, labels, outline, holdsFootnotes, unusedNotes } = settled;
    if (labels.size === 0 && !holdsFootnotes) return;
    this.#unresolved.push({ source, before, labels, outline, holdsFootnotes, unusedNotes, mounted });
  }

  /**
   * Makes links of the labels that were defined after their use, and text again of footnotes that never came, which
   * gives others new numbers.
   */
  #resolve(): void {
    const pieces = this.#unresolved.splice(0);
    const isDefined = (label: string): boolean => this.#references.defines(label);
    const isUsed = (label: string): boolean => this.#footnotes.isUsed(label);
    const numberAgain =
      this.#footnotes.lacksNotes ||
      pieces.some(
        (piece) =>
          [...piece.unusedNotes].some(isUsed) || (piece.holdsFootnotes && [...piece.labels].some(isDefined)),
      );
    const noted = this.#footnotes.anew();
    if (numberAgain) {
      for (const piece of pieces.filter(({ holdsFootnotes }) => holdsFootnotes))
        this.#parseAgain(piece, noted);
    }
    const numbered = noted.again();
    for (const piece of pieces) {
      if (!(numberAgain && piece.holdsFootnotes) && ![...piece.labels].some(isDefined)) continue;
      const tokens = this.#parseAgain(piece, numbered);
      const views = viewsOf(tokens, piece.source, piece.outline, piece.before);
      this.#writer.rewriteLines(this.#container, piece.mounted, views);
    }
  }

  #parseAgain({ source, before }: Unresolved, from: Footnotes): Token[] {
    this.#onParse(source.length);
    return parse(source, {
      ...this.#references.forSettled(new Set()),
      [footnotes]: from.forSettled(),
      [continued]: continuedLength(before),
    });
  }
}

/** Characters of the head that aren't text but only say that a paragraph goes on. */
function continuedLength(growing: GrowingBlock | undefined): number {
  return growing?.kind === 'paragraph' ? growing.head.length : 0;
}

/** Answers so far, so that the ids of each are its own. */
let answers = 0;

const looksLikeTable = /(?:^|\n)[ \t>]*\|[^\n]*\n?$/u;

/** A settled view: no code in it can grow any more. */
function completed(view: View): View {
  switch (view.kind) {
    case 'text':
    case 'formula':
      return view;
    case 'code':
      return { ...view, complete: true };
    case 'element':
      return { ...view, children: view.children.map(completed) };
  }
}
