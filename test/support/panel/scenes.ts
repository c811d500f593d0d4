import type {
  AssistantMessageView,
  ContextView,
  HostMessage,
  MessageView,
  PanelStatus,
  RefusalView,
} from '../../../src/protocol';
import type { PromptView } from '../../../src/protocol/prompts';
import { refusalInWords } from '../../../src/core/chat/refusalWords';
import { MARKDOWN_SHOWCASE } from '../../standin/showcase';

export const readyStatus: PanelStatus = {
  setup: 'ready',
  modelName: 'Llama 3.3 70B Instruct',
  modelDetail: 'fastest provider',
  notice: '',
  noticeOpensSettings: false,
  serverName: '',
};

/** A model's window with some room left in it. */
export const roomyContext: ContextView = {
  share: 0.12,
  level: 'roomy',
  name: 'Context: about 12% of what the model can read',
  summary: 'Llama 3.3 70B Instruct can read 131,072 tokens at once: about 200 pages.',
  figures: [
    { label: 'Conversation so far', value: 'about 13,000' },
    { label: 'Attachments', value: 'about 2,400' },
    { label: 'Instructions', value: 'about 150' },
    { label: 'Kept for the answer', value: '4,096' },
    { label: 'Still free', value: 'about 110,000' },
  ],
  notes: [
    'Counted in tokens: three words are about four. An estimate, which may be off by a fifth.',
    'The next question will cost less than a cent, with an answer of three quarters of a page.',
  ],
};

/** A message that is more than the model can read. */
export const tooLongContext: ContextView = {
  ...roomyContext,
  share: 1,
  level: 'tooLong',
  name: 'Context: the message is longer than the model can read',
  refusal: {
    sentence:
      'This is more than Llama 3.3 70B Instruct can read at once, so it was not sent: it takes about 140,000 tokens, and 126,976 fit beside the room for an answer. Choose a model that reads more, remove an attachment, or shorten your message.',
    removal: { attachmentId: 'a1', label: 'lease.md' },
  },
};

/** Something other than a message from the composer that is more than the model can read. */
export function refusedTurn(kind: 'edit' | 'tryAgain' | 'continue', messageId: string): RefusalView {
  const turn = { kind: 'tooLong', turn: kind, modelId: '', size: 140_000, available: 126_976 } as const;
  return { sentence: refusalInWords(turn, readyStatus.modelName), turn: { kind, messageId } };
}

type Snapshot = Extract<HostMessage, { readonly type: 'snapshot' }>;

export function snapshot(messages: readonly MessageView[], changes: Partial<Snapshot> = {}): Snapshot {
  return {
    type: 'snapshot',
    conversationId: 'conversation-1',
    title: 'A letter to the landlord',
    messages,
    branches: [],
    draft: '',
    attachments: [],
    status: readyStatus,
    ...changes,
  };
}

/** A radiator at a wall, for a thumbnail. */
const drawing = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><path fill="#d8b48a" d="M0 0h60v40H0z"/><path stroke="#fff" stroke-width="4" d="M14 8v24m8-24v24m8-24v24m8-24v24m8-24v24"/></svg>',
)}`;

export function userMessage(id: string, text: string): MessageView {
  return { role: 'user', id, text, attachments: [] };
}

export function answer(
  id: string,
  text: string,
  changes: Partial<AssistantMessageView> = {},
): AssistantMessageView {
  return {
    role: 'assistant',
    id,
    text,
    reasoning: '',
    state: 'done',
    modelName: readyStatus.modelName,
    footnote: '',
    ...changes,
  };
}

const letter = `Here is a draft you can send as it is:

> Dear Ms Fontaine,
>
> the heating in the living room has been cold since **Monday**. Could you have someone look at it this week?

## What to keep in mind

1. Send it *in writing*, so that there is a date.
2. Keep a photo of the thermometer.
   - one in the morning
   - one at night
