import type { DomWriter, Mounted } from './dom';
import type { View } from './view';

/** Blocks in a section. */
export const sectionSize = 50;

/**
 * The blocks of a text, in order. A long one stands in sections: what is far from view costs neither layout nor paint
 * there, but the browser asks each section about that in every frame, so that a section a block would make it worse.
 * The blocks that all answers have stand in none. Which section a block is in depends on its number alone.
 */
export class Sections {
  readonly #container: HTMLElement;
  readonly #sections: HTMLElement[] = [];

  constructor(container: HTMLElement) {
    this.#container = container;
  }

  /**
   * Makes `mounted`, the last blocks, show `views`.
   *
   * @param from the number of the first of them
   */
  write(writer: DomWriter, from: number, mounted: readonly Mounted[], views: readonly View[]): Mounted[] {
    const all = views.map((view, position) => {
      const parent = this.#parentOf(from + position);
      const [written] = writer.write(parent, mounted.slice(position, position + 1), [view]);
      if (!written) throw new Error('a view was not written');
      return written;
    });
    for (const surplus of mounted.slice(views.length)) writer.remove(surplus);
    for (let last = this.#sections.at(-1); last?.hasChildNodes() === false; last = this.#sections.at(-1)) {
      last.remove();
      this.#sections.pop();
    }
    return all;
  }

  #parentOf(block: number): HTMLElement {
    const index = Math.floor(block / sectionSize) - 1;
    if (index < 0) return this.#container;
    const present = this.#sections[index];
    if (present) return present;
    const created = this.#container.ownerDocument.createElement('div');
    created.className = 'section';
    this.#sections.push(created);
    this.#container.append(created);
    return created;
  }
}
