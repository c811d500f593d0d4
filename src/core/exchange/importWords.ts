import type { FileProblem, ImportSummary, ImportTrouble } from './importChats';
import type { ReadProblem } from './readChats';

/** What a person is told at the end of an import. */
export interface ImportWords {
  readonly text: string;
  readonly kind: 'information' | 'warning' | 'error';
}

/** What came of an import, in sentences, with what can be done about what didn't work. */
export function importInWords(summary: ImportSummary): ImportWords {
  const { imported, alreadyHere, troubles, storageTrouble, cancelled, leftOut } = summary;
  const sentences = [
    ...whatCame(summary),
    ...(cancelled ? ['You stopped it there; import again for the rest.'] : []),
    ...(storageTrouble === undefined ? [] : [storageWords[storageTrouble]]),
    ...troubleSentences(troubles),
    ...(leftOut > 0 ? ['Pictures and files were not brought along; the chats say where they stood.'] : []),
  ];
  const failed = troubles.length > 0 || storageTrouble !== undefined;
  const kind = !failed ? 'information' : imported.length + alreadyHere > 0 ? 'warning' : 'error';
  return { text: sentences.join(' '), kind };
}

function whatCame({ imported, besides, alreadyHere, empty, troubles, cancelled }: ImportSummary): string[] {
  const count = imported.length;
  const here = alreadyHere === 1 ? 'was already here' : 'were already here';
  if (count === 0 && alreadyHere === 0) {
    const isAllEmpty = empty > 0 && troubles.length === 0 && !cancelled;
    return [
      isAllEmpty ? 'There is nothing to import: no chat in it has a message.' : 'No chat was imported.',
    ];
  }
  if (count === 0) return [`${chats(alreadyHere)} ${here}; nothing was changed.`];
  const others = alreadyHere === 0 ? '' : `, ${alreadyHere} ${here}`;
  const first = `${chats(count)} imported${others}.`;
  if (besides === 0) return [first];
  const some =
    besides === 1 ? '1 of them was here in another state' : `${besides} of them were here in another state`;
  return [first, `${some}; both were kept.`];
}

function chats(count: number): string {
  return count === 1 ? '1 chat' : `${count} chats`;
}

const storageWords: Readonly<Record<NonNullable<ImportSummary['storageTrouble']>, string>> = {
  diskFull: 'The disk is full: make room on it, then import again for the rest.',
  notPermitted:
    'VS Code may not write into its folder for this extension: allow that, then import again for the rest.',
  unexpected: 'The disk did not take the rest: import again in a while.',
};

/** What stands behind "could not be read:", for one and for several, and what to do about it. */
const problemWords: Readonly<
  Record<ReadProblem | FileProblem, readonly [one: string, several: string, next: string]>
> = {
  notAChat: [
    'is no chat of Huggingphaze, HuggingChat or ChatGPT',
    'are no chats of Huggingphaze, HuggingChat or ChatGPT',
    'Choose the file as it was sent to you, without changes.',
  ],
  damaged: ['is damaged', 'are damaged', 'Export it again where it comes from, and import that.'],
  cutOff: [
    'ends in the middle',
    'end in the middle',
    'Download or copy it again, then import it once more: what is here already stays as it is.',
  ],
  laterVersion: [
    'was made by a later version of Huggingphaze',
    'were made by a later version of Huggingphaze',
    'Update the extension, then import again.',
  ],
  notJson: [
    'holds no chats',
    'hold no chats',
    'Choose a JSON file, or the ZIP file that HuggingChat or ChatGPT sent you.',
  ],
  unreadable: ['can’t be opened', 'can’t be opened', 'Look whether it is still there and may be read.'],
  tooLarge: [
    'is larger than can be read at once',
    'are larger than can be read at once',
    'Unpack or cut it into files of less than 500 MB, and import those.',
  ],
  damagedZip: [
    'is a ZIP file that can’t be unpacked',
    'are ZIP files that can’t be unpacked',
    'Download it again, or unpack it and import conversations.json from it.',
  ],
  zipWithoutChats: [
    'is a ZIP file without conversations.json in it',
    'are ZIP files without conversations.json in them',
    'Choose the ZIP file that HuggingChat or ChatGPT sent you, or unpack it and choose the JSON file in it.',
  ],
};

/** One for each problem, however many have it. */
function troubleSentences(troubles: readonly ImportTrouble[]): readonly string[] {
  return [...new Set(troubles.map(({ problem }) => problem))].map((problem) => {
    const same = troubles.filter((trouble) => trouble.problem === problem);
    const [one, several, next] = problemWords[problem];
    const names = [...new Set(same.map(({ file, title }) => `“${shortened(title || file)}”`))];
    const listed = names.slice(0, 3).join(', ');
    const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
    return `${same.length} could not be read: ${listed}${more} ${names.length === 1 ? one : several}. ${next}`;
  });
}

const longestName = 60;

function shortened(name: string): string {
  const characters = Array.from(name.replace(/\s+/g, ' '));
  return characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : name;
}
