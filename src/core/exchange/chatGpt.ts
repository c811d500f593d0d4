import { fieldsOf, firstText, isFields, listOf, textOf, type Fields } from './fields';
import { contentOf } from './chatGptContent';
import { ChatBuilder, fileId, type ImportedChat } from './importedChat';
import { parentsFirst, shownAbove, type TreeNode } from './messageTree';

/*
 * ChatGPT's export is a ZIP with `conversations.json`: a list of conversations, each a tree in `mapping`, of which the
 * path to `current_node` was shown. An answer is often several places in a row (thoughts, a call of a tool, what the
 * tool said, the text): it is put together again here, with all but its text under its reasoning.
 */

interface Place extends TreeNode {
  readonly part: Part | undefined;
}

/** What a place adds to the conversation. */
interface Part {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly reasoning: string;
  readonly createdAt: number | undefined;
  readonly model: string;
  readonly state: 'done' | 'stopped' | 'cut-off';
  readonly leftOut: number;
}

interface ShownPlace extends TreeNode {
  readonly part: Part;
}

export function looksLikeChatGpt(value: Fields): boolean {
  return isFields(value['mapping']);
}

/** @returns the conversation; `undefined` if there is no message in it */
export function readChatGpt(value: Fields): ImportedChat | undefined {
  const places = placesOf(fieldsOf(value['mapping']));
  const above = shownAbove(places, ({ part }) => part !== undefined);
  const shown = parentsFirst(
    [...places.values()].flatMap(({ id, parentId, part }) =>
      part ? [{ id, parentId: above(parentId), part }] : [],
    ),
  );
  const headId = above(textOf(value['current_node']));
  const begun = secondsOf(value['create_time']);
  const defaultModel = textOf(value['default_model_slug']);
  const byId = new Map(shown.map((place) => [place.id, place]));
  const ends = endsOfAnswers(shown, byId, headId);
  const chat = new ChatBuilder();
  for (const place of shown) {
    const { id, parentId, part } = place;
    if (part.role === 'user') {
      const createdAt = part.createdAt ?? begun ?? 0;
      chat.addUser({ id, parentId: parentId ?? null, createdAt, text: part.text, attachments: [] });
    } else if (ends.has(id)) {
      const { parts, questionId } = answerEndingAt(place, byId);
      chat.addAnswer({
        id,
        parentId: questionId ?? null,
        createdAt: parts.find(({ createdAt }) => createdAt !== undefined)?.createdAt ?? begun ?? 0,
        text: joined(parts.map(({ text }) => text)),
        reasoning: joined(parts.map(({ reasoning }) => reasoning)),
        state: part.state,
        model: parts.findLast(({ model }) => model !== '')?.model ?? defaultModel,
      });
    }
  }
  const conversation = chat.build({
    id: fileId('chatgpt', firstText(value['conversation_id'], value['id']), () =>
      JSON.stringify(value['mapping']),
    ),
    title: textOf(value['title']),
    updatedAt: secondsOf(value['update_time']) ?? begun,
    headId,
    // What ChatGPT tells its model is its own, and not in the file.
    instructions: '',
  });
  return conversation && { conversation, leftOut: shown.reduce((sum, { part }) => sum + part.leftOut, 0) };
}

/** The last places of answers: those that a question follows, that nothing follows, and the one that was shown. */
function endsOfAnswers(
  shown: readonly ShownPlace[],
  byId: ReadonlyMap<string, ShownPlace>,
  headId: string | undefined,
): ReadonlySet<string> {
  const ends = new Set(shown.filter(({ part }) => part.role === 'assistant').map(({ id }) => id));
  const before = (place: ShownPlace): string => place.parentId ?? '';
  for (const place of shown) if (place.part.role === 'assistant') ends.delete(before(place));
  const followed = shown.filter(({ part }) => part.role === 'user').map(before);
  for (const id of [...followed, headId ?? '']) if (byId.get(id)?.part.role === 'assistant') ends.add(id);
  return ends;
}

function answerEndingAt(
  last: ShownPlace,
  byId: ReadonlyMap<string, ShownPlace>,
): { parts: readonly Part[]; questionId: string | undefined } {
  const chain = new Set<ShownPlace>();
  let at: ShownPlace | undefined = last;
  while (at?.part.role === 'assistant' && !chain.has(at)) {
    chain.add(at);
    at = byId.get(at.parentId ?? '');
  }
  const parts = [...chain].reverse().map(({ part }) => part);
  return { parts, questionId: at?.part.role === 'user' ? at.id : undefined };
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}

function placesOf(mapping: Fields): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const id of orderedIds(mapping)) {
    const { parent, message } = fieldsOf(mapping[id]);
    places.set(id, { id, parentId: textOf(parent) || undefined, part: partOf(fieldsOf(message)) });
  }
  return places;
}

/** The order of a place's children is that of its `children`, where that is known. */
function orderedIds(mapping: Fields): Iterable<string> {
  const ids = new Set<string>();
  for (const [id, node] of Object.entries(mapping)) {
    if (id === '') continue;
    ids.add(id);
    for (const child of listOf(fieldsOf(node)['children']))
      if (typeof child === 'string' && child !== '' && Object.hasOwn(mapping, child)) ids.add(child);
  }
  return ids;
}

function partOf(message: Fields): Part | undefined {
  const metadata = fieldsOf(message['metadata']);
  if (metadata['is_visually_hidden_from_conversation'] === true) return undefined;
  const role = textOf(fieldsOf(message['author'])['role']);
  if (role !== 'user' && role !== 'assistant' && role !== 'tool') return undefined;
  const { text, isThought, leftOut } = contentOf(message);
  if (text === '') return undefined;
  const common = {
    createdAt: secondsOf(message['create_time']),
    model: textOf(metadata['model_slug']),
    state: stateOf(message, metadata),
    leftOut,
  };
  if (role === 'user') return { ...common, role, text, reasoning: '' };
  return isThought
    ? { ...common, role: 'assistant', text: '', reasoning: text }
    : { ...common, role: 'assistant', text, reasoning: '' };
}

function stateOf(message: Fields, metadata: Fields): Part['state'] {
  const finish = fieldsOf(metadata['finish_details'])['type'];
  if (finish === 'interrupted') return 'stopped';
  return finish === 'max_tokens' || message['status'] === 'in_progress' ? 'cut-off' : 'done';
}

/** ChatGPT's times are seconds, with fractions. */
function secondsOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e12
    ? Math.round(value * 1000)
    : undefined;
}
