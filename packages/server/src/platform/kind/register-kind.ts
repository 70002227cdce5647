import type { Kind } from '@steward/domain/record/kind.ts';
import { enumOf, type SchemaKit } from './kit.ts';
import { addRootList } from './lists.ts';
import { addLookUp } from './look-up.ts';
import { addRecordMutations, type RecordHooks } from './mutations.ts';
import { addNodes } from './nodes.ts';
import { addNode, addNodeLists } from './output.ts';
import { recordKindChoice } from './record-kind-choice.ts';
import { addRestoreRevision } from './restore-revision.ts';
import { addUpdateRecord } from './update-record.ts';

/**
 * The one way a record kind enters the API: its node with the policy's rows in every door, its list, its look-up by
 * key, its history, and the mutations that create, update, archive and restore it; and the mutations that edit any.
 */
export function registerKinds(
  kit: SchemaKit,
  kinds: readonly Kind[],
  hooks: Readonly<Record<string, RecordHooks>>,
): void {
  // Kinds that are about records of any kind name the kinds by this enum: here it has their descriptions.
  enumOf(kit, recordKindChoice);
  for (const kind of kinds) addNode(kit, kind);
  addNodes(kit);
  for (const kind of kinds) {
    addNodeLists(kit, kind);
    addRootList(kit, kind);
    addLookUp(kit, kind);
    if (!kind.byOwnMutations) addRecordMutations(kit, kind, hooks[kind.name]);
  }
  addUpdateRecord(kit, kinds, hooks);
  addRestoreRevision(kit, kinds, hooks);
}
