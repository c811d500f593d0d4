import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { repositoryRoot } from '../../scripts/vscode/versions';
import { startStandIn } from '../standin/server';
import { makePdf } from '../support/documents/pdf';
import { makeWord, paragraph } from '../support/documents/word';
import { makeWorkbook } from '../support/documents/workbook';
import { dropFile } from '../support/workbench/dropFile';
import { startMachine, stopMachine } from '../support/workbench/suite';

suite('What is shipped', () => {
  test('the packaged extension installs, shows its chat, lists its models and reads every kind of document', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-package-'));
    const packagePath = path.join(folder, 'huggingphaze.vsix');
    // README's pictures are in the package; nothing has to be known of where the project is published.
    await createVSIX({
      cwd: repositoryRoot,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    const standIn = await startStandIn();
    const settings = { 'huggingphaze.routerUrl': standIn.url, 'huggingphaze.hubUrl': standIn.url };
    const machine = await startMachine({ packagedExtension: packagePath, settings });
    try {
      const window = await machine.openWindow();
      await window.openView('Huggingphaze');
      const composer = window.chat.getByRole('textbox', { name: 'Message' });
      await composer.waitFor();
      await window.runCommand('Huggingphaze: Select Model…');
      await window.quickInput.item(/Llama 3\.3/).waitFor();
      await window.page.keyboard.press('Escape');
      const documents = {
        'lease.pdf': makePdf(['Due on the third']),
        'letter.docx': makeWord([paragraph('Due on the third')]),
        'costs.xlsx': makeWorkbook([{ name: 'Costs', rows: [['Due on the third']] }]),
        'page.html': new TextEncoder().encode('<p>Due on the third</p>'),
      };
      for (const [name, bytes] of Object.entries(documents)) {
        await dropFile(composer, name, bytes);
        const chip = window.chat.getByRole('button', { name: new RegExp(`^${name} .*words$`) });
        await chip.waitFor();
      }
    } finally {
      await stopMachine(machine);
      await standIn.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('the licences of all that is bundled are in it', async () => {
    const notices = await readFile(path.join(repositoryRoot, 'dist', 'ThirdPartyNotices.txt'), 'utf8');
    for (const name of [
      '@huggingface/inference',
      'lit',
      'markdown-it',
      'mammoth',
      'PDF.js',
      '@vscode/codicons',
    ]) {
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    }
    assert.match(notices, /Redistribution and use in source and binary forms/);
  });

  test('a broken installation is said in plain words', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'huggingphaze-broken-'));
    for (const entry of ['package.json', 'media', 'dist']) {
      await cp(path.join(repositoryRoot, entry), path.join(folder, entry), { recursive: true });
    }
    await rm(path.join(folder, 'dist', 'services.js'));
    const machine = await startMachine({ extensionFolder: folder });
    try {
      const window = await machine.openWindow();
      await window.runCommand('Huggingphaze: Ask…');
      await window.notification('Huggingphaze could not be started. Install it again').waitFor();
    } finally {
      await stopMachine(machine);
      await rm(folder, { recursive: true, force: true });
    }
  });
});
