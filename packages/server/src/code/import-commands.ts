import { createHash } from 'node:crypto';
import type { ImportPlan } from '@steward/domain/exchange/plan/types.ts';
import { planInSteps } from '@steward/domain/exchange/plan.ts';
import { planRecords } from '@steward/domain/exchange/records/plan-records.ts';
import type { RecordsPlan } from '@steward/domain/exchange/records/types.ts';
import { type Attempt, refuseAttempt } from '../platform/audit/audit-refusal.ts';
import { type Context, mayAdminister, type Transaction } from '../platform/context.ts';
import { inSlices, turnsOf } from '../platform/in-slices.ts';
import { type Idempotency, runOnce } from '../platform/record/run-write.ts';
import { underWay } from '../platform/under-way.ts';
import { forbidden, Refusal, stateError, type UserError, validationError } from '../platform/user-error.ts';
import { applyPlan } from './import-apply.ts';
import { loadExisting } from './import-existing-store.ts';
import { readStage, type StageInput } from './import-input.ts';
import { applyRecords } from './import-records-apply.ts';
import { loadRecordsExisting } from './import-records-store.ts';
import { type ImportSessionRow, mostSessionBytes, type SessionOptions } from './import-session.ts';
import {
  addPieces,
  closeSession,
  createSession,
  loadPieces,
  loadRecordPieces,
  loadSession,
  lockImports,
  lockSession,
  removeSession,
  savePlan,
} from './import-store.ts';
import { inTurn, NotYet } from './import-turn.ts';
import { fingerprintOf, keepPlan, takePlan } from './kept-plan.ts';

/** What a step of an import did, as JSON values. */
export interface ImportDone {
  type: 'ImportDone';
  session: string;
  /** Id of the repository record; null while there is none. */
  repository: string | null;
  /** Records that got a new revision. */
  written: number;
}

export interface SessionInput {
  session: string;
  reason?: string | null;
  validateOnly?: boolean | null;
  idempotencyKey?: string | null;
}

/** Takes pieces into a session of the actor's own, made when the input names none. */
export function stageImport(
  context: Context,
  input: StageInput,
): Promise<ImportDone | UserError> | UserError {
  const staged = readStage(input);
  if (!staged.ok) return validationError(staged.issues);
  const notAllowed = mayImport(context, staged.options);
  if (notAllowed) return refuseAttempt(context, importing, notAllowed);
  const key = idempotencyOf('importStage', input);
  if (key && 'type' in key) return key;
  return onceInTurn(context, key, false, async (tx) => {
    const { options, pieces } = staged;
    const session = input.session
      ? await openSession(tx, context, input.session)
      : await createSession(tx, context, { ...options, pieces: 0, bytes: 0 });
    const problem = differsFrom(session.options, options, input);
    if (problem) throw new Refusal(validationError([problem]));
    const bytes = session.options.bytes + options.bytes;
    if (bytes > mostSessionBytes) {
      const message = `make the import larger than ${mostSessionBytes} bytes: import fewer files at once`;
      throw new Refusal(validationError([{ path: ['pieces'], message }]));
    }
    const after = { ...session.options, bytes, pieces: session.options.pieces + pieces.length };
    await addPieces(tx, session, pieces, after);
    return { type: 'ImportDone', session: session.id, repository: null, written: 0 };
  });
}

/** What a later stage says must be what the first one said; what it leaves out stays. */
function differsFrom(session: SessionOptions, later: SessionOptions, input: StageInput) {
  const given = [
    ['repository', later.content, session.content, later.content],
    ['repository', input.repository, session.repository, later.repository],
    ['commit', input.commit, session.commit, later.commit],
    ['registered', input.registered, session.registeredOnly, later.registeredOnly],
    ['prune', input.prune, session.prune, later.prune],
    ['scope', input.scope, session.scope, later.scope],
    ['errorPolicy', input.errorPolicy, session.errorPolicy, later.errorPolicy],
  ] as const;
  const differing = given.find(([, asked, was, is]) => asked != null && was !== is);
  if (!differing) return null;
  const [path, , was] = differing;
  return { path: [path], message: `is ${JSON.stringify(was)} in this session: begin another session` };
}

