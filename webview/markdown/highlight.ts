import type { Emitter, HLJSApi, LanguageFn } from 'highlight.js';
import core from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import graphql from 'highlight.js/lib/languages/graphql';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import latex from 'highlight.js/lib/languages/latex';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import perl from 'highlight.js/lib/languages/perl';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import r from 'highlight.js/lib/languages/r';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import scss from 'highlight.js/lib/languages/scss';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import vbnet from 'highlight.js/lib/languages/vbnet';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import type { HighlightedText } from './highlighter';
import type { Language } from './languages';

const grammars: Readonly<Record<Language, LanguageFn>> = {
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  dockerfile,
  go,
  graphql,
  ini,
  java,
  javascript,
  json,
  kotlin,
  latex,
  lua,
  makefile,
  markdown,
  perl,
  php,
  powershell,
  python,
  r,
  ruby,
  rust,
  scss,
  sql,
  swift,
  typescript,
  vbnet,
  xml,
  yaml,
};

interface Part {
  readonly scope: string;
  readonly children: (string | Part)[];
}

/** Takes the parts as highlight.js finds them, so that no HTML has to be written and read again. */
class PartsEmitter implements Emitter {
  readonly parts: (string | Part)[] = [];
  readonly #open: (string | Part)[][] = [this.parts];

  // The types don't say so, but highlight.js calls these two for nested modes, the next two for keywords.
  openNode(name: string): void {
    this.startScope(name);
  }

  closeNode(): void {
    this.endScope();
  }

  startScope(name: string): void {
    // `title.function` is a title first of all; themes of VS Code tell no more apart.
    const part: Part = { scope: name.split('.')[0] ?? name, children: [] };
    this.#innermost().push(part);
    this.#open.push(part.children);
  }

  endScope(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  addText(text: string): void {
    if (text !== '') this.#innermost().push(text);
  }

  finalize(): void {
    this.#open.splice(1);
  }

  toHTML(): string {
    return '';
  }

  __addSublanguage(emitter: Emitter): void {
    if (emitter instanceof PartsEmitter) this.#innermost().push(...emitter.parts);
  }

  #innermost(): (string | Part)[] {
    return this.#open.at(-1) ?? this.parts;
  }
}

function createHighlighter(): HLJSApi {
  const highlighter = core.newInstance();
  highlighter.configure({ __emitter: PartsEmitter });
  for (const [name, grammar] of Object.entries(grammars)) highlighter.registerLanguage(name, grammar);
  return highlighter;
}

// Grammars are compiled once and hold nothing of the code they read.
const highlighter = createHighlighter();

/** Finds keywords, strings, comments and so on in code. */
export function highlight(code: string, language: Language): readonly HighlightedText[] | undefined {
  const { _emitter: emitter } = highlighter.highlight(code, { language, ignoreIllegals: true });
  return emitter instanceof PartsEmitter ? emitter.parts : undefined;
}
