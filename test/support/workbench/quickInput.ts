import type { Locator, Page } from 'playwright-core';
import { until } from './until';

/** VS Code's quick input: the command palette, pick lists and input boxes. One is open at a time. */
export class QuickInput {
  /** The whole widget. */
  readonly widget: Locator;
  /** Where a person types. */
  readonly input: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
  }

  /**
   * Waits until a quick input is open.
   *
   * @param title text that its title bar, prompt or placeholder contains.
   */
  async opened(title?: string): Promise<this> {
    await this.widget.waitFor({ state: 'visible' });
    if (title !== undefined) {
      await until(`a quick input that says "${title}"`, async () =>
        (await this.description()).includes(title),
      );
    }
    return this;
  }

  /** Title, prompt and placeholder, one a line: what tells a person what is asked. */
  async description(): Promise<string> {
    const title = this.widget.locator('.quick-input-title');
    const texts = [
      (await title.isVisible()) ? await title.innerText() : '',
      await this.message(),
      (await this.input.getAttribute('placeholder')) ?? '',
      (await this.input.getAttribute('aria-label')) ?? '',
    ];
    return texts.join('\n');
  }

  /** The prompt or validation message below the input; empty when there is none. */
  async message(): Promise<string> {
    const message = this.widget.locator('#quickInput_message');
    return (await message.isVisible()) ? (await message.innerText()).trim() : '';
  }

  /** Replaces what is typed. */
  async type(text: string): Promise<void> {
    await this.opened();
    await this.input.fill(text);
  }

  /** Presses Enter. */
  async accept(): Promise<void> {
    await this.input.press('Enter');
  }

  /** Presses Escape and waits until it is gone. */
  async cancel(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.closed();
  }

  /** Waits until no quick input is open. */
  async closed(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** The item whose accessible name begins with `name`, or matches it. */
  item(name: string | RegExp): Locator {
    return this.widget
      .getByRole('option', { name: typeof name === 'string' ? beginsWith(name) : name })
      .first();
  }

  /** Waits for an item and chooses it with the mouse. */
  async pick(name: string | RegExp): Promise<void> {
    await this.item(name).click();
  }

  /** Accessible names of the items shown; a long list shows only those in view. */
  async items(): Promise<string[]> {
    await this.opened();
    await this.widget.getByRole('option').first().waitFor();
    const rows = await this.widget.getByRole('option').all();
    const names = await Promise.all(rows.map((row) => row.getAttribute('aria-label')));
    return names.map((name) => name ?? '');
  }

  /** A button in the title bar, in the input or of an item, by its name. */
  button(name: string | RegExp): Locator {
    return this.widget.getByRole('button', { name });
  }
}

function beginsWith(name: string): RegExp {
  return new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
