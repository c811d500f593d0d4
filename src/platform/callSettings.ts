import type { ChatSettings } from '../core/chat/modelChoice';
import { workspaceInstructions } from './configuration';
import type { Settings } from './settings';

/** What of the settings goes into a call; what is not set is left out. */
export function chatSettings({
  maxTokens,
  temperature,
  customInstructions,
  betterTitles,
  keepHistory,
}: Settings): ChatSettings {
  return {
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(temperature === undefined ? {} : { temperature }),
    customInstructions,
    betterTitles,
    keepHistory,
    workspaceInstructions: workspaceInstructions(),
  };
}

/** The same for commands on documents, which know of one kind of instructions only. */
export function editorSettings(
  settings: Settings,
): Omit<ChatSettings, 'workspaceInstructions'> & Pick<Settings, 'explainLevel'> {
  const { workspaceInstructions: added = '', ...others } = chatSettings(settings);
  const instructions = [others.customInstructions, added].filter((part) => part !== '');
  const { explainLevel } = settings;
  return { ...others, customInstructions: instructions.join('\n'), explainLevel };
}
