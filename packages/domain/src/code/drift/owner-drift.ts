import type { RepositoryIndex } from '../repository-index.ts';
import { compareDrift, type DriftFinding, sideText } from './drift-finding.ts';
import { claimReader, type OwnerClaim, sideOf } from './owner-claims.ts';

/** Who belongs to which team, by id; null where that is not known, so that a person and a team are not set apart. */
export type Members = ReadonlyMap<string, ReadonlySet<string>> | null;

/** What the sources of one repository say differently about who owns its components and systems. */
export function ownerDrift(index: RepositoryIndex, members: Members): DriftFinding[] {
  const claims = claimReader(index);
  return [
    ...index.components.flatMap((component) =>
      differences('Component', component.key, claims.component(component), members),
    ),
    ...index.systems.flatMap((system) => differences('System', system.key, claims.system(system), members)),
  ].sort(compareDrift);
}

/** Every source is compared with the one that decides; the others are not compared with each other. */
function differences(
  kind: string,
  key: string,
  [deciding, ...others]: readonly OwnerClaim[],
  members: Members,
): DriftFinding[] {
  if (!deciding) return [];
  return others
    .filter((other) => other.source !== deciding.source && !agree(deciding, other, members))
    .map((other) => {
      const sides = [sideOf(deciding), sideOf(other)] as const;
      const stranger = [other, deciding].find(({ owners }) => owners.every(({ holder }) => !holder));
      const said = sides.map(sideText).join(', ');
      return {
        code: stranger ? ('OWNER_UNKNOWN' as const) : ('OWNER_DIFFERS' as const),
        kind,
        key,
        field: 'owner',
        sides,
        message: stranger
          ? `has owners that differ: ${said}; nobody here is known as ${sideOf(stranger).value}: give that name to the person or team it means, or correct the file`
          : `has owners that differ: ${said}; correct the one that is wrong`,
      };
    });
}

/** One owner that both name is enough; equal names of different kinds are never taken for the same. */
export const agree = (a: OwnerClaim, b: OwnerClaim, members: Members): boolean =>
  a.owners.some((one) => b.owners.some((other) => sameOwner(one, other, members)));

type Owner = OwnerClaim['owners'][number];

function sameOwner(a: Owner, b: Owner, members: Members): boolean {
  if (!a.holder || !b.holder) return a.text.toLowerCase() === b.text.toLowerCase();
  if (a.holder.id === b.holder.id) return true;
  if (a.holder.kind === b.holder.kind) return false;
  const [team, person] = a.holder.kind === 'TEAM' ? [a.holder, b.holder] : [b.holder, a.holder];
  return members === null || (members.get(team.id)?.has(person.id) ?? false);
}
