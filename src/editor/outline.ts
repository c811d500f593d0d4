import * as vscode from 'vscode';

/** How long a language's own outline is waited for, in milliseconds, before the layout of the text decides. */
const outlinePatience = 400;

export const functionKinds: ReadonlySet<vscode.SymbolKind> = new Set([
  vscode.SymbolKind.Function,
  vscode.SymbolKind.Method,
  vscode.SymbolKind.Constructor,
]);

/** What may be documented and tested by itself. */
export const declarationKinds: ReadonlySet<vscode.SymbolKind> = new Set([
  ...functionKinds,
  vscode.SymbolKind.Class,
  vscode.SymbolKind.Interface,
  vscode.SymbolKind.Struct,
  vscode.SymbolKind.Enum,
]);

/** The innermost symbol of these kinds around a position, as far as the language tells in time. */
export async function symbolAround(
  document: vscode.TextDocument,
  position: vscode.Position,
  kinds: ReadonlySet<vscode.SymbolKind>,
): Promise<vscode.Range | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), outlinePatience);
  });
  const outline = vscode.commands
    .executeCommand<readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    )
    .then(
      (symbols) => symbols,
      // A language's outline that fails is no reason not to go on: the layout of the text decides.
      () => undefined,
    );
  const symbols = await Promise.race([outline, patience]);
  clearTimeout(timer);
  return symbols === undefined ? undefined : innermost(symbols, position, kinds);
}

function innermost(
  symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[],
  position: vscode.Position,
  kinds: ReadonlySet<vscode.SymbolKind>,
): vscode.Range | undefined {
  let found: vscode.Range | undefined;
  for (const symbol of symbols) {
    const range = 'range' in symbol ? symbol.range : symbol.location.range;
    if (!range.contains(position)) continue;
    if (kinds.has(symbol.kind) && found?.contains(range) !== false) found = range;
    const inner = 'children' in symbol ? innermost(symbol.children, position, kinds) : undefined;
    if (inner !== undefined) found = inner;
  }
  return found;
}
