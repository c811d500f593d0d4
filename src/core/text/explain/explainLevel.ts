/** How much the person knows of what they have explained. The ids are those of the setting `explainLevel`. */
export type ExplainLevel = 'newToThis' | 'knowALittle' | 'expert';

interface LevelWords {
  readonly level: ExplainLevel;
  /** What a person chooses, as they would say it of themselves. */
  readonly label: string;
  readonly detail: string;
  /** For whom it is explained, as the transcript says it behind "Explain … to". */
  readonly audience: string;
  /** What the model is told. */
  readonly prompt: string;
}

export const explainLevels: readonly LevelWords[] = [
  {
    level: 'newToThis',
    label: 'New to this',
    detail: 'Everyday words, small steps, an example',
    audience: 'somebody who is new to this',
    prompt:
      'I am new to this. Use plain language and short sentences, as for a bright friend from another field. Say what every technical word means where you first use it, give an example or a comparison from daily life where it helps, and leave out what I need not know to get the point.',
  },
  {
    level: 'knowALittle',
    label: 'I know a little',
    detail: 'Plain language, with technical words explained',
    audience: 'somebody who knows a little',
    prompt:
      'I know a little about this. Use plain language, explain the less common technical words where they first appear, and point out anything surprising or likely to be wrong.',
  },
  {
    level: 'expert',
    label: 'Expert',
    detail: 'Short and exact, straight to what is not obvious',
    audience: 'an expert',
    prompt:
      'I am an expert. Be brief and exact, use the proper terms without explaining them, leave out the obvious, and go straight to what is subtle, unusual, risky or wrong, and why.',
  },
];

/** Reads a level from a setting or an argument; anything else is left out. */
export function explainLevelFrom(value: unknown): ExplainLevel | undefined {
  return explainLevels.find(({ level }) => level === value)?.level;
}

export function levelWords(wanted: ExplainLevel): LevelWords {
  const found = explainLevels.find(({ level }) => level === wanted);
  if (found === undefined) throw new Error(`There is no level ${wanted}.`);
  return found;
}
