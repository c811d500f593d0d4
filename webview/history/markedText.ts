import { html, type TemplateResult } from 'lit';
import type { TextRange } from '../../src/protocol/history';

/** A text in which what was searched for is marked. It came from a person or a model, so it is only ever text. */
export function markedText(text: string, ranges: readonly TextRange[]): readonly (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let position = 0;
  for (const [start, end] of ranges) {
    if (start < position || end <= start) continue;
    parts.push(text.slice(position, start), html`<mark>${text.slice(start, end)}</mark>`);
    position = end;
  }
  parts.push(text.slice(position));
  return parts;
}
