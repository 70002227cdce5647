import type { DriftFinding } from '@steward/domain/code/drift/drift-finding.ts';
import { ownerDrift } from '@steward/domain/code/drift/owner-drift.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';

/**
 * Where the records, the catalog files as they were imported and the working copy's CODEOWNERS name different owners.
 * `seen` is the index with that CODEOWNERS. Whether a name that was never imported is somebody's is not known here, so
 * nothing is said about it; and neither about a person beside a team, whose members are not known here.
 */
export function repositoryDrift(seen: RepositoryIndex, index: RepositoryIndex): DriftFinding[] {
  const imported = new Set(
    index.codeowners?.rules.flatMap(({ owners }) => owners.map((name) => name.toLowerCase())),
  );
  return ownerDrift(seen, null).filter(({ code, sides }) =>
    code !== 'OWNER_UNKNOWN'
      ? true
      : sides.every(
          ({ source, value }) =>
            source !== 'CODEOWNERS' || value.split(' ').every((name) => imported.has(name.toLowerCase())),
        ),
  );
}
