import { createHash } from 'node:crypto';
import type { ImportPlan } from '@steward/domain/exchange/plan/types.ts';
import { planImport } from '@steward/domain/exchange/plan.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { type Idempotency, runOnce, stableJson } from '../platform/record/run-write.ts';
import { Refusal, stateError, type UserError, validationError } from '../platform/user-error.ts';
import { applyPlan } from './import-apply.ts';
import { type LoadedExisting, loadExisting } from './import-existing-store.ts';
import { readStage, type StageInput } from './import-input.ts';
import { type ImportSessionRow, mostSessionBytes, type SessionOptions } from './import-session.ts';
import {
  addPieces,
  closeSession,
  createSession,
  loadPieces,
  loadSession,
  lockImports,
  lockSession,
  savePlan,
} from './import-store.ts';
import { inTurn, NotYet } from './import-turn.ts';

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
    ['repository', input.repository, session.repository, later.repository],
    ['commit', input.commit, session.commit, later.commit],
    ['registered', input.registered, session.registeredOnly, later.registeredOnly],
    ['prune', input.prune, session.prune, later.prune],
    ['scope', input.scope, session.scope, later.scope],
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
  return onceInTurn(
    context,
    key,
    false,
    async (tx) => {
      const session = await openSession(tx, context, input.session);
      const { plan, loaded } = await makePlan(tx, context, session);
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
      return { type: 'ImportDone', session: session.id, repository: loaded.repositoryId, written: 0 };
    },
    largeTransaction,
  );
}

/** `runOnce`, waiting for whoever is at the same session. */
const onceInTurn = (...step: Parameters<typeof runOnce<ImportDone>>): Promise<ImportDone | UserError> =>
  inTurn(() => runOnce<ImportDone>(...step));

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
  return onceInTurn(
    context,
    key,
    input.validateOnly ?? false,
    async (tx) => {
      const session = await openSession(tx, context, input.session);
      if (!session.plan)
        throw new Refusal(
          stateError('nothing is planned: plan the session first', ['importPlan'], ['session']),
        );
      if (!(await lockImports(tx))) throw new NotYet('another import is being written');
      const { plan, loaded, files } = await makePlan(tx, importer, session);
      if (digestOf(plan) !== session.plan.digest)
        throw new Refusal(
          stateError(
            'records have changed since the plan was made: plan again and look at what is different',
            ['importPlan'],
            ['session'],
          ),
        );
      const done = await applyPlan(tx, importer, {
        ...{ plan, loaded, files, scope: session.options.scope },
        reason: input.reason ?? null,
      });
      await closeSession(tx, session.id, context.now());
      return { type: 'ImportDone', session: session.id, ...done };
    },
    largeTransaction,
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

async function makePlan(
  tx: Transaction,
  context: Context,
  { id, options }: ImportSessionRow,
): Promise<{ plan: ImportPlan; loaded: LoadedExisting; files: readonly string[] }> {
  const pieces = await loadPieces(tx, id);
  const loaded = await loadExisting(tx, context, options.repository, pieces);
  if (loaded.repositoryArchived)
    throw new Refusal(
      stateError(
        `the repository ${options.repository} is archived: restore it first`,
        ['restoreRepository'],
        ['session'],
      ),
    );
  const plan = planImport({ source: options, pieces, existing: loaded.existing });
  return { plan, loaded, files: pieces.map(({ piece }) => piece.file) };
}

/** Two plans of the same digest say and write the same. */
const digestOf = ({ rows, writes, findings }: ImportPlan): string =>
  createHash('sha256').update(stableJson({ rows, writes, findings })).digest('base64url');

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
