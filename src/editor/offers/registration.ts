import * as vscode from 'vscode';
import type * as Offers from './offers';

/** Every document there is; what is left out of them `offers.ts` decides. */
const everywhere: vscode.DocumentSelector = { scheme: '*' };

/**
 * Registers what we offer in documents by ourselves: the lightbulb and “Explain this”. VS Code asks running extensions alone, so this is
 * done when a window has started, and must cost next to nothing: no file is read and nothing is loaded before VS Code
 * first asks.
 */
export function registerOffers(): vscode.Disposable {
  const load = async (): Promise<typeof Offers> => import('./offers');
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      everywhere,
      {
        provideCodeActions: async (document, range, context) =>
          (await load()).codeActionsFor(document, range, context),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite] },
    ),
    vscode.languages.registerHoverProvider(everywhere, {
      provideHover: async (document, position) => (await load()).hoverFor(document, position),
    }),
  );
}
