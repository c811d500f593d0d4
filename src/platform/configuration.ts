import * as vscode from 'vscode';
import { settingsSection } from './settings';
import type { ConfigurationSource, SettingName } from './settings';

/**
 * The settings as VS Code merges them from the person's, the workspace's and the folder's; but the instructions for
 * the model are the person's own alone, for those of a workspace add to them: see {@link workspaceInstructions}.
 */
export const workspaceConfiguration: ConfigurationSource = {
  read: (name) => {
    const configuration = vscode.workspace.getConfiguration(settingsSection);
    if (name !== 'customInstructions') return configuration.get<unknown>(name);
    return configuration.inspect<unknown>(name)?.globalValue;
  },
};

/** The instructions that the workspace's settings add, where the person trusts the workspace; else empty. */
export function workspaceInstructions(): string {
  if (!vscode.workspace.isTrusted) return '';
  const name: SettingName = 'customInstructions';
  const value = vscode.workspace.getConfiguration(settingsSection).inspect<unknown>(name)?.workspaceValue;
  return typeof value === 'string' ? value.trim() : '';
}

/**
 * Writes a setting where it is set already (a workspace may have its own), else for the person. False, after saying
 * so, where VS Code could not write it.
 */
export async function writeSetting(name: SettingName, value: string): Promise<boolean> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const inWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  try {
    // The person's own settings file is kept free of what is the default anyway.
    await configuration.update(name, value === '' && !inWorkspace ? undefined : value, target);
    return true;
  } catch {
    const choice = await vscode.window.showErrorMessage(
      'Your choice could not be saved, as the settings file could not be written. Perhaps it has unsaved changes or a mistake in it.',
      'Open settings file',
    );
    if (choice !== undefined) {
      await vscode.commands.executeCommand(
        inWorkspace ? 'workbench.action.openWorkspaceSettingsFile' : 'workbench.action.openSettingsJson',
      );
    }
    return false;
  }
}

/** What the open workspace is told by: the address of its file, or of its folders. Empty where none is open. */
export function workspaceAddresses(): readonly string[] {
  const { workspaceFile, workspaceFolders = [] } = vscode.workspace;
  return workspaceFile ? [workspaceFile.toString()] : workspaceFolders.map(({ uri }) => uri.toString());
}
