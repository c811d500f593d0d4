import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { AttachmentView, MentionView } from '../../../src/protocol';
import { findings } from '../../support/panel/findings';
import type { PanelPage } from '../../support/panel/panelPage';
import { readyStatus, roomyContext, scenes, snapshot } from '../../support/panel/scenes';
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

  test('a selection is offered, added when the person says so, and never sent by itself', async () => {
    const panel = await open();
    await panel.send(...scenes.empty, { type: 'selectionOffered', label: 'letter.md, lines 3–9' });
    await panel.button('Add selection: letter.md, lines 3–9').press('Enter');
    await panel.intent('attachSelection');
    assert.equal(await focused(panel), 'Message');
    await panel.button('Don’t offer this selection').click();
    await panel.intent('declineSelection');
    await panel.send({ type: 'selectionOffered', label: '' });
    assert.equal(await panel.page.getByText('Add selection').count(), 0);
  });
});

const mentions: readonly MentionView[] = [
  { id: 'file:///letter.md', label: 'letter.md', detail: 'notes', icon: 'file', words: 'letter.md' },
  { id: 'file:///lease.md', label: 'lease.md', detail: '', icon: 'file', words: 'lease.md' },
];

suite('An @ in the composer', () => {
  const { open } = usePanel();

  /** Types into the composer and has the host answer what it asks for. */
  async function typed(panel: PanelPage, text: string, query: string): Promise<void> {
    await panel.composer.pressSequentially(text);
    await until('the question', () =>
      panel.intents.some((intent) => intent.type === 'findMentions' && intent.query === query),
    );
    await panel.send({ type: 'mentionsFound', query, mentions });
  }

  test('suggests, and arrows and Enter attach; the name stands in the text and nothing is sent', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await typed(panel, 'Shorten @le', 'le');
    const options = panel.page.getByRole('listbox', { name: 'Attach' }).getByRole('option');
    assert.equal(await options.count(), 2);
    await panel.page.keyboard.press('ArrowDown');
    const active = await panel.composer.getAttribute('aria-activedescendant');
    assert.equal(await panel.page.locator(`#${active ?? ''}`).getAttribute('aria-selected'), 'true');
    await panel.page.keyboard.press('Enter');
    assert.equal((await panel.intent('attachMention')).mentionId, 'file:///lease.md');
    assert.equal(await panel.composer.inputValue(), 'Shorten lease.md ');
    assert.equal(await options.count(), 0);
    assert.ok(!panel.intents.some(({ type }) => type === 'send'));
  });

  test('Escape closes the suggestions and nothing else: the answer goes on, and the @ stays', async () => {
    const panel = await open();
    await panel.send(...scenes.streaming);
    await typed(panel, '@', '');
    await panel.page.keyboard.press('Escape');
    await panel.composer.pressSequentially('le');
    await panel.settled();
    assert.equal(await panel.page.getByRole('option').count(), 0);
    assert.equal(await panel.composer.inputValue(), '@le');
    assert.ok(!panel.intents.some(({ type }) => type === 'stop'));
  });

  test('a click attaches too, and an address of e-mail suggests nothing', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await panel.composer.pressSequentially('Write to ann@example.org, ');
    assert.ok(!panel.intents.some(({ type }) => type === 'findMentions'));
    await typed(panel, '@le', 'le');
    await panel.page.getByRole('option', { name: 'letter.md' }).click();
    assert.equal((await panel.intent('attachMention')).mentionId, 'file:///letter.md');
    assert.equal(await panel.composer.inputValue(), 'Write to ann@example.org, letter.md ');
    assert.equal(await focused(panel), 'Message');
  });

  test('axe finds nothing in the suggestions, a chip and an offer, and nothing clips at 300 px', async () => {
    for (const theme of ['light', 'high-contrast'] as const) {
      const panel = await open({ theme });
      await panel.send(snapshot([], { attachments }), {
        type: 'selectionOffered',
        label: 'letter.md, lines 3–9',
      });
      await typed(panel, '@', '');
      assert.deepEqual(await findings(panel), []);
      const width = await panel.page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 300);
    }
  });
});

