import type { DriftFinding, DriftSide } from '@steward/domain/code/drift/drift-finding.ts';
import type { ClaimTarget } from '@steward/domain/code/edit/claim-target.ts';
import { probeOf } from '@steward/domain/code/edit/claim-target.ts';
import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import { type Holder, ownershipRoles, type RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { type OwnedRecord, rootPath } from './claim/claim-choices.ts';

/** A person or a team, with its name on the host of the repository where that is known. */
export interface NamedHolder {
  holder: Holder;
  handle: string | null;
}

/** One way to make two sources name the same owner. */
export type DriftFix =
  /** Edits CODEOWNERS: rules for just the code of the record. */
  | {
      type: 'RULES';
      file: string;
      record: OwnedRecord;
      targets: readonly ClaimTarget[];
      owners: readonly NamedHolder[];
    }
  /** Edits CODEOWNERS: the line that decides, for all its paths. */
  | { type: 'LINE'; file: string; line: number; owners: readonly NamedHolder[] }
  /** Edits a catalog file. */
  | { type: 'CATALOG'; file: string; record: OwnedRecord; owner: Holder }
  /** Changes the record: who holds the role, in place of `holders`; `owner` null: somebody who has to be chosen. */
  | { type: 'RECORD'; record: OwnedRecord; owner: Holder | null; holders: readonly Holder[] }
  /** Changes the record of a person or a team: nobody known has this name on the host. */
  | { type: 'HANDLE'; host: string; handle: string };

/** What can be done about a finding from the line of one of its sides: the file first, then the records. */
export function driftFixes(
  { kind, key, sides }: DriftFinding,
  here: DriftSide,
  { index, host }: { index: RepositoryIndex; host: string },
): DriftFix[] {
  const scope = (kind === 'System' ? index.systems : index.components).find((each) => each.key === key);
  if (!scope || (kind !== 'Component' && kind !== 'System') || !here.location) return [];
  const record: OwnedRecord = { kind, key, name: scope.name };
  const other = sides.find((side) => side !== here)!;
  const owners = holdersOf(other, scope, index);
  const fixes: DriftFix[] = [];
  const { file, line } = here.location;
  if (here.source === 'CODEOWNERS' && owners.length > 0) {
    const targets = targetsDecidedAt(line, scope.roots, index);
    if (targets.length > 0) fixes.push({ type: 'RULES', file, record, targets, owners });
    fixes.push({ type: 'LINE', file, line, owners });
  }
  if (here.source === 'CATALOG_INFO')
    fixes.push(...owners.map(({ holder }): DriftFix => ({ type: 'CATALOG', file, record, owner: holder })));
  const named = holdersOf(here, scope, index);
  const holders = roleHolders(scope, index).map(({ holder }) => holder);
  const held = new Set(holders.map(({ id }) => id));
  fixes.push(
    ...named
      .filter(({ holder }) => !held.has(holder.id))
      .map(({ holder }): DriftFix => ({ type: 'RECORD', record, owner: holder, holders })),
  );
  if (named.length === 0 && here.source === 'CATALOG_INFO')
    fixes.push({ type: 'RECORD', record, owner: null, holders });
  const known = new Set(index.handles.map(({ handle }) => handle.toLowerCase()));
  const strange = sides
    .filter(({ source }) => source === 'CODEOWNERS')
    .flatMap(({ value }) => value.split(' '))
    .filter((name) => name.startsWith('@') && !known.has(name.toLowerCase()));
  return [...fixes, ...[...new Set(strange)].map((handle): DriftFix => ({ type: 'HANDLE', host, handle }))];
}

type Scope = RepositoryIndex['components'][number] | RepositoryIndex['systems'][number];

/** Whom a side names, as far as they are known. */
function holdersOf({ source, value }: DriftSide, scope: Scope, index: RepositoryIndex): NamedHolder[] {
  switch (source) {
    case 'RECORD':
      return roleHolders(scope, index);
    case 'CATALOG_INFO':
      return named(scope.declaredOwner?.holder, index);
    case 'CODEOWNERS':
      return value.split(' ').flatMap((name) => {
        const known = index.handles.find(({ handle }) => handle.toLowerCase() === name.toLowerCase());
        return named(known?.holder, index);
      });
    default:
      return [];
  }
}

function roleHolders(scope: Scope, index: RepositoryIndex): NamedHolder[] {
  const { componentOwner, systemOwner } = ownershipRoles;
  const role = index.systems.some((system) => system === scope) ? systemOwner : componentOwner;
  return scope.roles
    .filter((held) => held.role === role && !held.deputy)
    .flatMap((held) => named(held.holder, index));
}

function named(id: string | null | undefined, index: RepositoryIndex): NamedHolder[] {
  const holder = index.holders.find((each) => each.id === id);
  const handle = index.handles.find((each) => each.holder === id)?.handle ?? null;
  return holder ? [{ holder, handle }] : [];
}

/** The folders of a record for which the rule on this line decides. */
function targetsDecidedAt(line: number, roots: readonly string[], index: RepositoryIndex): ClaimTarget[] {
  const { match } = prepareIndex(index);
  return roots
    .map((root): ClaimTarget => ({ path: rootPath(root), folder: true }))
    .filter((target) => match?.(probeOf(target)).some(({ rule }) => rule?.line === line) ?? false);
}
