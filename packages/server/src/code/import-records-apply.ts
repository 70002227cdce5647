import { nameOf } from '@steward/domain/exchange/records/plan-records.ts';
import type { Place, RecordsPlan, RecordsWrite } from '@steward/domain/exchange/records/types.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { kindNamed, kinds } from '@steward/domain/record/kinds.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../platform/context.ts';
import { keepAliases, passRegisterKeys } from '../platform/record/keys.ts';
import type { Row } from '../platform/record/mapping.ts';
import type { Provenance } from '../platform/record/provenance.ts';
import { type WriteCommand, writeAllInTransaction } from '../platform/record/write.ts';
import { putRecordEntities, putRuleLines } from './import-records-parts-store.ts';
import type { LoadedRecords } from './import-records-store.ts';

type Write<Op extends RecordsWrite['op']> = Extract<RecordsWrite, { op: Op }>;
const writesOf = <Op extends RecordsWrite['op']>(plan: RecordsPlan, op: Op): Write<Op>[] =>
  plan.writes.filter((write): write is Write<Op> => write.op === op);

/** Writes a plan of records through the one write path, then what belongs to them and no document says. */
export async function applyRecords(
  tx: Transaction,
  context: Context,
  { plan, loaded, reason }: { plan: RecordsPlan; loaded: LoadedRecords; reason: string | null },
): Promise<{ repository: null; written: number }> {
  const ids = new Map([...loaded.rows].map(([name, { id }]) => [name, id]));
  const creates = writesOf(plan, 'CREATE').map((write) => ({ write, id: newId() }));
  for (const { write, id } of creates) ids.set(nameOf(write.kind, write.key), id);
  const commands = commandsOf(context, { plan, loaded, reason, creates });
  const written = await writeAllInTransaction(tx, context, commands);
  for (const kind of kinds) {
    const made = creates.filter(({ write }) => write.kind === kind.name);
    const aliases = made.flatMap(({ write, id }) => write.aliases.map((key) => ({ key, recordId: id })));
    await keepAliases(tx, kind, aliases);
    if (made.length > 0)
      await passRegisterKeys(
        tx,
        kind,
        made.map(({ write }) => write.key),
      );
  }
  for (const { repository, lines } of writesOf(plan, 'PUT_RULES'))
    await putRuleLines(tx, context, ids.get(nameOf('Repository', repository))!, lines);
  await putRecordEntities(
    tx,
    context,
    writesOf(plan, 'PUT_ENTITY').map(({ line }) => line),
    ids,
  );
  const revised = written.filter(
    ({ changed }, at) => changed.length > 0 || commands[at]!.operation === 'CREATE',
  );
  return { repository: null, written: revised.length };
}

function commandsOf(
  context: Context,
  {
    plan,
    loaded,
    reason,
    creates,
  }: {
    plan: RecordsPlan;
    loaded: LoadedRecords;
    reason: string | null;
    creates: readonly { write: Write<'CREATE'>; id: string }[];
  },
): WriteCommand[] {
  const exclusive = exclusiveRoles(plan, loaded);
  const partColumns = (field: string, row: Row): Row =>
    field === 'roles' ? { exclusive: exclusive.has(lookupKey(String(row.role))) } : {};
  const common = { reason: reason ?? 'an import of records', partColumns };
  const provenanceOf = (places: Readonly<Record<string, Place>>): Provenance =>
    Object.fromEntries(
      Object.entries(places).map(([field, { source, location }]) => [
        field,
        { source, location, confirmedAt: context.now().toISOString() },
      ]),
    );
  const withRules = new Set(
    writesOf(plan, 'PUT_RULES').map(({ repository }) => nameOf('Repository', repository)),
  );
  const also = (name: string) => (withRules.delete(name) ? { alsoChanged: ['ownershipRules'] } : {});
  const made = creates.map(
    ({ write, id }): WriteCommand => ({
      ...common,
      ...also(nameOf(write.kind, write.key)),
      kind: kindNamed(write.kind),
      id,
      operation: 'CREATE',
      target: null,
      origin: write.origin,
      restored: {
        archivedAt: write.archivedAt === null ? null : new Date(write.archivedAt),
        provenance: provenanceOf(write.provenance),
      },
      decide: () => ({
        document: { ...write.document, key: write.key },
        archived: write.archivedAt !== null,
      }),
    }),
  );
  const changed = writesOf(plan, 'UPDATE').map(({ kind, key, set, provenance }): WriteCommand => {
    const row = loaded.rows.get(nameOf(kind, key))!;
    return {
      ...common,
      ...also(nameOf(kind, key)),
      kind: kindNamed(kind),
      operation: 'UPDATE',
      target: { id: row.id },
      expectedRevision: row.revision,
      restored: { archivedAt: null, provenance: provenanceOf(provenance) },
      decide: (before) => ({ document: { ...before!.document, ...set } }),
    };
  });
  const ruled = [...withRules].map(
    (name): WriteCommand => ({
      ...common,
      kind: kindNamed('Repository'),
      operation: 'UPDATE',
      target: { id: loaded.rows.get(name)!.id },
      expectedRevision: null,
      alsoChanged: ['ownershipRules'],
      decide: (before) => ({ document: before!.document }),
    }),
  );
  return [...made, ...changed, ...ruled];
}

/** What the roles say that are there, and those of the lines, which may be new. */
function exclusiveRoles(plan: RecordsPlan, loaded: LoadedRecords): ReadonlySet<string> {
  const roles = new Set(loaded.exclusiveRoles);
  for (const write of plan.writes) {
    if ((write.op !== 'CREATE' && write.op !== 'UPDATE') || write.kind !== 'Role') continue;
    const { exclusive } = write.op === 'CREATE' ? write.document : write.set;
    if (exclusive === true) roles.add(lookupKey(write.key));
    else if (exclusive === false) roles.delete(lookupKey(write.key));
  }
  return roles;
}
