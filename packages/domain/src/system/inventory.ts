import { holdersAt, type RoleAssignment } from '../people/role-assignment.ts';
import type { RecordFinding } from '../record/finding.ts';

interface ComponentRecord {
  readonly key: string;
  readonly stage: string;
  readonly class: string | null;
  readonly declaredOwner: { readonly reference: string } | null;
  readonly declaredOwnerTeam: string | null;
  readonly declaredOwnerPerson: string | null;
  readonly roles: readonly RoleAssignment[];
}

/** How complete the inventory of components is. */
export interface Inventory {
  /** Components that are not retired. */
  readonly total: number;
  /** Those with an owner and a class. */
  readonly complete: number;
  /** `complete / total` in percent, cut to one decimal, as text; null when there is no component. */
  readonly percent: string | null;
  readonly findings: readonly RecordFinding[];
}

/**
 * Which components have an owner and a class. An owner is whoever holds the role `owner`, or the team or person
 * that a catalog file declares, once the record knows them: a name that resolves to nobody owns nothing.
 */
export function inventory(components: readonly ComponentRecord[], now: string): Inventory {
  const counted = components.filter((c) => c.stage !== 'RETIRED');
  const findings = counted.flatMap((c) => [...ownerFinding(c, now), ...classFinding(c)]);
  const complete = counted.length - new Set(findings.map((f) => f.key)).size;
  const tenths = counted.length === 0 ? null : Math.floor((complete * 1000) / counted.length);
  return {
    total: counted.length,
    complete,
    percent: tenths === null ? null : (tenths / 10).toFixed(1),
    findings,
  };
}

function ownerFinding(component: ComponentRecord, now: string): RecordFinding[] {
  const { key, declaredOwner, declaredOwnerTeam, declaredOwnerPerson, roles } = component;
  const held = holdersAt(roles, 'owner', now).length > 0;
  if (held || declaredOwnerTeam !== null || declaredOwnerPerson !== null) return [];
  const kind = 'Component';
  return declaredOwner === null
    ? [{ code: 'COMPONENT_WITHOUT_OWNER', kind, key, message: 'has no owner: appoint one' }]
    : [
        {
          code: 'DECLARED_OWNER_UNKNOWN',
          kind,
          key,
          message: `declares the owner ${declaredOwner.reference}, whom the record does not know: add that team or person, or appoint an owner`,
        },
      ];
}

const classFinding = ({ key, class: name }: ComponentRecord): RecordFinding[] =>
  name === null || name.trim() === ''
    ? [{ code: 'COMPONENT_WITHOUT_CLASS', kind: 'Component', key, message: 'has no class: give it one' }]
    : [];
