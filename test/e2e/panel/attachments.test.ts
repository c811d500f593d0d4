import assert from 'node:assert/strict';
import type { AttachmentView } from '../../../src/protocol';
import type { PanelPage } from '../../support/panel/panelPage';
import { scenes, snapshot } from '../../support/panel/scenes';
import { usePanel } from '../../support/panel/usePanel';
import { until } from '../../support/workbench/until';

const attachments: readonly AttachmentView[] = [
  { id: 'a1', label: 'one.md', size: '40 words', detail: '40 words, about 50 tokens' },
  { id: 'a2', label: 'two.md', size: '2 words' },
  { id: 'a3', label: 'three.md', size: '3 words' },
];

/** The accessible name of what has the keyboard. */
async function focused(panel: PanelPage): Promise<string> {
  return panel.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent.replace(/\s+/g, ' ').trim() ?? '';
  });
}

suite('What goes along with a message', () => {
  const { open } = usePanel();

  test('Delete takes a chip out, and the keyboard goes to the next, then the one before, then the composer', async () => {
    const panel = await open();
    await panel.send(snapshot([], { attachments }));
    await panel.button('two.md 2 words').focus();
    await panel.page.keyboard.press('Delete');
    assert.equal((await panel.intent('removeAttachment')).attachmentId, 'a2');
    const [one, , three] = attachments;
    assert.ok(one && three);
    await panel.send({ type: 'attachmentsChanged', attachments: [one, three] });
    assert.equal(await focused(panel), 'three.md 3 words');
    await panel.page.keyboard.press('Backspace');
    await panel.send({ type: 'attachmentsChanged', attachments: [one] });
    assert.equal(await focused(panel), 'one.md 40 words');
    await panel.page.keyboard.press('Delete');
    await panel.send({ type: 'attachmentsChanged', attachments: [] });
    assert.equal(await focused(panel), 'Message');
  });

  test('a chip that is pressed asks to be shown, before and after it was sent', async () => {
    const panel = await open();
    await panel.send(snapshot([{ role: 'user', id: 'u', text: 'Hello', attachments }], { attachments }));
    await panel.page.getByRole('article').getByRole('button', { name: 'three.md' }).press('Enter');
    assert.equal((await panel.intent('previewAttachment')).attachmentId, 'a3');
    await panel.button('one.md 40 words').last().press('Enter');
    await until('the other', () =>
      panel.intents.some((intent) => intent.type === 'previewAttachment' && intent.attachmentId === 'a1'),
    );
    assert.equal(
      await panel.button('one.md 40 words').last().getAttribute('title'),
      'one.md: 40 words, about 50 tokens',
    );
  });

  test('a screen reader hears what was attached', async () => {
    const panel = await open();
    await panel.send(...scenes.empty, { type: 'attachmentsChanged', attachments: attachments.slice(0, 1) });
    await panel.page.getByText('Attached one.md').waitFor({ state: 'attached' });
  });

  test('what is dropped from the explorer is attached by its address, from the system by its bytes', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.page.evaluate(() => {
      const drop = (transfer: DataTransfer): void => {
        const options = { dataTransfer: transfer, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent('dragenter', options));
        document.body.dispatchEvent(new DragEvent('drop', options));
      };
      const addresses = new DataTransfer();
      addresses.setData('application/vnd.code.uri-list', 'file:///a.md\r\nfile:///b.md');
      drop(addresses);
      const files = new DataTransfer();
      files.items.add(new File(['Grüße'], 'letter.md'));
      drop(files);
    });
    assert.deepEqual((await panel.intent('attachUris')).uris, ['file:///a.md', 'file:///b.md']);
    const file = await panel.intent('attachFile');
    assert.equal(file.name, 'letter.md');
    assert.equal(Buffer.from(file.base64, 'base64').toString(), 'Grüße');
    assert.equal(await panel.page.locator('.drop-target').count(), 0);
  });

  test('a text that is dragged within the panel is no file, and is left to the browser', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    const isTaken = await panel.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/plain', 'some words');
      return !document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }),
      );
    });
    assert.equal(isTaken, false);
  });

  test('a pasted file is attached; a pasted text stays text, however long, also with a picture of it', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    const paste = async (withText: boolean): Promise<boolean> =>
      panel.composer.evaluate((field, isText) => {
        const clipboardData = new DataTransfer();
        if (isText) clipboardData.setData('text/plain', 'words '.repeat(50_000));
        clipboardData.items.add(new File(['x'], 'table.txt'));
        return field.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      }, withText);
    assert.equal(await paste(true), true, 'left to the browser');
    assert.equal(await paste(false), false);
    await panel.intent('attachFile');
    assert.equal(panel.intents.filter(({ type }) => type === 'attachFile').length, 1);
  });
});
