import * as vscode from 'vscode';

export type ExportFormat = 'markdown' | 'html' | 'json';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
}

export const endings: Readonly<Record<ExportFormat, string>> = {
  markdown: '.md',
  html: '.html',
  json: '.json',
};

/** The names of the formats in a save dialog's list. */
export const filters: Readonly<Record<ExportFormat, Readonly<Record<string, string[]>>>> = {
  markdown: { Markdown: ['md'] },
  html: { 'Web page': ['html'] },
  json: { JSON: ['json'] },
};

/** Asks in which format; `undefined` if the person thought better of it. */
export async function pickFormat(title: string, many: boolean): Promise<ExportFormat | undefined> {
  const items: readonly FormatItem[] = [
    {
      format: 'markdown',
      label: '$(markdown) Markdown',
      detail: many
        ? 'To read on and write on with: a folder with a text for each chat.'
        : 'To read on and write on with: a text that any editor opens.',
    },
    {
      format: 'html',
      label: '$(globe) Web page (HTML)',
      detail: many
        ? 'To look at, print and hand on: a folder with a page for each chat.'
        : 'To look at, print and hand on: one page that needs nothing else.',
    },
    {
      format: 'json',
      label: '$(json) JSON',
      detail: many
        ? 'To keep, or to move to another computer: one file with everything, to be imported again.'
        : 'To keep, or to move to another computer: everything of it, to be imported again.',
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'What is it for?',
    matchOnDetail: true,
  });
  return chosen?.format;
}
