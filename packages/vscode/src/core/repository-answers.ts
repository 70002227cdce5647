import type { DriftFinding } from '@steward/domain/code/drift/drift-finding.ts';
import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import type { Holder, IndexedCodeowners, RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { type FileResolver, fileResolver } from '@steward/domain/code/resolve-file.ts';
import type { FoundCodeowners } from './find-codeowners.ts';
import { localCodeowners, localIndex } from './local-index.ts';
import { type MovedFiles, movedChanges, noneMoved } from './moved-files.ts';
import { repositoryDrift } from './repository-drift.ts';

/** Answers for the files of one repository, made ready once for each state of its sources. */
export interface RepositoryAnswers {
  /** By the working copy's CODEOWNERS alone; undefined while none counts. */
  local: FileResolver | undefined;
  /** By the server's index with the working copy's CODEOWNERS; undefined without an index. */
  known: FileResolver | undefined;
  /** The server's index with the working copy's CODEOWNERS; undefined without an index. */
  seen: RepositoryIndex | undefined;
  codeownersDiffers: boolean;
  /** Owners that the sources name differently; worked out when first asked for. */
  drift: () => readonly DriftFinding[];
  /** Everybody that the index names, by id. */
  holders: ReadonlyMap<string, Holder>;
}

export function repositoryAnswers(
  key: string | undefined,
  { choice, text }: FoundCodeowners,
  index: RepositoryIndex | undefined,
  moved: MovedFiles = noneMoved,
): RepositoryAnswers {
  const here = choice.kind === 'CHOSEN' ? localCodeowners(choice.file, choice.dialect, text) : null;
  if (!index) {
    const local = here ? fileResolver(prepareIndex(localIndex(key, here))) : undefined;
    return {
      local,
      known: undefined,
      seen: undefined,
      codeownersDiffers: false,
      drift: () => [],
      holders: new Map(),
    };
  }
  // Where the working copy leaves the dialect open, the index has settled it.
  const codeowners = choice.kind === 'UNDECIDED' ? index.codeowners : here;
  const codeownersDiffers = rulesText(codeowners) !== rulesText(index.codeowners);
  const seen = { ...index, codeowners, changes: movedChanges(index, moved) };
  let drift: readonly DriftFinding[] | undefined;
  return {
    local: undefined,
    known: fileResolver(prepareIndex(seen)),
    seen,
    codeownersDiffers,
    drift: () => {
      drift ??= repositoryDrift(seen, index);
      return drift;
    },
    holders: new Map(index.holders.map((holder) => [holder.id, holder])),
  };
}

/** Equal texts: the same owner for every path. A comment more or less moves lines and changes nothing. */
function rulesText(codeowners: IndexedCodeowners | null): string {
  if (!codeowners) return '';
  const rules = codeowners.rules.map(({ pattern, owners, section, optional, approvals, exclusion }) => [
    pattern,
    owners,
    section,
    optional,
    approvals,
    exclusion,
  ]);
  return JSON.stringify([codeowners.file, codeowners.dialect, rules]);
}
