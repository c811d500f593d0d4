import { explainProblemsPrompt } from '../../core/text/explain/explainPrompts';
import { problemsLabel } from '../../core/text/problemsText';
import type { EditorServices } from '../editorServices';
import { materialOf } from '../passage';
import { problemPassage } from '../problems/problemPassage';
import { beginningOf, explainInChat } from './explanation';

/** Explains what VS Code marks at a place, or else at the cursor. For its arguments see `placeFrom`. */
export async function explainProblem(
  services: EditorServices,
  parameters: readonly unknown[],
): Promise<void> {
  const found = await problemPassage(parameters);
  if (found === undefined) return;
  const { passage, problems, text } = found;
  const level = services.settings().explainLevel;
  await explainInChat(services, {
    what: `${problemsLabel(problems.length)} in ${passage.place}`,
    level,
    quote: beginningOf(text),
    promptText: explainProblemsPrompt(text, materialOf(passage), passage.place, level),
  });
}
