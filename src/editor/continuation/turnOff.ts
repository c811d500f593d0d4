import * as vscode from 'vscode';
import { settingsSection, type SettingName } from '../../platform/settings';

/** Turns continuing by itself off for the person. */
export async function turnContinuingOff(): Promise<void> {
  const name: SettingName = 'continueAutomatically';
  await vscode.workspace
    .getConfiguration(settingsSection)
    .update(name, undefined, vscode.ConfigurationTarget.Global);
}

/** Shows the setting with the model that continues. */
export async function chooseModelForContinuing(): Promise<void> {
  const name: SettingName = 'continueModel';
  await vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.${name}`);
}
