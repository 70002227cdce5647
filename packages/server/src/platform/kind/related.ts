import type { Kind } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { SchemaKit } from './kit.ts';
import { addRelatedList, type RelatedListOptions } from './lists.ts';

type Related = RelatedListOptions & { of: string };

/** Lists of the records that refer to a record of the kind, by the name of the field. */
export function addRelatedLists(
  kit: SchemaKit,
  owner: Kind | string,
  lists: Readonly<Record<string, Related>>,
): void {
  const kind = typeof owner === 'string' ? kindNamed(owner) : owner;
  for (const [name, { of, ...options }] of Object.entries(lists))
    addRelatedList(kit, kind, name, kindNamed(of), options);
}
