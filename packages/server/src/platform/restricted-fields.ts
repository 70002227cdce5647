import { type Kind, restrictedFields } from '@steward/domain/record/kind.ts';
import type { Context } from './context.ts';

type Asked = Pick<Context, 'actor' | 'policies'>;

/** Names of the fields of a record that the actor may not see; of no record in particular when there is no id. */
export function hiddenFields({ actor, policies }: Asked, kind: Kind, id: string | null): readonly string[] {
  const restricted = restrictedFields(kind);
  if (restricted.length === 0 || actor.administrator) return [];
  return id !== null && policies[kind.name]!.seesRestricted?.({ actor }, id) ? [] : restricted;
}

/** The same values without those names; the object itself where there is nothing to take out. */
export const without = <Values extends object>(values: Values, names: readonly string[]): Values =>
  names.length === 0
    ? values
    : (Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name))) as Values);

/** Paths of changes without those that lead into one of the fields. */
export const pathsOutside = (paths: readonly string[], names: readonly string[]): string[] =>
  paths.filter((path) => !names.includes(path.split('.')[0]!));
