import type { CatalogPiece } from './catalog-info/entity.ts';
import { handlesOf } from './catalog-info/handles.ts';
import { recordKindsOf } from './catalog-info/record-kind.ts';
import { keyOfRef, splitRef } from './catalog-info/reference.ts';
import type { GitHistoryPiece } from './git-history.ts';

export interface ImportNeeds {
  /** Entity rows of these references, of any repository. */
  readonly refs: readonly string[];
  /** Records that hold one of these keys, now or as an alias. */
  readonly keys: readonly { readonly kind: string; readonly key: string }[];
  /** People and teams that have one of these handles. */
  readonly handles: readonly { readonly host: string; readonly handle: string }[];
}

/**
 * The part of the graph that a plan over these files has to see, besides all entity rows of the repository itself
 * with their records, and the records above those it finds (a component's component, a team's team).
 */
export function importNeeds(
  catalog: readonly CatalogPiece[],
  histories: readonly GitHistoryPiece[] = [],
): ImportNeeds {
  const entities = catalog.flatMap((piece) => piece.entities).filter((e) => e.outcome.state === 'READ');
  const refs = new Set<string>();
  for (const entity of entities) {
    refs.add(entity.ref);
    if (entity.owner?.ref) refs.add(entity.owner.ref);
    for (const { target } of entity.relations) refs.add(target);
  }
  const keys = new Map<string, { kind: string; key: string }>();
  for (const ref of refs) {
    const catalogKind = splitRef(ref).kind;
    for (const kind of recordKindsOf(catalogKind)) {
      const plain = keyOfRef(ref);
      for (const key of kind === 'Component' ? [plain, `${plain}~${catalogKind}`] : [plain])
        keys.set(`${kind} ${key}`, { kind, key });
    }
  }
  for (const { component, people } of histories.flatMap((piece) => piece.components)) {
    keys.set(`Component ${component}`, { kind: 'Component', key: component });
    for (const { person } of people) keys.set(`Person ${person}`, { kind: 'Person', key: person });
  }
  return {
    refs: [...refs].sort(),
    keys: [...keys.keys()].sort().map((name) => keys.get(name)!),
    handles: entities.flatMap(handlesOf),
  };
}
