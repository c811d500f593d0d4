import type { Env } from 'markdown-it';

type Definitions = NonNullable<Env['references']>;

/**
 * The link definitions (`[label]: address`) of the text so far. As in CommonMark, the first one of a label
 * counts, and those who use a label may stand before it.
 */
export class References {
  readonly #definitions: Definitions = {};

  /** For text that can't change any more: its definitions are kept, labels not defined so far go to `missed`. */
  forSettled(missed: Set<string>): Env {
    return {
      references: new Proxy(this.#definitions, {
        get: (definitions, label) => {
          const definition: unknown = Reflect.get(definitions, label);
          if (definition === undefined && typeof label === 'string') missed.add(label);
          return definition;
        },
      }),
    };
  }

  /** For text that may still change: it sees all definitions and leaves none. */
  forOpen(): Env {
    const own: Definitions = {};
    Object.setPrototypeOf(own, this.#definitions);
    return { references: own };
  }

  defines(label: string): boolean {
    return Object.hasOwn(this.#definitions, label);
  }
}
