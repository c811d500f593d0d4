import { STANDIN_TOKEN } from '../../standin/tokens';
import { useMachine } from '../../support/workbench/suite';
import { Faucet } from '../chat/faucet';
import { places, requestAbout, WritingDesk } from './writingDesk';

const letter = 'Dear Ann,\n\nthank you very much for the soup.\n';

suite('Somebody without a token asks for something', () => {
  const machine = useMachine({
    standIn: true,
    settings: { 'huggingphaze.model': 'standin/pleasant', 'files.autoSave': 'off' },
    files: { 'letter.md': letter },
  });
  let desk: WritingDesk;
  let faucet: Faucet;

  suiteSetup('opens a window', async () => {
    desk = await WritingDesk.open(machine(), {}, { signedIn: false });
  });

  setup(async () => {
    await desk.clear();
    machine.standIn().reset();
    faucet = new Faucet(machine.standIn());
    await desk.open('letter.md', 3);
  });

  teardown('signs out', async () => {
    await desk.clear();
    await desk.window.runCommand('Huggingphaze: Sign Out');
    await desk.window.notification(/Signed out|not signed in/).waitFor();
  });

  /** Sets the token in the steps that have come up by themselves. */
  async function signIn(): Promise<void> {
    const { quickInput } = desk.window;
    await quickInput.opened('(1/2)');
    await quickInput.pick(/I have a token/);
    await quickInput.opened('(2/2)');
    await quickInput.type(STANDIN_TOKEN);
    await quickInput.accept();
    await desk.window.notification('Signed in as').waitFor();
  }

  test('Ask… leads to the token, and then asks what was asked', async () => {
    await desk.beginAsk('Write about the sea', places.newDocument);
    await signIn();
    await requestAbout(machine.standIn(), 'Write about the sea');
    faucet.pour('The sea is deep.');
    faucet.end();
    await desk.shows('The sea is deep.');
  });

  test('Explain leads to the token, and then explains', async () => {
    await desk.window.runCommand('Huggingphaze: Explain');
    await signIn();
    await requestAbout(machine.standIn(), 'line 3 of letter.md');
    faucet.pour('It is about soup.');
    faucet.end();
    await desk.panel.becomes('done');
    await desk.panel.shows('It is about soup.');
  });

  test('Rewrite… leads to the token, and then rewrites what was meant', async () => {
    await desk.beginRewrite('Shorter');
    await signIn();
    faucet.pour('Thanks for the soup.');
    faucet.end();
    await desk.suggests('Thanks for the soup.');
    await desk.accept();
    await desk.shows('Dear Ann,\n\nThanks for the soup.\n');
  });

  test('who gives the token up finds everything as it was, and the prompt among the earlier ones', async () => {
    const { quickInput } = desk.window;
    await desk.beginAsk('Write about the stars', places.cursor);
    await quickInput.opened('(1/2)');
    await quickInput.cancel();
    await desk.shows(letter);
    await desk.isUnsaved(false);
    await desk.window.runCommand('Huggingphaze: Ask…');
    await quickInput.opened('choose an earlier prompt');
    await quickInput.item(/Write about the stars/).waitFor();
    await quickInput.cancel();
  });
});