3. See [what the law says](https://example.org/heating).

| Day | Living room | Bedroom |
| --- | ---: | ---: |
| Monday | 14 °C | 15 °C |
| Tuesday | 13.5 °C | 14 °C |

A line with \`inline code\` and a script that reminds you:

\`\`\`python
from datetime import date, timedelta

def reminder(sent: date, days: int = 7) -> str:
    """Says when to ask again, and what a very long line of code does in a narrow panel."""
    return f"Ask again on {sent + timedelta(days=days):%d %B}"
\`\`\`
`;

const footnote = 'Llama 3.3 70B Instruct · Groq · 312 tokens · less than a cent';

/** What the host finds when somebody types a `/`. */
export const prompts: readonly PromptView[] = [
  { name: 'thank-you-note', detail: 'Thanks somebody in a few warm lines', icon: 'account' },
  {
    name: 'fix-grammar',
    detail: 'Corrects spelling, grammar and punctuation, and changes nothing else',
    icon: 'sparkle',
  },
  { name: 'shorter', detail: 'Says the same in about half as many words', icon: 'sparkle' },
  {
    name: 'summary',
    detail: 'The main points of the selected text, and what is to be done next',
    icon: 'sparkle',
  },
  {
    name: 'minutes-of-the-residents-association',
    detail: 'Turns notes into minutes · from the folder house',
    icon: 'folder',
  },
];

/** The states of the panel that a person meets, each as what the host would send. */
export const scenes = {
  empty: [snapshot([], { title: '' })],
  noToken: [snapshot([], { title: '', status: { ...readyStatus, setup: 'noToken' } })],
  conversation: [
    snapshot([
      {
        role: 'user',
        id: 'u1',
        text: 'Write a friendly letter asking my landlord to repair the heating.\nKeep it short, please.',
        attachments: [{ id: 'a1', label: 'lease.md, lines 3–9', size: 'about 120 words' }],
      },
      answer('m1', letter, {
        footnote,
        reasoning: 'The person wants a letter.\n\nIt should be short and friendly.',
      }),
    ]),
  ],
  streaming: [
    snapshot([
      userMessage('u1', 'Explain how a mortgage works, in words a teenager understands'),
      answer('m1', 'Think of a mortgage as **renting money** to buy a home. You pay the bank', {
        state: 'streaming',
        reasoning: 'Simple words.',
      }),
    ]),
  ],
  waiting: [
    snapshot([userMessage('u1', 'Hello?'), answer('m1', '', { state: 'streaming', reasoning: '' })], {
      draft: 'The next question, typed while the answer comes.\nOn two lines.',
      attachments: [
        { id: 'a1', label: 'a-file-with-a-rather-long-name-for-a-narrow-panel.md', size: 'about 3 pages' },
        { id: 'a2', label: 'notes.txt', size: '40 words' },
      ],
    }),
  ],
  attaching: [
    snapshot([], {
      draft: 'Shorten the letter, and compare it with ',
      attachments: [
        { id: 'a1', label: 'notes (12 files, 3 left out)', size: 'about 1,200 words' },
        { id: 'a2', label: '2 problems in letter.md', size: '18 words' },
        { id: 'a4', label: 'lease.pdf (first 40 of 120 pages)', size: 'about 24,000 words' },
        { kind: 'picture', id: 'a3', label: 'heating.jpg', size: '1536 × 1024' },
      ],
      context: {
        ...roomyContext,
        pictureNote:
          'The model sees the latest 5 pictures of a chat, and no longer kitchen.jpg and 2 others. To ask about an earlier one, attach it again.',
      },
    }),
    { type: 'thumbnailSource', attachmentId: 'a3', address: drawing },
    { type: 'selectionOffered', label: 'letter.md, lines 3–9' },
  ],
  prompts: [
    snapshot([
      {
        role: 'user',
        id: 'u1',
        text: '/translate French\n\n(About lines 3–9 of letter.md.)',
        isShort: true,
        attachments: [],
      },
      answer('m1', 'Chère Madame Fontaine, le chauffage ne marche plus depuis lundi.', { footnote }),
    ]),
    { type: 'promptsFound', query: '', prompts },
  ],
  error: [
    snapshot(
      [
        userMessage('u1', 'And in French?'),
        answer('m1', 'Chère Madame Fontaine,', {
          state: 'error',
          footnote: '',
          error: {
            sentence:
              'Your free credits for this month are used up. Add credits, or choose a model that is free.',
            actions: [
              { id: 'addCredits', label: 'Add credits' },
              { id: 'chooseModel', label: 'Choose another model' },
              { id: 'tryAgain', label: 'Try again' },
            ],
            details: 'Status 402\nProvider: groq\nRequest: 7f3a9c1e-33b1-4a0f-9d0e-1c2d3e4f5a6b',
          },
        }),
      ],
      {
        status: {
          ...readyStatus,
          modelName: 'Qwen3 Coder 480B A35B Instruct with a long name',
          notice: 'The setting “huggingphaze.temperature” is not used: it must be a number from 0 to 2.',
          noticeOpensSettings: true,
          serverName: 'a test server on this computer',
        },
      },
    ),
  ],
  branches: [
    snapshot(
      [
        userMessage('u1', 'Write a friendly letter asking my landlord to repair the heating.'),
        answer('m1', 'Dear Ms Fontaine, could you have someone look at the heating this week?', {
          footnote,
        }),
        userMessage('u2', 'Shorter'),
      ],
      {
        branches: [
          { messageId: 'u1', position: 1, count: 2 },
          { messageId: 'm1', position: 2, count: 13 },
        ],
        undo: { id: 'x', sentence: 'Question and its 2 answers deleted. What follows is kept.' },
      },
    ),
  ],
  boundary: [
    snapshot(
      [
        userMessage('u1', 'Tell me a long story'),
        answer('m1', 'Once upon a time there was a house.', { footnote }),
        userMessage('u2', 'And how did it end?'),
        answer('m2', 'Well.', { footnote }),
      ],
      {
        context: {
          ...roomyContext,
          level: 'nearlyFull',
          boundary: { unseen: 'messages', firstSeenId: 'u2' },
        },
      },
    ),
  ],
  tooLong: [
    snapshot([userMessage('u1', 'Hello'), answer('m1', 'Hello!')], {
      draft: 'Compare these two leases.',
      attachments: [{ id: 'a1', label: 'lease.md', size: 'about 90,000 words' }],
    }),
    { type: 'sendRefused', context: tooLongContext },
  ],
  refusedEdit: [
    snapshot([
      userMessage('u1', 'Compare these two leases.'),
      answer('m1', 'The second one is shorter.', { footnote }),
    ]),
    { type: 'turnRefused', refusal: refusedTurn('edit', 'u1') },
  ],
  cutOff: [
    snapshot([
      userMessage('u1', 'Tell me a long story'),
      answer('m1', 'Once upon a time there was a house whose heating', { state: 'cut-off', footnote }),
      userMessage('u2', 'Stop me then'),
      answer('m2', 'Certainly. It had been', { state: 'stopped', footnote }),
    ]),
  ],
  showcase: [snapshot([userMessage('u1', 'Show me what Markdown can do'), answer('m1', MARKDOWN_SHOWCASE)])],
} as const satisfies Readonly<Record<string, readonly HostMessage[]>>;

/** What is typed into the composer of a scene before all but its first message are sent again. */
export const typedInScene: Partial<Record<SceneName, string>> = { prompts: '/' };

export type SceneName = keyof typeof scenes;
export const sceneNames = Object.keys(scenes) as readonly SceneName[];

/** A conversation of `count` messages with Markdown of every kind in its answers. */
export function longConversation(count: number): HostMessage {
  const messages: MessageView[] = [];
  for (let index = 0; index < count; index++) {
    messages.push(
      index % 2 === 0
        ? userMessage(`u${index}`, `Question ${index / 2 + 1}: what then?`)
        : answer(`m${index}`, `Answer ${(index + 1) / 2}.\n\n${letter}`, { footnote }),
    );
  }
  return snapshot(messages);
}
