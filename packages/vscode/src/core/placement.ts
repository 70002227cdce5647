import type { KindName } from '@steward/domain/record/kind-plurals.ts';
import type { RecordName } from './record-address.ts';

/** The fields that say where a record stands, with the values that put it there. */
export type Place = Readonly<Record<string, string | null>>;

const none: Partial<Record<KindName, Place>> = {
  Program: { portfolio: null },
  System: { program: null, portfolio: null },
  Component: { system: null, partOf: null },
};

/** By kind: what it may stand under, and the field that says so. */
const under: Partial<Record<KindName, Partial<Record<KindName, string>>>> = {
  Program: { Portfolio: 'portfolio' },
  System: { Portfolio: 'portfolio', Program: 'program' },
  Component: { System: 'system', Component: 'partOf' },
};

/** What puts a record of a kind under another, or under none; undefined where it can not stand there. */
export function placeUnder(kind: KindName, parent: RecordName | null): Place | undefined {
  const nowhere = none[kind];
  const field = parent && under[kind]?.[parent.kind];
  if (!nowhere || (parent && !field)) return undefined;
  return { ...nowhere, ...(parent && field && { [field]: parent.key }) };
}

/** Kinds of records that may be made under a record of that kind; at the root without one. */
export const kindsUnder = (parent: KindName | null): KindName[] =>
  parent === null
    ? ['Portfolio', 'Program', 'System', 'Component']
    : (Object.keys(under) as KindName[]).filter((kind) => under[kind]?.[parent]);

/** Kinds that a record of that kind may stand under. */
export const kindsAbove = (kind: KindName): KindName[] => Object.keys(under[kind] ?? {}) as KindName[];

/** A record stands in that place already. */
export const standsIn = (document: Readonly<Record<string, unknown>>, place: Place): boolean =>
  Object.entries(place).every(([name, value]) => (document[name] ?? null) === value);

/** Where a document says that its record stands, in the fields of a place. */
export const placeOf = (document: Readonly<Record<string, unknown>>, place: Place): Record<string, unknown> =>
  Object.fromEntries(Object.keys(place).map((name) => [name, document[name] ?? null]));
