import * as vscode from 'vscode';
import { ContinuationAsker } from '../../core/continuation/askForContinuation';
import { ContinuationCache, type RemainingContinuation } from '../../core/continuation/continuationCache';
import { CostGuard } from '../../core/continuation/costGuard';
import type { Releasable } from '../../core/emitter';
import { AutomaticContinuation } from './automaticContinuation';
import type { Provide } from './automaticStandIn';
import type { ContinuationServices, ContinuationTools } from './continuationServices';
import { ContinuationOnDemand } from './continuationOnDemand';
import { placeOf } from './surroundings';

/** What continuing at the cursor does. Loaded when it is first used. */
export interface Continuations extends Releasable {
  /** Prepares what comes next at the cursor and shows it there, to be taken or left. */
  continueWriting(): Promise<void>;
  readonly provide: Provide;
  /** Ends what is being prepared on demand; false if nothing was. */
  stop(): boolean;
}

/** @param show has VS Code ask us what it can suggest at the cursor now */
export function createContinuations(
  services: ContinuationServices,
  show: () => Promise<void>,
): Continuations {
  const tools: ContinuationTools = {
    services,
    asker: new ContinuationAsker(services.client),
    guard: new CostGuard({ fileSystem: services.fileSystem, log: services.log, today }),
  };
  const cache = new ContinuationCache();
  const automatic = new AutomaticContinuation(tools);
  const onDemand = new ContinuationOnDemand(tools, cache, show);
  return {
    continueWriting: async () => onDemand.run(),
    stop: () => onDemand.stop(),
    provide: async (document, position, context, token) => {
      const place = placeOf(document, position);
      const known = cache.find(place);
      if (known !== undefined) return itemsFor(known, document, position, context);
      const text = await automatic.ask(document, position, context, token);
      if (text === undefined) return [];
      cache.add(place, text);
      return itemsFor({ text, replaces: 0 }, document, position, context);
    },
    dispose: () => {
      onDemand.stop();
      automatic.dispose();
    },
  };
}

function itemsFor(
  { text, replaces }: RemainingContinuation,
  document: vscode.TextDocument,
  position: vscode.Position,
  { selectedCompletionInfo: selected }: vscode.InlineCompletionContext,
): vscode.InlineCompletionItem[] {
  if (text === '') return [];
  if (selected === undefined) {
    const range = new vscode.Range(position, position.translate(0, replaces));
    return [new vscode.InlineCompletionItem(text, range)];
  }
  // While a list of words is open, VS Code shows only what goes on from the chosen one.
  const whole = document.getText(new vscode.Range(selected.range.start, position)) + text;
  return whole.startsWith(selected.text) ? [new vscode.InlineCompletionItem(whole, selected.range)] : [];
}

/** The day on the person's calendar, as in `2026-11-26`. */
function today(): string {
  const now = new Date();
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
