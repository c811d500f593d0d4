import * as vscode from 'vscode';
import { explainLevelFrom, explainLevels, type ExplainLevel } from '../../core/text/explain/explainLevel';
import type { Memory } from '../editorServices';

const lastLevelKey = 'explainLevel';

/** Asks how much the person knows of what is explained; what they said last is chosen already. */
export async function pickLevel(
  title: string,
  memory: Memory,
  usual: ExplainLevel,
): Promise<ExplainLevel | undefined> {
  const last = explainLevelFrom(memory.get(lastLevelKey)) ?? usual;
  const items = explainLevels.map(({ level, label, detail }) => ({
    label,
    detail,
    level,
    ...(level === usual && { description: 'what Explain uses' }),
  }));
  const pick = vscode.window.createQuickPick<(typeof items)[number]>();
  pick.title = title;
  pick.placeholder = 'How much do you know about it?';
  pick.items = items;
  pick.activeItems = items.filter(({ level }) => level === last);
  pick.buttons = [
    { iconPath: new vscode.ThemeIcon('gear'), tooltip: 'Choose what Explain uses without asking' },
  ];
  try {
    const chosen = await new Promise<ExplainLevel | undefined>((resolve) => {
      pick.onDidAccept(() => resolve(pick.activeItems[0]?.level));
      pick.onDidHide(() => resolve(undefined));
      pick.onDidTriggerButton(() => {
        void vscode.commands.executeCommand('workbench.action.openSettings', 'huggingphaze.explainLevel');
        resolve(undefined);
      });
      pick.show();
    });
    if (chosen !== undefined) await memory.update(lastLevelKey, chosen);
    return chosen;
  } finally {
    pick.dispose();
  }
}
