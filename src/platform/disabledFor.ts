import * as vscode from 'vscode';
import { settingsSection, type SettingName } from './settings';

const name: SettingName = 'disabledFor';

/**
 * Whether the person wants nothing offered by itself in a document: no lightbulb, no hover, no continuation. What they
 * run themselves works there all the same. What the workspace and its folder name adds to what the person named. Cheap:
 * VS Code has the settings at hand.
 */
export function isDisabledFor(document: vscode.TextDocument): boolean {
  const set = vscode.workspace.getConfiguration(settingsSection, document).inspect<unknown>(name);
  if (set === undefined) return false;
  const entries = [set.globalValue, set.workspaceValue, set.workspaceFolderValue].flatMap((value: unknown) =>
    Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [],
  );
  return entries.some((entry) => isMeant(entry.trim(), document));
}

/** Whether the person wants hovers to offer to explain what they point at. */
export function hoverIsWanted(): boolean {
  const hover: SettingName = 'hover';
  return vscode.workspace.getConfiguration(settingsSection).get<unknown>(hover) !== false;
}

/** An entry is the id of a language, or a glob for the file's whole path or for any end of it. */
function isMeant(entry: string, document: vscode.TextDocument): boolean {
  if (entry === '' || entry === document.languageId) return entry !== '';
  const isWhole = /^(?:[/\\]|\*\*|[a-z]:)/i.test(entry);
  return vscode.languages.match({ pattern: isWhole ? entry : `**/${entry}` }, document) > 0;
}
