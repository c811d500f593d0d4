import type { StorageTrouble } from '../../core/chat/chatEvent';
import type { PanelStatus } from '../../protocol';
import { otherServerName } from '../../platform/settings';
import type { SettingProblem, Settings } from '../../platform/settings';
import { routingInWords } from '../modelItems';

export interface PanelStatusInput {
  readonly hasToken: boolean;
  readonly model: { readonly name: string; readonly recommended: boolean; readonly seesPictures?: boolean };
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
  readonly storageTrouble: StorageTrouble | undefined;
  /** Whether the conversation that is shown is, or will be, on disk. */
  readonly isKept: boolean;
}

/** What the panel shows around the transcript. */
export function panelStatus(input: PanelStatusInput): PanelStatus {
  const { hasToken, model, settings, problems, storageTrouble, isKept } = input;
  const problem =
    problems.find(({ setting }) => ['routerUrl', 'hubUrl', 'billTo'].includes(setting)) ??
    (storageTrouble === undefined ? problems[0] : undefined);
  return {
    setup: hasToken ? 'ready' : 'noToken',
    modelName: model.name,
    modelDetail: `${model.recommended ? 'Recommended model' : 'Chosen by you'}; provider: ${routingInWords(settings.routing)}`,
    ...(model.seesPictures === false && { readsTextOnly: true as const }),
    notice:
      problem?.sentence ??
      (storageTrouble === undefined && !isKept ? notKept : storageTroubleInWords(storageTrouble)),
    noticeOpensSettings: problem !== undefined,
    serverName: otherServerName(settings.routerUrl),
  };
}

const notKept = 'History is off, so this chat is not kept: it is gone when this window closes.';

function storageTroubleInWords(trouble: StorageTrouble | undefined): string {
  switch (trouble) {
    case undefined:
      return '';
    case 'diskFull':
      return 'The disk is full, so this chat is not saved. Free some space and it is saved by itself; until then keep this window open.';
    case 'notPermitted':
      return 'This chat is not saved, as VS Code may not write into its own folder. Keep this window open, and copy what matters.';
    case 'unexpected':
      return 'This chat could not be saved. It is tried again; until then keep this window open.';
    case 'unreadable':
      return 'An earlier chat could not be read from disk. Its file is kept as it is; try to open it again in a while.';
    case 'newer':
      return 'A newer version of Huggingphaze wrote in this chat, so something may be missing here. Nothing of it is lost; update Huggingphaze to see all.';
  }
}