/** Says what applying the session would do, and keeps it in the session. */
export function planSession(
  context: Context,
  input: SessionInput,
): Promise<ImportDone | UserError> | UserError {
  const key = idempotencyOf('importPlan', input);
  if (key && 'type' in key) return key;
  return longInTurn(
    'an import is being planned',
    context,
    key,
    false,
    async (tx) => {
      const session = await openSession(tx, context, input.session);
      const { plan, repositoryId } = await makePlan(tx, context, session);
      const { rows, findings, counts, writes } = plan;
      await savePlan(tx, session.id, {
        summary: {
          counts,
          rows: rows.length,
          findings: findings.length,
          writes: writes.length,
          digest: digestOf(plan),
          plannedAt: context.now().toISOString(),
        },
        rows,
        findings,
      });
      return { type: 'ImportDone', session: session.id, repository: repositoryId, written: 0 };
    },
    largeTransaction,
  );
}

/** `runOnce`, waiting for whoever is at the same session. */
const onceInTurn = (...step: Parameters<typeof runOnce<ImportDone>>): Promise<ImportDone | UserError> =>
  inTurn(() => runOnce<ImportDone>(...step));

/** The same for a step that may take long; whoever has to wait for it is told. */
const longInTurn = (what: string, ...step: Parameters<typeof onceInTurn>): ReturnType<typeof onceInTurn> =>
  underWay(what, () => onceInTurn(...step));

/** Milliseconds. One import is one transaction, however large. */
const largeTransaction = { timeout: 300_000 };

/** Writes the plan of the session in one transaction; refused when planning again gives another plan. */
export function applyImport(
  context: Context,
  input: SessionInput,
): Promise<ImportDone | UserError> | UserError {
  const key = idempotencyOf('importApply', input);
  if (key && 'type' in key) return key;
  const importer: Context = { ...context, door: 'IMPORTER' };
  return longInTurn(
    'an import is being written',
    context,
    key,
    input.validateOnly ?? false,
    async (tx) => {
      const session = await openSession(tx, context, input.session);
      const notAllowed = mayImport(context, session.options) ?? mayApply(context);
      if (notAllowed) throw new Refusal(forbidden(notAllowed), importing);
      if (!session.plan)
        throw new Refusal(
          stateError('nothing is planned: plan the session first', ['importPlan'], ['session']),
        );
      if (!(await lockImports(tx))) throw new NotYet('another import is being written');
      const { plan, apply } = await makePlan(tx, importer, session);
      if (digestOf(plan) !== session.plan.digest)
        throw new Refusal(
          stateError(
            'records have changed since the plan was made: plan again and look at what is different',
            ['importPlan'],
            ['session'],
          ),
        );
      refuseBadLines(plan, session.options);
      const done = await apply(input.reason ?? null);
      await closeSession(tx, session.id, context.now());
      takePlan(session);
      return { type: 'ImportDone', session: session.id, ...done };
    },
    largeTransaction,
  );
}

/** Takes a session away with all that it holds, for one that is not to be applied. */
export function discardImport(
  context: Context,
  input: SessionInput,
): Promise<ImportDone | UserError> | UserError {
  const key = idempotencyOf('importDiscard', input);
  if (key && 'type' in key) return key;
  return onceInTurn(context, key, false, async (tx) => {
    const session = await openSession(tx, context, input.session);
    await removeSession(tx, session.id);
    takePlan(session);
    return { type: 'ImportDone', session: session.id, repository: null, written: 0 };
  });
}

/** Records come in as they were elsewhere: past the lifecycle of a change, and with the roles they had. */
const mayImport = (context: Context, { content }: SessionOptions): string | null =>
  content === 'RECORDS' && !mayAdminister(context.actor)
    ? 'only an administrator may import records of a whole portfolio'
    : null;

const importing: Attempt = { operation: 'IMPORT', kind: 'Records', key: '' };

/** What files declare is written on whichever record they name, so no role on one of them is enough. */
const mayApply = ({ actor }: Context): string | null =>
  actor.administrator
    ? null
    : 'an import is written by an administrator, or by a service account that is one';

