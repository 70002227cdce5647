import { always, type Draft, newAlias, quoted } from './draft.ts';
import { type Relation, type Table, tables } from './tables.ts';

/** Rows that a SELECT is about. */
export interface Place {
  readonly table: Table;
  /** A column of them, as it is written. */
  column(name: string): string;
  /** What stands after FROM; to be asked last, since a table of which nothing was needed is left out. */
  from(): string;
  /** By what they hang on the rows around, for a SELECT inside of another. */
  readonly on: string;
}

export function placeOf(draft: Draft, model: string): Place {
  const alias = newAlias(draft);
  return {
    table: tables.get(model)!,
    column: (name) => `${alias}.${quoted(name)}`,
    from: () => `${quoted(model)} ${alias}`,
    on: always,
  };
}

/** The rows that a relation leads to, and the id of the row it comes from where the far side tells it. */
export function farSide(draft: Draft, { to, link }: Relation): { place: Place; near: string | null } {
  if (link.by === 'own column') return { place: placeOf(draft, to), near: null };
  if (link.by === 'their column') {
    const place = placeOf(draft, to);
    return { place, near: place.column(link.column) };
  }
  const alias = newAlias(draft);
  const join = newAlias(draft);
  let isNeeded = false;
  const place: Place = {
    table: tables.get(to)!,
    column: (name) => {
      if (name === 'id') return `${join}.${quoted(link.their)}`;
      isNeeded = true;
      return `${alias}.${quoted(name)}`;
    },
    from: () => {
      const joined = ` JOIN ${quoted(to)} ${alias} ON ${alias}."id" = ${join}.${quoted(link.their)}`;
      return `${quoted(link.table)} ${join}${isNeeded ? joined : ''}`;
    },
    on: always,
  };
  return { place, near: `${join}.${quoted(link.own)}` };
}

/** The rows that a relation leads to from each row of a place. */
export function related(draft: Draft, from: Place, relation: Relation): Place {
  const { place, near } = farSide(draft, relation);
  const { link } = relation;
  if (link.by === 'own column')
    return { ...place, on: `${place.column('id')} = ${from.column(link.column)}` };
  return { ...place, on: `${near} = ${from.column('id')}` };
}
