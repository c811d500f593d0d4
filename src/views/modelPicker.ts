import * as vscode from 'vscode';
import type { CatalogueModel, ModelCatalogue } from '../core/inference/modelCatalogue';
import { modelNameInWords } from '../core/inference/names';
import { FALLBACK_MODEL_ID, liveOffers, recommendModel } from '../core/inference/recommendation';
import { writeSetting } from '../platform/configuration';
import type { Settings } from '../platform/settings';
import { ageInWords, listTroubleInWords, modelItems, routingInWords } from './modelItems';
import type { ModelItem } from './modelItems';
import { pickRouting } from './routingPicker';

export interface ModelPickerServices {
  readonly catalogue: ModelCatalogue;
  readonly settings: { readonly current: Settings };
  /** Remembers which models were chosen before. */
  readonly memory: vscode.Memento;
}

const recentKey = 'recentModels';
const recentCount = 5;

type Line = vscode.QuickPickItem & { readonly item: ModelItem };

/** "Select Model…". */
export class ModelPicker {
  readonly #services: ModelPickerServices;

  constructor(services: ModelPickerServices) {
    this.#services = services;
  }

  /** Shows the list. True if the person chose a model (or how the provider is chosen). */
  async pick(): Promise<boolean> {
    const { catalogue, settings } = this.#services;
    await catalogue.load();
    const chosen = await this.#choose('Select Model', { withRouting: true });
    if (chosen === undefined) return false;
    if (chosen.kind === 'routing') {
      const models = catalogue.current?.models ?? [];
      const choice = await pickRouting(settings.current.routing, providersOf(models, settings.current.model));
      if (choice === undefined) return false;
      return choice.kind === 'back' ? this.pick() : writeSetting('routing', choice.routing);
    }
    const model = chosen.model ?? '';
    if (!(await writeSetting('model', model))) return false;
    if (model !== '') await this.#remember(model);
    return true;
  }

  /**
   * Shows the same list to choose a model for one answer; the setting stays as it is. The model's repository id, empty
   * for the recommended one; `undefined` if the person chose none.
   */
  async pickOnce(): Promise<string | undefined> {
    await this.#services.catalogue.load();
    const chosen = await this.#choose('Select Model for This Answer', { withRouting: false });
    if (chosen === undefined) return undefined;
    const model = chosen.model ?? '';
    if (model !== '') await this.#remember(model);
    return model;
  }

  async #choose(title: string, { withRouting }: { withRouting: boolean }): Promise<ModelItem | undefined> {
    const { catalogue } = this.#services;
    const routingButton: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('settings-gear'),
      tooltip: 'How to choose the provider',
    };
    const picker = vscode.window.createQuickPick<Line>();
    picker.title = title;
    picker.placeholder = 'Search by name or maker, or paste a model’s name from Hugging Face';
    picker.matchOnDescription = true;
    picker.keepScrollPosition = true;
    picker.buttons = withRouting ? [routingButton] : [];
    let trouble: string | undefined;
    let shown = '';
    const show = (): void => {
      const lines = this.#lines(picker.value, trouble);
      const items = withRouting ? lines : lines.filter(({ item }) => item.kind !== 'routing');
      if (JSON.stringify(items) === shown) return;
      shown = JSON.stringify(items);
      const active = picker.activeItems[0]?.item;
      picker.items = items;
      // A list that arrives while a person looks at it must not move what they are about to choose.
      const again = items.find(({ item }) => item.kind === active?.kind && item.model === active.model);
      const current = items.find(({ label }) => label.startsWith('$(check)'));
      const toActivate = active === undefined ? current : again;
      if (toActivate !== undefined && picker.value === '') picker.activeItems = [toActivate];
      const snapshot = catalogue.current;
      picker.title =
        trouble === undefined || snapshot === undefined
          ? title
          : `${title} (offline; the list is ${ageInWords(snapshot.fetchedAt, Date.now())})`;
    };

    const leaving = new AbortController();
    const listeners: { dispose(): void }[] = [];
    const chosen = await new Promise<ModelItem | undefined>((resolve, reject) => {
      const refresh = async (): Promise<void> => {
        picker.busy = true;
        const outcome = await catalogue.refresh(leaving.signal);
        if (leaving.signal.aborted) return;
        picker.busy = false;
        trouble = outcome === 'updated' ? undefined : listTroubleInWords(outcome);
        show();
      };
      listeners.push(
        picker.onDidAccept(() => {
          const item = picker.selectedItems[0]?.item;
          if (item === undefined || item.kind === 'heading') return;
          if (item.kind === 'tryAgain') refresh().catch(reject);
          else resolve(item);
        }),
        picker.onDidChangeValue(() => show()),
        picker.onDidTriggerButton(() => resolve({ kind: 'routing', label: '' })),
        picker.onDidHide(() => resolve(undefined)),
        catalogue.onDidChange(() => show()),
      );
      picker.show();
      show();
      refresh().catch(reject);
    }).finally(() => {
      leaving.abort();
      for (const listener of listeners) listener.dispose();
      picker.dispose();
    });
    return chosen;
  }

  #lines(typed: string, trouble: string | undefined): readonly Line[] {
    const { catalogue, settings } = this.#services;
    const { model, routing } = settings.current;
    const models = catalogue.current?.models;
    return modelItems({
      models,
      recommendedName: recommendModel(models ?? [])?.name ?? modelNameInWords(FALLBACK_MODEL_ID),
      current: model,
      recent: this.#recent(),
      routing: routingInWords(routing),
      typed,
      trouble,
    }).map((item) => ({
      label: item.label,
      ...(item.description === undefined ? {} : { description: item.description }),
      ...(item.detail === undefined ? {} : { detail: item.detail }),
      ...(item.alwaysShow === undefined ? {} : { alwaysShow: item.alwaysShow }),
      ...(item.kind === 'heading' ? { kind: vscode.QuickPickItemKind.Separator } : {}),
      item,
    }));
  }

  #recent(): readonly string[] {
    const stored = this.#services.memory.get(recentKey);
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  }

  async #remember(model: string): Promise<void> {
    const recent = [model, ...this.#recent().filter((id) => id !== model)].slice(0, recentCount);
    await this.#services.memory.update(recentKey, recent);
  }
}

/** The providers that serve the chosen model now (empty: the recommended one), or any where it is not known. */
function providersOf(models: readonly CatalogueModel[], id: string): readonly string[] {
  const model = id === '' ? recommendModel(models) : models.find((candidate) => candidate.id === id);
  const offers = (model === undefined ? models : [model]).flatMap(liveOffers);
  return [...new Set(offers.map(({ provider }) => provider))].sort();
}