/** Records are one whole: with a line that is wrong none is written, unless the caller said otherwise. */
function refuseBadLines({ counts, findings }: Planned['plan'], options: SessionOptions): void {
  if (options.content !== 'RECORDS' || options.errorPolicy !== 'REJECT_ALL' || counts.REFUSE === 0) return;
  const [first] = findings.filter(({ severity }) => severity === 'error');
  const where = first ? ` (${first.file}, line ${first.line}: ${first.message})` : '';
  throw new Refusal(
    stateError(
      `${counts.REFUSE} of the lines can not be taken${where}: mend them, or choose REJECT_FAILED to leave them out`,
      ['importStage'],
      ['session'],
    ),
  );
}

/** The session, for this transaction alone. */
async function openSession(tx: Transaction, context: Context, id: string): Promise<ImportSessionRow> {
  const seen = await loadSession(tx, context, id);
  if (!seen) throw new Refusal(noSession(id));
  if (!(await lockSession(tx, id))) throw new NotYet('another step of this session is under way');
  const session = await loadSession(tx, context, id);
  if (!session) throw new Refusal(noSession(id));
  if (session.appliedAt)
    throw new Refusal(stateError('this session was applied: begin another', ['importStage'], ['session']));
  return session;
}

const noSession = (id: string): UserError => ({
  type: 'NotFoundError',
  code: 'NOT_FOUND',
  message: `no import session has the id "${id}": it may be over or another's, begin one with importStage`,
  path: ['session'],
});

/** A plan and how it is written. */
interface Planned {
  readonly plan: ImportPlan | RecordsPlan;
  readonly repositoryId: string | null;
  readonly apply: (reason: string | null) => Promise<{ repository: string | null; written: number }>;
}

async function makePlan(tx: Transaction, context: Context, session: ImportSessionRow): Promise<Planned> {
  const { id, options } = session;
  if (options.content === 'RECORDS') {
    const records = await loadRecordPieces(tx, id);
    const known = await loadRecordsExisting(tx, context, records);
    const plan = planRecords({ pieces: records, existing: known.existing });
    return {
      plan,
      repositoryId: null,
      apply: (reason) => applyRecords(tx, context, { plan, loaded: known, reason }),
    };
  }
  const last = takePlan(session);
  const pieces = last?.pieces ?? (await loadPieces(tx, id));
  const loaded = await loadExisting(tx, context, options.repository, pieces);
  if (loaded.repositoryArchived)
    throw new Refusal(
      stateError(
        `the repository ${options.repository} is archived: restore it first`,
        ['restoreRepository'],
        ['session'],
      ),
    );
  const { existing } = loaded;
  const plan =
    last && last.existing === fingerprintOf(existing)
      ? last.plan
      : await inSlices(planInSteps({ source: options, pieces, existing }), turnsOf(tx));
  if (plan.writes.length > 0) keepPlan(session, { pieces, existing: fingerprintOf(existing), plan });
  const files = pieces.map(({ piece }) => piece.file);
  return {
    plan,
    repositoryId: loaded.repositoryId,
    apply: (reason) => applyPlan(tx, context, { plan, loaded, files, scope: options.scope, reason }),
  };
}

/** Two plans of the same digest say and write the same. Equal input gives equal text: a plan is made in one way only. */
function digestOf(plan: Planned['plan']): string {
  const known = digests.get(plan);
  if (known !== undefined) return known;
  const { rows, writes, findings } = plan;
  const hash = createHash('sha256');
  for (const list of [rows, writes, findings]) {
    hash.update(`${list.length}\n`);
    for (const entry of list) hash.update(JSON.stringify(entry));
  }
  const digest = hash.digest('base64url');
  digests.set(plan, digest);
  return digest;
}

const digests = new WeakMap<Planned['plan'], string>();

function idempotencyOf(
  mutation: string,
  input: { idempotencyKey?: string | null },
): Idempotency | UserError | null {
  const { idempotencyKey } = input;
  if (idempotencyKey == null) return null;
  if (idempotencyKey.length < 1 || idempotencyKey.length > 200)
    return validationError([{ path: ['idempotencyKey'], message: 'must have 1 to 200 characters' }]);
  return { key: idempotencyKey, input: { mutation, input } };
}
