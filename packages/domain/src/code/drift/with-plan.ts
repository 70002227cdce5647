import type { ImportPlan } from '../../exchange/plan/types.ts';
import type { Holder, IndexedDeclaredOwner, RepositoryIndex } from '../repository-index.ts';

/** What a plan would change about who owns, beside its rules. */
export interface PlannedOwners {
  /** Of components and systems, by kind and key with a blank between; null: none is declared any more. */
  readonly declared: ReadonlyMap<string, IndexedDeclaredOwner | null>;
  /** Holders that these, or the rules of the plan, name beside those of the index. */
  readonly holders: readonly Holder[];
  readonly handles: RepositoryIndex['handles'];
}

/** The index as it would be once a plan was applied, as far as owners go: files of a working copy in place of those read before. */
export function withPlan(index: RepositoryIndex, plan: ImportPlan, owners: PlannedOwners): RepositoryIndex {
  const rules = plan.writes.find((write) => write.op === 'REPLACE_RULES');
  const declaring = <T extends { readonly key: string; readonly declaredOwner: IndexedDeclaredOwner | null }>(
    kind: string,
    scopes: readonly T[],
  ): T[] =>
    scopes.map((scope) => {
      const declaredOwner = owners.declared.get(`${kind} ${scope.key}`);
      return declaredOwner === undefined ? scope : { ...scope, declaredOwner };
    });
  return {
    ...index,
    codeowners: rules ? rules.ruleSet : index.codeowners,
    holders: [...index.holders, ...owners.holders],
    handles: [...index.handles, ...owners.handles],
    components: declaring('Component', index.components),
    systems: declaring('System', index.systems),
  };
}

/** Owners that the rules of a plan name and the index does not know, each once. */
export function newOwnerNames(index: RepositoryIndex, plan: ImportPlan): string[] {
  const rules = plan.writes.find((write) => write.op === 'REPLACE_RULES');
  const known = new Set(index.handles.map(({ handle }) => handle.toLowerCase()));
  const named = rules?.ruleSet.rules.flatMap(({ owners }) => owners) ?? [];
  return [...new Set(named)].filter((name) => !known.has(name.toLowerCase()));
}
