import type { PromptIntent } from '../../protocol/prompts';

/** Longest texts taken from the webview, in UTF-16 units. */
const limits = { identifier: 200, query: 130 } as const;

/** A message about prompts, checked like every message of the webview; `undefined` for anything else. */
export function parsePromptIntent(fields: ReadonlyMap<string, unknown>): PromptIntent | undefined {
  const type = fields.get('type');
  switch (type) {
    case 'findPrompts': {
      const query = fields.get('query');
      return typeof query === 'string' && query.length <= limits.query ? { type, query } : undefined;
    }
    case 'savePrompt':
    case 'showSentText': {
      const messageId = fields.get('messageId');
      const isIdentifier =
        typeof messageId === 'string' && messageId !== '' && messageId.length <= limits.identifier;
      return isIdentifier ? { type, messageId } : undefined;
    }
    default:
      return undefined;
  }
}
