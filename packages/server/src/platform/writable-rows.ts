import { standardRole } from '@steward/domain/people/role-catalogue.ts';
import { nounOf } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { type Context, hasScope } from './context.ts';
import { openHoldings } from './open-holdings.ts';
import type { AnyCondition, Writers } from './policy.ts';

type Asked = Pick<Context, 'actor' | 'policies'>;

const writersOf = ({ policies }: Asked, kind: string): Writers => policies[kind]?.writers ?? {};

/** The rows of a kind that the actor, who is no administrator, may write at that instant; null when there are none. */
export function writableRows(context: Asked, kind: string, at: Date): AnyCondition | null {
  const { personId } = context.actor;
  if (personId === null) return null;
  const { roles = [], through = {}, own } = writersOf(context, kind);
  const held =
    roles.length > 0
      ? [{ roles: { some: { role: { lookup: { in: [...roles] } }, ...openHoldings(personId, at) } } }]
      : [];
  const inherited = Object.entries(through).flatMap(([field, to]) => {
    const rows = writableRows(context, to, at);
    if (!rows) return [];
    return [{ [field]: kindNamed(kind).fields[field]?.type === 'references' ? { some: rows } : rows }];
  });
  const any = [...held, ...inherited, ...(own ? [own.rows(personId)] : [])];
  return any.length > 0 ? ({ OR: any } as unknown as AnyCondition) : null;
}

/** Operations that the actor may try on whichever record. */
export const mayEverybody = (context: Asked, kind: string, operation: string): boolean =>
  context.actor.personId !== null &&
  hasScope(context.actor, 'WRITE') &&
  (writersOf(context, kind).everyone ?? []).includes(operation);

export const isForAdministrators = (context: Asked, kind: string, operation: string): boolean =>
  (writersOf(context, kind).administrators ?? []).includes(operation);

/** Fields of a new record by which its writers are known, each with the kind that it refers to. */
export const creatorsThrough = (context: Asked, kind: string): [field: string, kind: string][] =>
  Object.entries(writersOf(context, kind).through ?? {});

/** Who could have written it, as the reason of a refusal. */
export function whoMayWrite(context: Asked, kind: string, operation: string): string {
  const noun = nounOf(kind);
  const { roles = [], through = {}, own } = writersOf(context, kind);
  const onIt = operation === 'CREATE' ? [] : [...roles.map(roleName), ...(own ? [own.who] : [])];
  const above = Object.keys(through).map((field) => `whoever may write its ${nounOf(field)}`);
  const who = isForAdministrators(context, kind, operation) ? [] : [...onIt, ...above];
  const act = operation === 'CREATE' ? `a new ${noun} may be made` : `this ${noun} may be written`;
  return `${act} by ${[...who, 'an administrator'].join(', by ')}`;
}

/** Why a record may not be hung on that one, which its field names. */
export const whoMayWriteParent = (kind: string, field: string): string =>
  `this ${nounOf(kind)} may be put there by whoever may write the ${nounOf(field)} too, by an administrator`;

const roleName = (key: string): string => `its ${standardRole(key)?.name ?? key}`;
