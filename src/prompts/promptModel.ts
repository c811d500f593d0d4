import type { PromptFile } from '../core/prompts/promptFile';
import type { PromptServices } from './promptServices';

/** The model that a prompt is answered by. */
export interface PromptModel {
  /** Absent: the model that is chosen. */
  readonly modelId?: string;
  /** The model that the prompt wants and nobody runs; absent where there is nothing to say. */
  readonly missing?: string;
}

/** The first of the models that a prompt names which can be had now; by repository id or by name. */
export async function modelFor(
  services: Pick<PromptServices, 'models'>,
  { models }: Pick<PromptFile, 'models'>,
): Promise<PromptModel> {
  const [first] = models;
  if (first === undefined) return {};
  const available = await services.models();
  for (const wanted of models) {
    const [id = '', route] = wanted.split(':');
    const found = available?.find(
      (model) =>
        model.id.toLowerCase() === id.toLowerCase() || model.name.toLowerCase() === wanted.toLowerCase(),
    );
    if (found !== undefined) return { modelId: route === undefined ? found.id : `${found.id}:${route}` };
  }
  return { missing: first };
}
