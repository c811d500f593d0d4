import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AssistantMessage } from '../../../src/core/chat/message';
import type { TestApi } from '../../../src/services';

/** Activates the extension and gives the look at its services that only tests get. */
export async function extensionUnderTest(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi | undefined>('huggingphaze.huggingphaze');
  assert.ok(extension, 'the extension is not installed');
  const api = await extension.activate();
  assert.ok(api, 'the extension does not run as one under test');
  return api;
}

/** Where the stand-in for Hugging Face listens. */
export function standInUrl(): string {
  const url = process.env['HUGGINGPHAZE_STANDIN_URL'];
  assert.ok(url !== undefined && url !== '', 'no stand-in was started');
  return url;
}

/** Changes the person's settings, and gives what puts them back. */
export async function withSettings(values: Readonly<Record<string, unknown>>): Promise<() => Promise<void>> {
  const change = async (name: string, value: unknown): Promise<void> => {
    await vscode.workspace
      .getConfiguration('huggingphaze')
      .update(name, value, vscode.ConfigurationTarget.Global);
  };
  for (const [name, value] of Object.entries(values)) await change(name, value);
  return async () => {
    for (const name of Object.keys(values)) await change(name, undefined);
  };
}

/** The answer at the end of the conversation that is shown. */
export function lastAnswer({ chat }: TestApi): AssistantMessage {
  const message = chat.current.messages.at(-1);
  assert.equal(message?.role, 'assistant');
  return message;
}
