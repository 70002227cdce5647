import type { RecordEvent } from '@steward/client/follow-events.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';

/** True when a write may have made the index of a repository another one. Wrong only by asking once too often. */
export function concernsIndex(
  { kind, key }: Pick<RecordEvent, 'kind' | 'key'>,
  index: RepositoryIndex,
): boolean {
  switch (kind) {
    case 'Repository':
      return index.repository.key === key;
    // Any of them can begin to be about these files.
    case 'Component':
    case 'Change':
    case 'System':
      return true;
    // A handle that nobody had may be theirs now.
    case 'Person':
    case 'Team':
      return index.codeowners !== null || index.holders.some((holder) => holder.key === key);
    case 'Agreement':
    case 'Slo':
    case 'Process':
      return index.systems.length > 0;
    case 'Role':
      return [...index.systems, ...index.components].some(({ roles }) =>
        roles.some(({ role }) => role === key),
      );
    default:
      return false;
  }
}