/** Draws a picture in the page and drops it on the panel. */
async function dropPicture(panel: PanelPage, width: number, height: number): Promise<void> {
  await panel.page.evaluate(
    async ([sideX, sideY]) => {
      const canvas = new OffscreenCanvas(sideX, sideY);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('Nothing can be drawn here.');
      context.fillStyle = 'teal';
      context.fillRect(0, 0, sideX, sideY);
      const dataTransfer = new DataTransfer();
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      dataTransfer.items.add(new File([blob], 'wall.png', { type: 'image/png' }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [width, height] as const,
  );
}

/** Which thumbnails the panel asked for. */
function wanted(panel: PanelPage): readonly string[] {
  return panel.intents.flatMap((intent) => (intent.type === 'wantThumbnail' ? [intent.attachmentId] : []));
}

/** A photograph of 3 by 2 pixels, held upright by its EXIF mark: 2 by 3 for a person. */
const sidewaysPhoto =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAACAAMBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==';

suite('Pictures in the panel', () => {
  const { open } = usePanel();

  test('a large one is scaled down before it is attached, a small one keeps its size', async () => {
    const panel = await open();
    await panel.send(...scenes.empty);
    await dropPicture(panel, 4000, 1000);
    const large = await panel.intent('attachPicture');
    assert.deepEqual(
      [large.name, large.width, large.height, large.mediaType],
      ['wall.png', 1536, 384, 'image/png'],
    );
    await dropPicture(panel, 40, 30);
    const small = await panel.intent('attachPicture', panel.intents.indexOf(large) + 1);
    assert.deepEqual([small.width, small.height], [40, 30]);
    assert.equal(Buffer.from(small.base64, 'base64').subarray(1, 4).toString(), 'PNG');
  });

  test('one from a file is turned as its camera was held, and loses what else the file tells', async () => {
    const panel = await open();
    await panel.send(...scenes.empty, {
      type: 'pictureToPrepare',
      name: 'photo.jpg',
      mediaType: 'image/jpeg',
      base64: sidewaysPhoto,
    });
    const photo = await panel.intent('attachPicture');
    assert.deepEqual([photo.width, photo.height, photo.mediaType], [2, 3, 'image/jpeg']);
    assert.ok(!Buffer.from(photo.base64, 'base64').includes('Exif'));
  });

  test('what is no picture, or a damaged one, is said to be none', async () => {
    const panel = await open();
    const broken = {
      type: 'pictureToPrepare',
      name: 'x.png',
      mediaType: 'image/png',
      base64: 'QUJD',
    } as const;
    await panel.send(...scenes.empty, broken);
    assert.equal((await panel.intent('refuseFile')).reason, 'noPicture');
  });

  const picture: AttachmentView = { kind: 'picture', id: 'p', label: 'wall.png', size: '1536 × 384' };

  test('a model that cannot see: it is said before sending, with the ways out, and nothing is sent', async () => {
    const panel = await open();
    await panel.send(
      snapshot([], { attachments: [picture], status: { ...readyStatus, readsTextOnly: true } }),
    );
    await panel.page.getByText('Llama 3.3 70B Instruct can’t see pictures.').waitFor();
    assert.deepEqual(await findings(panel), []);
    await panel.composer.fill('What is this?');
    await panel.composer.press('Enter');
    assert.equal(await panel.composer.inputValue(), 'What is this?');
    await panel.button('Choose another model').click();
    await panel.intent('selectModel');
    await panel.button('Remove picture').click();
    assert.equal((await panel.intent('removeAttachment')).attachmentId, 'p');
    await panel.send({ type: 'attachmentsChanged', attachments: [] });
    await panel.composer.press('Enter');
    assert.equal((await panel.intent('send')).text, 'What is this?');
  });

  test('an earlier picture that the model chosen now cannot see is said to be unseen, until another is chosen', async () => {
    const panel = await open();
    const question = { role: 'user', id: 'u', text: 'What is this?', attachments: [picture] } as const;
    await panel.send(snapshot([question], { status: { ...readyStatus, readsTextOnly: true } }));
    const note = panel.page.getByText('The model chosen now can’t see pictures');
    await note.waitFor();
    await panel.send({ type: 'statusChanged', status: readyStatus });
    await note.waitFor({ state: 'hidden' });
  });

  test('earlier pictures that the model no longer sees are named, quietly, while there are any', async () => {
    const panel = await open();
    const note = 'The model sees the latest 5 pictures of a chat, and no longer wall.png.';
    const context = { ...roomyContext, pictureNote: note };
    await panel.send(snapshot([], { attachments: [picture], context }));
    await panel.page.getByRole('status').getByText(note).waitFor();
    assert.deepEqual(await findings(panel), []);
    await panel.send({ type: 'contextChanged', context: roomyContext });
    await panel.page.getByText(note).waitFor({ state: 'detached' });
  });

  test('each has itself on its chip, made once, and none of another that was taken out', async () => {
    const panel = await open();
    const other: AttachmentView = { ...picture, id: 'q', label: 'door.png' };
    const question = { role: 'user', id: 'u', text: 'What is this?', attachments: [picture] } as const;
    await panel.send(snapshot([question], { attachments: [picture, other] }));
    await until('both to be asked for', () => wanted(panel).length === 2);
    const address = `data:image/jpeg;base64,${sidewaysPhoto}`;
    await panel.send({ type: 'thumbnailSource', attachmentId: 'p', address });
    const thumbnail = (chip: string): Locator => panel.button(chip).locator('img');
    await thumbnail('wall.png 1536 × 384').first().waitFor();
    await thumbnail('wall.png 1536 × 384').nth(1).waitFor();
    await panel.send({ type: 'thumbnailSource', attachmentId: 'q' });
    await panel.send({ type: 'attachmentsChanged', attachments: [other] });
    await panel.button('door.png 1536 × 384').waitFor();
    assert.equal(await thumbnail('door.png 1536 × 384').count(), 0);
    await panel.send({ type: 'attachmentsChanged', attachments: [other, picture] });
    await thumbnail('wall.png 1536 × 384').nth(1).waitFor();
    assert.equal(wanted(panel).filter((id) => id === 'p').length, 1);
    assert.deepEqual(await findings(panel), []);
  });

  test('one is shown over the panel and closed by Escape, which stops no answer; a lost one is said to be lost', async () => {
    const panel = await open();
    await panel.send(...scenes.streaming);
    const chip = panel.button('Attach');
    await chip.focus();
    const address = `data:image/jpeg;base64,${sidewaysPhoto}`;
    await panel.send({ type: 'pictureShown', label: 'photo.jpg', address });
    const dialog = panel.page.getByRole('dialog', { name: 'photo.jpg' });
    await dialog.getByRole('img', { name: 'photo.jpg' }).waitFor();
    assert.deepEqual(await findings(panel), []);
    await panel.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(!panel.intents.some(({ type }) => type === 'stop'));
    await panel.send({ type: 'pictureShown', label: 'photo.jpg' });
    await dialog.getByText('no longer there').waitFor();
    await panel.button('Close').click();
    await dialog.waitFor({ state: 'detached' });
  });
});
