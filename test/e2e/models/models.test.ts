import assert from 'node:assert/strict';
import { useMachine } from '../../support/workbench/suite';
import { until } from '../../support/workbench/until';
import type { QuickInput } from '../../support/workbench/quickInput';
import { ChatPanel } from '../chat/chatPanel';

const llama = 'meta-llama/Llama-3.3-70B-Instruct';

suite('A person chooses the model', () => {
  const machine = useMachine({ standIn: true });
  let panel: ChatPanel;
  let picker: QuickInput;

  suiteSetup('opens the chat and signs in', async () => {
    panel = await ChatPanel.open(machine());
    picker = panel.window.quickInput;
    await panel.signIn();
  });

  setup(() => {
    machine.standIn().reset();
    machine.standIn().configure({ listOwnModels: false });
  });

  async function openPicker(): Promise<void> {
    await panel.button(/^Model: /).click();
    await picker.opened('Select Model');
  }

  /** The line of a model, found by typing. */
  async function lineOf(search: string, name: string): Promise<string> {
    await picker.type(search);
    return (await picker.item(new RegExp(`^(check\\s+)?${name}`)).getAttribute('aria-label')) ?? '';
  }

  /** The model id that the stand-in is asked for. */
  async function askedModel(): Promise<unknown> {
    await panel.newChat();
    await panel.answerTo('Hello');
    const request = machine.standIn().received.findLast(({ method }) => method === 'POST');
    return request?.json !== null && typeof request?.json === 'object' && 'model' in request.json
      ? request.json.model
      : undefined;
  }

  test('somebody who chose nothing gets a recommended model, and the list says which', async () => {
    await panel.button('Model: Llama 3.3 70B Instruct').waitFor();
    await openPicker();
    const [first] = await picker.items();
    assert.match(first ?? '', /Recommended \(Llama 3\.3 70B Instruct\)/);
    assert.match(first ?? '', /Always a good model that is available now, chosen for you\./);
    await picker.cancel();
    assert.equal(await askedModel(), `${llama}:fastest`);
  });

  test('each model shows its name, its maker, and in words what it reads, costs and how many run it', async () => {
    await openPicker();
    // What 131,072 tokens, the middle of five published prices and six live offers are in words.
    assert.match(
      await lineOf('Llama 3.3', 'Llama 3.3 70B Instruct'),
      /^Llama 3\.3 70B Instruct, meta-llama, Reads about 200 pages · about 1 cent for 8 questions · 6 providers/,
    );
    assert.match(
      await lineOf('SmolLM3', 'SmolLM3 3B'),
      /HuggingFaceTB.*Reads about 100 pages · free · 1 provider\b/,
    );
    assert.match(
      await lineOf('command-a', 'command a 03 2025'),
      /CohereLabs.*length not published · price not published/,
    );
    await picker.cancel();
  });

  test('models that cannot chat, or that nobody runs now, are not in the list', async () => {
    await openPicker();
    for (const name of ['FLUX', 'Qwen Image', 'Hermes 4', 'Arch Router']) {
      await picker.type(name);
      await until(`no line for ${name}`, async () => !(await picker.item(new RegExp(name)).isVisible()));
    }
    await picker.cancel();
  });

  test('a model is found by its maker or its whole id, chosen, shown on the button, and asked', async () => {
    await openPicker();
    await picker.type('zai-org');
    await picker.item('GLM 4.6').waitFor();
    await picker.type('openai/gpt-oss-120b');
    await picker.pick('gpt oss 120b');
    await panel.button('Model: gpt oss 120b').waitFor();
    assert.equal(await askedModel(), 'openai/gpt-oss-120b:fastest');
  });

  test('the models used before come first, the last one on top, and the current one is marked', async () => {
    await openPicker();
    await picker.type('Kimi K2 Instruct');
    await picker.pick(/^Kimi K2 Instruct/);
    await panel.button(/^Model: Kimi K2 Instruct/).waitFor();
    await openPicker();
    const lines = await picker.items();
    const names = lines.filter((line) => line.includes('Reads about')).slice(0, 2);
    assert.match(names[0] ?? '', /^check\s+Kimi K2 Instruct 0905/);
    assert.match(names[1] ?? '', /^gpt oss 120b/);
    await picker.cancel();
  });

  test('how the provider is chosen is shown, can be changed, and reaches the service', async () => {
    for (const [name, suffix, words] of [
      [/Cheapest/, 'cheapest', 'cheapest'],
      [/Your own order/, 'preferred', 'your own order'],
      [/^Together AI/, 'together', 'always Together AI'],
      [/Fastest/, 'fastest', 'fastest'],
    ] as const) {
      await openPicker();
      await picker.pick(/How to choose the provider/);
      await picker.opened('How to Choose the Provider');
      await picker.pick(name);
      await picker.closed();
      assert.equal(await askedModel(), `moonshotai/Kimi-K2-Instruct-0905:${suffix}`);
      await openPicker();
      await picker.item(new RegExp(`How to choose the provider: ${words}`)).waitFor();
      await picker.cancel();
    }
  });

  test('a model that is not in the list can be named, and is asked', async () => {
    await openPicker();
    await picker.type('standin/pleasant');
    await picker.pick('Use “standin/pleasant” anyway');
    await panel.button('Model: pleasant').waitFor();
    assert.equal(await askedModel(), 'standin/pleasant:fastest');
    await openPicker();
    const chosen = picker.item(/standin\/pleasant/);
    assert.match((await chosen.getAttribute('aria-label')) ?? '', /^check\s.*Chosen by you\./);
    await picker.pick(/Recommended/);
    await panel.button('Model: Llama 3.3 70B Instruct').waitFor();
  });

  test('offline, the list of last time is there, and is said to be old', async () => {
    machine.standIn().configure({ models: { connection: 'reset' } });
    await openPicker();
    await picker.opened('offline; the list is from');
    await picker.type('gpt oss 120b');
    await picker.item('gpt oss 120b').waitFor();
    await picker.type('');
    machine.standIn().configure({ models: undefined });
    await picker.type('no such model');
    await picker.pick(/^refresh\s+Try again/);
    await until('the list to be new', async () => !(await picker.description()).includes('offline'));
    await picker.cancel();
  });
});

suite('A person is offline the first time they look for a model', () => {
  const machine = useMachine({ standIn: true });

  test('it is said plainly, and Try again brings the list', async () => {
    machine.standIn().configure({ models: { connection: 'reset' } });
    const panel = await ChatPanel.open(machine());
    const picker = panel.window.quickInput;
    await panel.button(/^Model: /).click();
    const again = picker.item(/^refresh\s+Try again/);
    await again.waitFor();
    assert.match(
      (await again.getAttribute('aria-label')) ?? '',
      /The list of models could not be loaded\. The connection was closed before Hugging Face answered\. Check your internet connection, then try again\./,
    );
    machine.standIn().configure({ models: undefined });
    await picker.pick(/^refresh\s+Try again/);
    await picker.item('gpt oss 120b').waitFor();
    await again.waitFor({ state: 'hidden' });
    await picker.cancel();
  });
});
