import type { CodeownersAnswer } from './codeowners-rule.ts';
import type { ChangeTouch, FileContext, OwnerAnswer, RoleHolding } from './file-context.ts';
import { nearestTouches } from './file-touches.ts';
import type { PreparedIndex } from './prepare-index.ts';
import { type IndexedChange, type OrderedOwnerSource, ownershipRoles } from './repository-index.ts';
import type { Place } from './root-place.ts';

/**
 * All of a context but its path and the changes that name the file or its folders: the same for every file of one
 * place with the same CODEOWNERS answers.
 */
export function scopeContext(
  place: Place,
  prepared: PreparedIndex,
  answers: readonly CodeownersAnswer[],
): FileContext {
  const { index, systems } = prepared;
  const component = place.components[0] ?? null;
  const system = component?.system ? (systems.get(component.system) ?? null) : place.system;
  const accountable =
    heldRoles(system?.roles, ownershipRoles.systemOwner).find((role) => !role.deputy) ?? null;
  const codeowners = answers.map(prepared.fileCodeowners);
  const owned: Record<OrderedOwnerSource, readonly OwnerAnswer[]> = {
    RECORD: heldRoles(component?.roles, ownershipRoles.componentOwner).map(({ holder }) =>
      held('RECORD', holder),
    ),
    CATALOG_INFO: declaredBy(component ?? system, prepared),
    CODEOWNERS: distinctOwners(codeowners.filter((c) => !c.optional).flatMap((c) => c.owners)),
  };
  const owners = prepared.ownerOrder.flatMap((source) => owned[source]);
  if (accountable) owners.push(held('SYSTEM', accountable.holder));
  return {
    path: '',
    state: 'KNOWN',
    repository: index.repository,
    components: place.components,
    component,
    system,
    owner: owners[0] ?? null,
    owners,
    accountable,
    codeowners,
    target: system?.targets[0] ?? null,
    changes: scopeTouches(place, system?.id, prepared),
    indexedCommit: index.indexedCommit,
  };
}

/** Holders proper before those who stand in for them. */
const heldRoles = (roles: readonly RoleHolding[] | undefined, key: string): RoleHolding[] =>
  (roles ?? []).filter((role) => role.role === key).sort((a, b) => Number(a.deputy) - Number(b.deputy));

const held = (source: 'RECORD' | 'SYSTEM', holder: RoleHolding['holder']): OwnerAnswer => ({
  source,
  holder,
  handle: null,
  decidedBy: null,
});

const declaredBy = (
  scope: { readonly declaredOwner: Parameters<PreparedIndex['declaredOwner']>[0] | null } | null,
  prepared: PreparedIndex,
): readonly OwnerAnswer[] => (scope?.declaredOwner ? [prepared.declaredOwner(scope.declaredOwner)] : []);

function distinctOwners(owners: readonly OwnerAnswer[]): OwnerAnswer[] {
  const seen = new Set<string>();
  return owners.filter(({ handle }) => {
    const name = handle?.toLowerCase() ?? '';
    return !seen.has(name) && Boolean(seen.add(name));
  });
}

function scopeTouches(
  place: Place,
  system: string | undefined,
  prepared: PreparedIndex,
): readonly ChangeTouch[] {
  const { components, systems } = prepared.touches;
  const byComponent = place.components.flatMap(({ id }) => components.get(id) ?? []);
  const bySystem = system === undefined ? [] : (systems.get(system) ?? []);
  return nearestTouches([
    ...byComponent.map((change) => touch(change, 'COMPONENT')),
    ...bySystem.map((change) => touch(change, 'SYSTEM')),
  ]);
}

const touch = (change: IndexedChange, level: ChangeTouch['level']): ChangeTouch => ({
  change,
  level,
  lines: null,
  baseCommit: null,
});
