import { createHash } from 'node:crypto';
import type { LastConversation } from '../core/chat/lastShown';
import type { FileSystem } from '../core/storage/fileSystem';

/**
 * Which conversation a window on this workspace showed last, in a file of its own. Neither of VS Code's own places will
 * do: it writes `workspaceState` seconds later, when a window may have been killed, and it gives a window other
 * storage for the same workspace while another, perhaps one that is just closing, still has the first
 * (`extHostStoragePaths.ts`, `vscode.lock`).
 *
 * @param workspace what no other workspace has, as from {@link workspaceKey}
 */
export function lastConversationFile(fileSystem: FileSystem, workspace: string): LastConversation {
  const path = `last/${workspace}`;
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

/**
 * A name for a file that stands for a workspace and does not tell its path.
 *
 * @param addresses of the workspace's file, or of its folders; empty for a window without any
 */
export function workspaceKey(addresses: readonly string[]): string {
  if (addresses.length === 0) return 'no-folder';
  return createHash('sha256').update(addresses.join('\n')).digest('hex');
}
