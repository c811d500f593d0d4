import * as vscode from 'vscode';
import type { ChatService } from '../core/chat/chatService';
import { answerLengths, creativities, type ConversationSettings } from '../core/chat/conversationSettings';
import type { ChatSettings } from '../core/chat/modelChoice';
import { settingsSection } from '../platform/settings';
import { creativityWords, lengthWords, type ChoiceWords } from './chat/chatSettingsWords';

/** Longest instructions for a chat, in characters: they go along with every question. */
const longestInstructions = 20_000;

type Line = vscode.QuickPickItem & { readonly run: () => Promise<ConversationSettings | 'left' | undefined> };

/** "Settings of This Chat…": asks until the person leaves; each choice is kept at once. */
export async function editChatSettings(
  chat: Pick<ChatService, 'current' | 'setSettings'>,
  settings: () => ChatSettings,
): Promise<void> {
  for (;;) {
    const own = chat.current.settings;
    const chosen = await vscode.window.showQuickPick(lines(own, settings()), {
      title: 'Settings of This Chat',
      placeHolder: 'They hold for this chat alone, from the next answer on',
    });
    const changed = await chosen?.run();
    if (chosen === undefined || changed === 'left') return;
    if (changed) await chat.setSettings(changed);
  }
}

function lines(own: ConversationSettings, all: ChatSettings): Line[] {
  const { creativity, length, instructions } = own;
  const open = async (): Promise<'left'> => {
    await vscode.commands.executeCommand(
      'workbench.action.openSettings',
      `${settingsSection}.customInstructions`,
    );
    return 'left';
  };
  return [
    {
      label: '$(comment) Instructions for this chat',
      detail: instructions === undefined ? 'None' : inOneLine(instructions),
      run: () => askInstructions(own),
    },
    {
      label: '$(sparkle) Creativity',
      detail: creativity ? creativityWords[creativity].label : asInSettings(all.temperature !== undefined),
      run: async () => {
        const choice = await choose('Creativity', creativities, creativityWords, creativity);
        return choice && withChoice(own, 'creativity', choice.value);
      },
    },
    {
      label: '$(list-flat) Length of the answers',
      detail: length ? lengthWords[length].label : asInSettings(all.maxTokens !== undefined),
      run: async () => {
        const choice = await choose('Length of the Answers', answerLengths, lengthWords, length);
        return choice && withChoice(own, 'length', choice.value);
      },
    },
    {
      label: '$(gear) Instructions for all chats',
      detail: all.customInstructions === '' ? 'None' : inOneLine(all.customInstructions),
      run: open,
    },
    ...((all.workspaceInstructions ?? '') === ''
      ? []
      : [
          {
            label: '$(folder) Added by this folder',
            detail: inOneLine(all.workspaceInstructions ?? ''),
            run: open,
          },
        ]),
  ];
}

function asInSettings(isSet: boolean): string {
  return isSet ? 'As in the settings for all chats' : 'As the model’s makers advise';
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 200);
}

function withChoice<Name extends 'creativity' | 'length'>(
  own: ConversationSettings,
  name: Name,
  value: ConversationSettings[Name],
): ConversationSettings {
  const { [name]: before, ...others } = own;
  if (before === value) return own;
  return value === undefined ? others : { ...others, [name]: value };
}

async function askInstructions(own: ConversationSettings): Promise<ConversationSettings | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Instructions for This Chat',
    prompt: 'What the model should keep in mind in this chat, in your own words. Leave it empty for none.',
    placeHolder: 'As in: You are a patient teacher. Ask me a question after each answer.',
    value: own.instructions ?? '',
    validateInput: (value) =>
      value.length > longestInstructions ? 'This is too long. Attach it as a file instead.' : undefined,
  });
  if (text === undefined) return undefined;
  const { instructions, ...others } = own;
  if ((instructions ?? '') === text.trim()) return own;
  return text.trim() === '' ? others : { ...others, instructions: text.trim() };
}

/** `undefined`: the person went back without a choice. */
async function choose<Name extends string>(
  title: string,
  names: readonly Name[],
  words: Readonly<Record<Name, ChoiceWords>>,
  current: Name | undefined,
): Promise<{ readonly value: Name | undefined } | undefined> {
  const mark = (label: string, isCurrent: boolean): string => (isCurrent ? `$(check) ${label}` : label);
  const items: (vscode.QuickPickItem & { readonly value: Name | undefined })[] = [
    {
      value: undefined,
      label: mark('As in the settings', current === undefined),
      detail: 'Nothing of its own for this chat.',
    },
    ...names.map((name) => ({
      value: name,
      label: mark(words[name].label, name === current),
      detail: words[name].detail,
    })),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title });
  return chosen && { value: chosen.value };
}
