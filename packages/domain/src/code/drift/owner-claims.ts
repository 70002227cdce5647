import type { OwnerAnswer } from '../file-context.ts';
import { type PreparedIndex, prepareIndex } from '../prepare-index.ts';
import {
  type Holder,
  type IndexedComponent,
  type OrderedOwnerSource,
  ownershipRoles,
  type RepositoryIndex,
} from '../repository-index.ts';
import type { DriftLocation, DriftSide } from './drift-finding.ts';

/** Whom one source names as the owner of a record, and where. */
export interface OwnerClaim {
  readonly source: OrderedOwnerSource;
  /** The record's side has a holder each; a file's side has none where nobody known has the name. */
  readonly owners: readonly { readonly text: string; readonly holder: Holder | null }[];
  readonly location: DriftLocation | null;
}

type Scope = Pick<IndexedComponent, 'roles' | 'declaredOwner' | 'roots'>;

export interface ClaimReader {
  /** What every source says of a component, what decides first; CODEOWNERS once for each rule that decides its folders. */
  component(component: Scope): OwnerClaim[];
  /** The same for a system, whose folders say nothing: files belong to it through components. */
  system(system: Scope): OwnerClaim[];
}

/** Costs time in proportion to the index; one reader answers for all its components and systems. */
export function claimReader(index: RepositoryIndex): ClaimReader {
  const prepared = prepareIndex(index);
  const holders = new Map(index.holders.map((holder) => [holder.id, holder]));
  return {
    component: (component) => {
      const claims: Record<OrderedOwnerSource, readonly OwnerClaim[]> = {
        RECORD: recordClaim(component, ownershipRoles.componentOwner, holders),
        CATALOG_INFO: catalogClaim(prepared, component),
        CODEOWNERS: codeownersClaims(prepared, component.roots),
      };
      return prepared.ownerOrder.flatMap((source) => claims[source]);
    },
    system: (system) => [
      ...recordClaim(system, ownershipRoles.systemOwner, holders),
      ...catalogClaim(prepared, system),
    ],
  };
}

function recordClaim(scope: Scope, role: string, holders: ReadonlyMap<string, Holder>): OwnerClaim[] {
  const owners = scope.roles
    .filter((held) => held.role === role && !held.deputy)
    .flatMap((held) => holders.get(held.holder) ?? [])
    .map((holder) => ({ text: holder.name, holder }));
  return owners.length > 0 ? [{ source: 'RECORD', owners, location: null }] : [];
}

function catalogClaim(prepared: PreparedIndex, { declaredOwner }: Scope): OwnerClaim[] {
  if (!declaredOwner) return [];
  const { reference, repository, file, line, commit } = declaredOwner;
  const { holder } = prepared.declaredOwner(declaredOwner);
  const location = { repository, file, line, commit };
  return [{ source: 'CATALOG_INFO', owners: [{ text: reference, holder }], location }];
}

/** A name that no file has: what answers for it answers for the folder as a whole. */
const anyFile = '\u0001';

function codeownersClaims({ match, fileCodeowners }: PreparedIndex, roots: readonly string[]): OwnerClaim[] {
  if (!match) return [];
  const claims = new Map<string, OwnerClaim>();
  for (const root of roots) {
    const path = root.split('/').filter((name) => name !== '' && name !== '.');
    const inside = match([...path, anyFile].join('/')).map(fileCodeowners);
    // A root may be a file, of which the rule of its folder says nothing.
    const answers = inside.some(({ rule }) => rule) ? inside : match(path.join('/')).map(fileCodeowners);
    const owned = answers.filter(({ state, optional }) => state === 'OWNED' && !optional);
    const first = owned.find(({ rule }) => rule)?.rule;
    if (!first) continue;
    const { repository, file, line, commit } = first;
    const owners = owned.flatMap(({ owners: named }) => named.map(ownerOf));
    claims.set(String(line), { source: 'CODEOWNERS', owners, location: { repository, file, line, commit } });
  }
  return [...claims.values()];
}

const ownerOf = ({ handle, holder }: OwnerAnswer) => ({ text: handle ?? holder?.name ?? '', holder });

/** What a claim says, as a side of a finding. */
export const sideOf = ({ source, owners, location }: OwnerClaim): DriftSide => ({
  source,
  value: owners.map(({ text }) => text).join(' '),
  location,
});
