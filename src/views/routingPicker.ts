import * as vscode from 'vscode';
import { providerInWords } from '../core/inference/names';

/** What the person chose, or that they want the list of models again. */
export type RoutingChoice = { readonly kind: 'chosen'; readonly routing: string } | { readonly kind: 'back' };

type Line = vscode.QuickPickItem & { readonly routing: string };

/**
 * Asks how the provider is chosen among those that serve a model. `undefined`: the person left.
 */
export async function pickRouting(
  current: string,
  providers: readonly string[],
): Promise<RoutingChoice | undefined> {
  const line = (routing: string, label: string, detail?: string): Line => ({
    routing,
    label: routing === current ? `$(check) ${label}` : label,
    ...(detail === undefined ? {} : { detail }),
  });
  const lines = [
    line('fastest', 'Fastest', 'Whoever answers soonest.'),
    line('cheapest', 'Cheapest', 'Whoever asks the least money.'),
    line('preferred', 'Your own order', 'The order that you set in your account on Hugging Face.'),
  ];
  const picker = vscode.window.createQuickPick<Line>();
  picker.title = 'How to Choose the Provider';
  picker.placeholder = 'Several companies run each model; who should answer?';
  picker.buttons = [vscode.QuickInputButtons.Back];
  picker.items = [
    ...lines,
    ...(providers.length === 0
      ? []
      : [{ routing: '', label: 'Always the same one', kind: vscode.QuickPickItemKind.Separator }]),
    ...providers.map((provider) => line(provider, providerInWords(provider))),
  ];
  picker.activeItems = picker.items.filter(({ routing }) => routing === current);
  const listeners: vscode.Disposable[] = [];
  return new Promise<RoutingChoice | undefined>((resolve) => {
    listeners.push(
      picker.onDidAccept(() => {
        const chosen = picker.selectedItems[0];
        if (chosen !== undefined) resolve({ kind: 'chosen', routing: chosen.routing });
      }),
      picker.onDidTriggerButton(() => resolve({ kind: 'back' })),
      picker.onDidHide(() => resolve(undefined)),
    );
    picker.show();
  }).finally(() => {
    for (const listener of listeners) listener.dispose();
    picker.dispose();
  });
}
