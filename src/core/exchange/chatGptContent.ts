import { fieldsOf, firstText, isFields, listOf, textOf, type Fields } from './fields';
import { placeholder } from './importedChat';

/** What one of ChatGPT's messages says. */
export interface ChatGptContent {
  /** Empty where it says nothing that a person would read. */
  readonly text: string;
  /** It is not the answer, but what led to it: thoughts, a call of a tool, or what a tool said. */
  readonly isThought: boolean;
  /** Pictures and files that the text only names. */
  readonly leftOut: number;
}

export function contentOf(message: Fields): ChatGptContent {
  const content = fieldsOf(message['content']);
  const metadata = fieldsOf(message['metadata']);
  const kind = textOf(content['content_type']);
  const { texts, placeholders } = partsOf(content, kind);
  const left = [...placeholders, ...filesBesides(metadata, placeholders)];
  const text = withSources([...texts, ...left].filter((part) => part.trim() !== '').join('\n\n'), metadata);
  return { text, isThought: isThought(message, kind, left.length > 0), leftOut: left.length };
}

function isThought(message: Fields, kind: string, hasPictures: boolean): boolean {
  const role = fieldsOf(message['author'])['role'];
  // A tool that made a picture gives the answer itself.
  if (role === 'tool') return !hasPictures;
  const recipient = textOf(message['recipient']);
  return (
    kind === 'thoughts' ||
    kind === 'reasoning_recap' ||
    (recipient !== '' && recipient !== 'all') ||
    message['channel'] === 'analysis' ||
    message['channel'] === 'commentary'
  );
}

function partsOf(
  content: Fields,
  kind: string,
): { texts: readonly string[]; placeholders: readonly string[] } {
  const none: readonly string[] = [];
  switch (kind) {
    case 'code':
    case 'execution_output': {
      const code = textOf(content['text']);
      const language = textOf(content['language']);
      const named = /^[\w+#.-]+$/.test(language) && language !== 'unknown' ? language : '';
      return { texts: code === '' ? [] : [fenced(code, named)], placeholders: none };
    }
    case 'thoughts':
      return { texts: listOf(content['thoughts']).map(thoughtOf), placeholders: none };
    // What ChatGPT is told of the person, not what was said.
    case 'user_editable_context':
    case 'model_editable_context':
      return { texts: none, placeholders: none };
    default: {
      const parts = listOf(content['parts']);
      const texts = parts.map((part) => (typeof part === 'string' ? part : textOf(fieldsOf(part)['text'])));
      const placeholders = parts.filter(isFields).map(placeholderOf);
      if (parts.length > 0) return { texts, placeholders: placeholders.filter((name) => name !== '') };
      const { text, result, content: words } = content;
      return { texts: [firstText(text, result, words)], placeholders: none };
    }
  }
}

function thoughtOf(thought: unknown): string {
  const { summary, content } = fieldsOf(thought);
  return [textOf(summary), textOf(content)].filter((text) => text !== '').join('\n\n');
}

function placeholderOf(part: Fields): string {
  const kind = textOf(part['content_type']);
  if (kind.startsWith('image'))
    return placeholder('Picture', textOf(fieldsOf(fieldsOf(part['metadata'])['dalle'])['prompt']));
  if (kind.includes('audio_asset') || kind.includes('video')) return placeholder('Recording', '');
  return '';
}

/** Files that were attached, without the pictures that the text has already. */
function filesBesides(metadata: Fields, pictures: readonly string[]): readonly string[] {
  const files = listOf(metadata['attachments']).filter(isFields);
  const isPicture = (file: Fields): boolean =>
    firstText(file['mime_type'], file['mimeType']).startsWith('image/');
  return files
    .filter((file) => pictures.length === 0 || !isPicture(file))
    .map((file) => placeholder(isPicture(file) ? 'Picture' : 'File', textOf(file['name'])));
}

/** Where ChatGPT keeps a mark for a source, between characters that no font has, the source's name and link stand. */
function withSources(text: string, metadata: Fields): string {
  if (!/[\uE200-\uE206]/.test(text)) return text;
  let named = text;
  for (const reference of listOf(metadata['content_references']).filter(isFields)) {
    const mark = textOf(reference['matched_text']);
    if (/[\uE200-\uE206]/.test(mark)) named = named.replaceAll(mark, () => textOf(reference['alt']));
  }
  return named.replace(/\uE200[^\uE200\uE201]*\uE201/g, '').replace(/[\uE200-\uE206]/g, '');
}

function fenced(code: string, language: string): string {
  const longest = [...code.matchAll(/`+/g)].reduce((length, [run]) => Math.max(length, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/\n$/, '')}\n${fence}`;
}
