import { activityDrift, type WorkOn } from '@steward/domain/code/drift/activity-drift.ts';
import type { DriftFinding } from '@steward/domain/code/drift/drift-finding.ts';
import { fieldDrift } from '@steward/domain/code/drift/field-drift.ts';
import { ownerDrift } from '@steward/domain/code/drift/owner-drift.ts';
import { newOwnerNames, type PlannedOwners, withPlan } from '@steward/domain/code/drift/with-plan.ts';
import type { IndexedDeclaredOwner, RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { ImportPlan, ImportSource, PlanRow } from '@steward/domain/exchange/plan/types.ts';
import { planImport } from '@steward/domain/exchange/plan.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { Context } from '../platform/context.ts';
import { visibleDocument } from '../platform/record/revisions.ts';
import { badUserInput } from '../platform/request-error.ts';
import {
  loadDeclaredEntities,
  loadHolders,
  loadMembers,
  loadOptedOut,
  loadVisibleNames,
  loadWork,
} from './drift-store.ts';
import { namedHolders } from './holder-queries.ts';
import { type LoadedExisting, loadExisting, recordName } from './import-existing-store.ts';
import { loadPieces, loadSession } from './import-store.ts';
import { repositoryIndex } from './queries.ts';

export interface RepositoryDrift {
  /** Id of the repository record. */
  readonly repository: string;
  readonly findings: readonly DriftFinding[];
}

type FilePiece = Extract<ImportPiece, { format: 'CATALOG_INFO' | 'CODEOWNERS' }>;

const isFilePiece = (piece: { format: string }): piece is FilePiece =>
  piece.format === 'CATALOG_INFO' || piece.format === 'CODEOWNERS';

/** The files that are compared: those imported last, or those staged in a session. */
interface Compared {
  readonly source: ImportSource;
  readonly pieces: readonly FilePiece[];
  readonly commitOf: (file: string) => string | null;
}

/**
 * Where the sources of one repository disagree: its CODEOWNERS, its catalog files, its history and the records. With a
 * session of the viewer its staged files stand in for those imported. Null when nobody has added the repository.
 */
export async function repositoryDrift(
  context: Context,
  key: string,
  session: string | null,
): Promise<RepositoryDrift | null> {
  const index = await repositoryIndex(context, key);
  if (!index) return null;
  const compared = session === null ? await imported(context, index) : await staged(context, index, session);
  const loaded = await loadExisting(context.database.prisma, context, index.repository.key, compared.pieces);
  const plan = planImport({ ...compared, existing: loaded.existing });
  const seen =
    session === null ? index : withPlan(index, plan, await plannedOwners(context, index, plan, loaded));
  const teams = seen.holders.flatMap(({ id, kind }) => (kind === 'TEAM' ? [id] : []));
  const [members, optedOut, work, rows] = await Promise.all([
    membersOf(context, teams),
    loadOptedOut(context),
    workOn(context, index.repository.id),
    rowsForViewer(context, plan.rows),
  ]);
  const { commitOf } = compared;
  return {
    repository: index.repository.id,
    findings: [
      ...ownerDrift(seen, members),
      ...activityDrift(seen, work, { members, optedOut }),
      ...fieldDrift({ repository: index.repository.key, commitOf }, rows),
    ],
  };
}

async function imported(context: Context, { repository }: RepositoryIndex): Promise<Compared> {
  const rows = await loadDeclaredEntities(context, repository.id);
  const commits = new Map(rows.map(({ file, commit }) => [file, commit]));
  const files = [...new Set(rows.map(({ file }) => file))];
  return {
    source: {
      ...{ repository: repository.key, commit: null, scope: 'FILES' as const },
      ...{ registeredOnly: false, prune: false },
    },
    pieces: files.map((file) => ({
      format: 'CATALOG_INFO',
      piece: {
        ...{ file, state: 'READ', broken: [], findings: [] },
        entities: rows.filter((row) => row.file === file).map(({ entity }) => entity),
      },
    })),
    commitOf: (file) => commits.get(file) ?? null,
  };
}

async function staged(context: Context, { repository }: RepositoryIndex, id: string): Promise<Compared> {
  const { prisma } = context.database;
  const session = await loadSession(prisma, context, id);
  if (!session)
    throw badUserInput('`session` names no import of yours: it may be over, stage the files again');
  const { options } = session;
  if (lookupKey(options.repository ?? '') !== lookupKey(repository.key))
    throw badUserInput(`\`session\` holds files of ${options.repository}, not of ${repository.key}`);
  const pieces = (await loadPieces(prisma, id)).filter(isFilePiece);
  return { source: { ...options, repository: repository.key }, pieces, commitOf: () => options.commit };
}

async function plannedOwners(
  context: Context,
  index: RepositoryIndex,
  plan: ImportPlan,
  { existing, rows }: LoadedExisting,
): Promise<PlannedOwners> {
  const documents = new Map(existing.records.map((r) => [recordName(r.kind, r.key), r.document]));
  const idOf = (kind: string, key: unknown) =>
    typeof key === 'string' ? (rows.get(recordName(kind, key))?.id ?? null) : null;
  const declared = new Map<string, IndexedDeclaredOwner | null>();
  for (const write of plan.writes) {
    if (write.op !== 'UPDATE' || (write.kind !== 'Component' && write.kind !== 'System')) continue;
    const after = { ...documents.get(recordName(write.kind, write.key)), ...write.set };
    const holder = idOf('Team', after.declaredOwnerTeam) ?? idOf('Person', after.declaredOwnerPerson);
    const owner = after.declaredOwner as Omit<IndexedDeclaredOwner, 'holder'> | null | undefined;
    declared.set(`${write.kind} ${write.key}`, owner ? { ...owner, holder } : null);
  }
  const names = await allNamed(context, hostOfKey(index.repository.key), newOwnerNames(index, plan));
  const people = names.flatMap(({ personId }) => personId ?? []);
  const teams = names.flatMap(({ personId, teamId }) => (personId === null ? (teamId ?? []) : []));
  const others = [...declared.values()].flatMap((owner) => owner?.holder ?? []);
  const holders = await loadHolders(context, [...people, ...others], [...teams, ...others]);
  return {
    declared,
    holders,
    handles: names.flatMap(({ name, personId, teamId }) => {
      const holder = personId ?? teamId;
      return holder ? [{ handle: name, holder }] : [];
    }),
  };
}

const mostAtOnce = 200;

async function allNamed(context: Context, host: string, names: readonly string[]) {
  const found = [];
  for (let from = 0; from < names.length; from += mostAtOnce)
    found.push(...(await namedHolders(context, host, names.slice(from, from + mostAtOnce))));
  return found;
}

async function membersOf(
  context: Context,
  teams: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const members = new Map<string, Set<string>>();
  for (const { teamId, personId } of await loadMembers(context, teams))
    if (teamId && personId) members.set(teamId, (members.get(teamId) ?? new Set()).add(personId));
  return members;
}

async function workOn(context: Context, repositoryId: string): Promise<WorkOn[]> {
  const rows = await loadWork(context, repositoryId);
  const ids = rows.flatMap(({ people }) => people.flatMap(({ personId }) => personId ?? []));
  const names = await loadVisibleNames(context, [...new Set(ids)]);
  return rows.map(({ componentId, since, until, people, ...sums }) => ({
    ...sums,
    component: componentId ?? '',
    since: since.toISOString(),
    until: until.toISOString(),
    people: people.map(({ personId, authored }) => ({
      id: personId ?? '',
      name: names.get(personId ?? '') ?? null,
      authored,
    })),
  }));
}

/** A difference that names a record which the viewer may not see is left out, on whichever side it stands. */
async function rowsForViewer(context: Context, rows: readonly PlanRow[]): Promise<PlanRow[]> {
  const shown = async (kind: string, field: string, value: unknown): Promise<boolean> => {
    const document = { key: '', [field]: value };
    const visible = await visibleDocument(context, kindNamed(kind), document, null);
    return JSON.stringify(visible[field]) === JSON.stringify(value);
  };
  return Promise.all(
    rows
      .filter(({ kind, drift }) => kind !== null && drift.length > 0)
      .map(async (row) => {
        const keep = await Promise.all(
          row.drift.map(
            async ({ field, current, declared }) =>
              (await shown(row.kind!, field, current)) && shown(row.kind!, field, declared),
          ),
        );
        return { ...row, drift: row.drift.filter((_, at) => keep[at]) };
      }),
  );
}
