import { planToken, type TokenScope } from '@steward/domain/people/access-token.ts';
import { validate as isUuid, v7 as newId } from 'uuid';
import { type Attempt, refuseAttempt } from '../platform/audit/audit-refusal.ts';
import { type Actor, type Context, hasScope, mayAdminister, type Transaction } from '../platform/context.ts';
import { hashOfToken, newAccessToken } from '../platform/identity/access-token-text.ts';
import { optionIssues } from '../platform/kind/mutations.ts';
import { type Idempotency, runOnce } from '../platform/record/run-write.ts';
import { tellAudit } from '../platform/record/tell-audit.ts';
import { forbidden, Refusal, stateError, type UserError, validationError } from '../platform/user-error.ts';
import {
  type AccessToken,
  countTokens,
  findHolder,
  findToken,
  insertToken,
  markRevoked,
  mostTokens,
  type TokenHolder,
} from './token-store.ts';

interface CallOptions {
  reason?: string | null;
  validateOnly?: boolean | null;
  idempotencyKey?: string | null;
}

export interface CreateTokenInput extends CallOptions {
  name: string;
  scopes?: readonly TokenScope[] | null;
  expiresInDays?: number | null;
  person?: string | null;
  serviceAccount?: string | null;
}

export interface RevokeTokenInput extends CallOptions {
  id: string;
}

/** `text` is there in the first answer alone: it is stored nowhere. */
export interface TokenCreated {
  type: 'TokenCreated';
  token: string | null;
  text?: string;
}

export interface TokenRevoked {
  type: 'TokenRevoked';
  token: string;
}

const needsAdmin = 'needs an access token with the scope ADMIN, or the token of the local server';

/** Makes an access token for the actor; for another person or a service account only an administrator may. */
export async function createToken(
  context: Context,
  input: CreateTokenInput,
): Promise<TokenCreated | UserError> {
  const { actor } = context;
  if (!hasScope(actor, 'ADMIN')) return refuseAttempt(context, making(input), `making a token ${needsAdmin}`);
  const issues = optionIssues(input);
  if (input.person != null && input.serviceAccount != null)
    issues.push({ path: ['person'], message: 'name a person or a service account, not both' });
  const plan = planToken({ ...input, scopes: input.scopes ?? [] }, context.now(), actor.token);
  if (!plan.ok || issues.length > 0) return validationError([...issues, ...(plan.ok ? [] : plan.issues)]);
  const { name, scopes, expiresAt } = plan;
  const text = newAccessToken();
  const id = newId();
  const created = await runOnce<TokenCreated>(
    context,
    once('createAccessToken', input),
    input.validateOnly ?? false,
    async (tx) => {
      const holder = await wantedHolder(tx, context, input);
      if ((await countTokens(tx, holder, context.now())) >= mostTokens)
        throw new Refusal(
          stateError(`${mostTokens} tokens are in use: revoke one first`, ['revokeAccessToken']),
        );
      await insertToken(tx, hashOfToken(text), {
        ...{ id, name, scopes, expiresAt, ...holder },
        ...{ createdAt: context.now(), createdByName: actor.name },
      });
      await tellAudit(tx, context, auditOf('CREATE', { id, name }, input));
      return { type: 'TokenCreated', token: input.validateOnly ? null : id };
    },
  );
  // The answer to a repeated call is the saved one, which knows of no text.
  return created.type === 'TokenCreated' && created.token === id ? { ...created, text } : created;
}

async function wantedHolder(
  tx: Transaction,
  context: Context,
  input: CreateTokenInput,
): Promise<TokenHolder> {
  const { actor } = context;
  const { person, serviceAccount } = input;
  if (person == null && serviceAccount == null) return ownHolder(actor);
  // Whoever may not is not told who there is.
  if (!mayAdminister(actor))
    throw new Refusal(forbidden('only an administrator may make tokens for others'), making(input));
  const kind = person != null ? 'Person' : 'ServiceAccount';
  const key = (person ?? serviceAccount)!;
  const holder = await findHolder(tx, context, kind, key);
  const [field, noun] = person != null ? ['person', 'person'] : ['serviceAccount', 'service account'];
  if (!holder)
    throw new Refusal(
      validationError([{ path: [field], message: `no ${noun} in use has the key "${key}"` }]),
    );
  return holder;
}

const making = ({ name }: CreateTokenInput): Attempt => ({
  ...{ operation: 'CREATE', kind: 'AccessToken', key: name },
});

const ownHolder = ({ personId, serviceAccountId }: Actor): TokenHolder => ({ personId, serviceAccountId });

/** Ends a token for good. Every token may end itself; a holder ends their own, an administrator every one. */
export function revokeToken(
  context: Context,
  input: RevokeTokenInput,
): Promise<TokenRevoked | UserError> | UserError {
  const { actor } = context;
  const issues = optionIssues(input);
  if (issues.length > 0) return validationError(issues);
  if (actor.token?.id !== input.id && !hasScope(actor, 'ADMIN'))
    return refuseAttempt(
      context,
      { operation: 'REVOKE', kind: 'AccessToken', key: input.id },
      `revoking another token ${needsAdmin}`,
    );
  return runOnce<TokenRevoked>(
    context,
    once('revokeAccessToken', input),
    input.validateOnly ?? false,
    async (tx) => {
      const token = isUuid(input.id) ? await findToken(tx, input.id) : null;
      if (!token || !mayManage(actor, token)) throw new Refusal(noSuchToken(input.id));
      if (!(await markRevoked(tx, token.id, context.now())))
        throw new Refusal(stateError('this access token is revoked already', [], ['id']));
      await tellAudit(tx, context, auditOf('REVOKE', token, input));
      return { type: 'TokenRevoked', token: token.id };
    },
  );
}

const noSuchToken = (id: string): UserError => ({
  type: 'NotFoundError',
  code: 'NOT_FOUND',
  message: `no access token of yours has the id "${id}"`,
  path: ['id'],
});

const mayManage = (actor: Actor, { personId, serviceAccountId }: AccessToken): boolean =>
  mayAdminister(actor) ||
  (actor.personId !== null && actor.personId === personId) ||
  (actor.serviceAccountId !== null && actor.serviceAccountId === serviceAccountId);

const auditOf = (operation: string, { id, name }: { id: string; name: string }, { reason }: CallOptions) => ({
  ...{ operation, kind: 'AccessToken', recordId: id, key: name, reason: reason ?? null },
});

const once = (mutation: string, input: CallOptions): Idempotency | null =>
  input.idempotencyKey == null ? null : { key: input.idempotencyKey, input: { mutation, input } };
