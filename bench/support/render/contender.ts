/** Something that shows Markdown which arrives in pieces. */
export interface Contender {
  append(text: string): void;
  end(): void;
}

/** Begins with an empty container, which is the contender's own. */
export type CreateContender = (container: HTMLElement) => Contender;
