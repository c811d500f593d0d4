/**
 * What a formula may be made of: MathML for screens (MathML Core), without anything that leads elsewhere, loads,
 * covers or runs. As in `view.ts`, no name comes from the text, and every value is checked where it is made.
 */
export type MathTag =
  | 'math'
  | 'menclose'
  | 'mfrac'
  | 'mi'
  | 'mmultiscripts'
  | 'mn'
  | 'mo'
  | 'mover'
  | 'mpadded'
  | 'mphantom'
  | 'mprescripts'
  | 'mroot'
  | 'mrow'
  | 'mspace'
  | 'msqrt'
  | 'mstyle'
  | 'msub'
  | 'msubsup'
  | 'msup'
  | 'mtable'
  | 'mtd'
  | 'mtext'
  | 'mtr'
  | 'munder'
  | 'munderover';

export interface MathView {
  readonly tag: MathTag;
  /** Names and values are both checked: see `typeset.ts`. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (MathView | string)[];
}

/**
 * Sets a formula written in TeX; undefined where it can't be set. What sets formulas may have to be loaded first:
 * only then is the answer a promise.
 */
export type Typesetter = (
  tex: string,
  display: boolean,
) => MathView | undefined | Promise<MathView | undefined>;

let loaded: Typesetter | undefined;

/** Loads what sets formulas when the first one occurs; from then on they are set at once. */
export const typesetLazily: Typesetter = (tex, display) => {
  if (loaded) return loaded(tex, display);
  return import('./typeset').then(({ typeset }) => {
    loaded = typeset;
    return typeset(tex, display);
  });
};
