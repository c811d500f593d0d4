import type { LastConversation } from '../core/chat/lastShown';
import type { FileSystem } from '../core/storage/fileSystem';

const path = 'last-conversation';

/**
 * Which conversation the window showed last, in a file of the workspace's own storage: VS Code writes its
 * `workspaceState` seconds later, and a window that was reloaded or killed meanwhile showed the conversation before.
 */
export function lastConversationFile(fileSystem: FileSystem): LastConversation {
  let written = Promise.resolve();
  return {
    get: async () => {
      try {
        const bytes = await fileSystem.read(path);
        return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
      } catch {
        // Then the window begins with an empty conversation; every other is in "Open Chat…".
        return undefined;
      }
    },
    set: async (conversationId) => {
      const bytes = new TextEncoder().encode(conversationId);
      const before = written;
      const now = before.then(
        () => fileSystem.replace(path, bytes),
        () => fileSystem.replace(path, bytes),
      );
      written = now;
      return now;
    },
  };
}
