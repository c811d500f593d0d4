import { findRepositories, untrackedFiles, type Repository } from '../../platform/git';
import { largestAttachment } from '../chat/attachmentWords';
import { nameOf } from './fileNames';
import { refused, type Reading } from './reading';

/** What is changed and not committed yet in every open repository, as Git's own difference. */
export async function readChanges(): Promise<readonly Reading[]> {
  try {
    const found = await findRepositories();
    switch (found.kind) {
      case 'noExtension':
        return [
          refused('Uncommitted changes need VS Code’s own Git extension, which is not there or turned off.'),
        ];
      case 'turnedOff':
        return [refused('Git is turned off in the settings (git.enabled), so changes can’t be attached.')];
      case 'noRepository':
        return [refused('No Git repository is open here, so there are no uncommitted changes to attach.')];
      case 'repositories': {
        const { repositories } = found;
        return await Promise.all(
          repositories.map(async (repository) => changesOf(repository, repositories.length)),
        );
      }
    }
  } catch {
    return [refused('Git could not tell what is changed. See “Git: Show Git Output” for its reason.')];
  }
}

async function changesOf(repository: Repository, count: number): Promise<Reading> {
  await repository.status();
  const [staged, unstaged] = await Promise.all([repository.diff(true), repository.diff(false)]);
  const { rootUri } = repository;
  const fresh = untrackedFiles(repository).map((path) => `- ${path}`);
  const parts = [
    staged.trim() === '' ? '' : `Staged:\n\n${staged.trimEnd()}`,
    unstaged.trim() === '' ? '' : `Not staged:\n\n${unstaged.trimEnd()}`,
    fresh.length === 0 ? '' : `New files that Git does not know yet:\n\n${fresh.join('\n')}`,
  ].filter((part) => part !== '');
  const where = count === 1 ? '' : ` of ${nameOf(rootUri)}`;
  if (parts.length === 0) return refused(`There are no uncommitted changes${where}.`);
  const text = `${parts.join('\n\n')}\n`;
  if (new TextEncoder().encode(text).byteLength > largestAttachment)
    return refused(
      `The uncommitted changes${where} are too long to go along with a message. Attach the files that matter instead.`,
    );
  return {
    kind: 'attachment',
    attachment: { label: `Uncommitted changes${where}`, languageId: 'diff', text },
  };
}
