import type { CatalogueCache } from '../core/inference/modelCatalogue';
import type { FileSystem } from '../core/storage/fileSystem';
import { otherServerName } from './settings';

/** Keeps the list of models of the server that is asked now, so that lists of several servers do not mix. */
export function catalogueFile(fileSystem: FileSystem, routerUrl: () => string): CatalogueCache {
  const path = (): string => {
    const server = otherServerName(routerUrl()).replace(/[^\w.-]+/g, '-');
    return server === '' ? 'models.json' : `models-${server}.json`;
  };
  return {
    read: async () => {
      const bytes = await fileSystem.read(path());
      return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
    },
    write: async (json) => fileSystem.replace(path(), new TextEncoder().encode(json)),
  };
}
