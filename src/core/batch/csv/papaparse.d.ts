/** What of papaparse is used here. Its published types would bring Node's into `core`. */
declare module 'papaparse' {
  interface ParseStep {
    readonly data: readonly string[];
    readonly errors: readonly { readonly code: string }[];
    /** `cursor`: where the next row begins, in UTF-16 units. */
    readonly meta: { readonly cursor: number };
  }

  const papaparse: {
    parse(
      text: string,
      options: {
        readonly delimiter: string;
        readonly newline: '\n' | '\r';
        readonly step: (row: ParseStep) => void;
      },
    ): void;
    parse(
      text: string,
      options: {
        readonly preview: number;
        readonly newline: '\n' | '\r';
        readonly skipEmptyLines: boolean;
        readonly delimitersToGuess: readonly string[];
      },
    ): { readonly meta: { readonly delimiter: string } };
    unparse(
      rows: readonly (readonly string[])[],
      options: { readonly delimiter: string; readonly escapeFormulae: RegExp },
    ): string;
  };
  export = papaparse;
}
