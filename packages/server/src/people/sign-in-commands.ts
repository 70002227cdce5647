import { personKind } from '@steward/domain/people/model.ts';
import { grantChange, grantName, type SignedIn } from '@steward/domain/people/sign-in.ts';
import type { GroupGrant } from '@steward/domain/settings/parse-oidc.ts';
import type { Actor, Context, Services, Transaction } from '../platform/context.ts';
import { freePersonKey } from '../platform/identity/free-person-key.ts';
import { NotNow } from '../platform/identity/oidc/not-now.ts';
import { runOnce } from '../platform/record/run-write.ts';
import { tellAudit } from '../platform/record/tell-audit.ts';
import { writeInTransaction } from '../platform/record/write.ts';
import { writeGrant } from './sign-in-grants-commands.ts';
import { type Account, findAccount, holdAccount, insertAccount, keepGrants } from './sign-in-store.ts';

/** Who writes what a sign-in brings: it stands in the history by that name. */
const actor: Actor = {
  ...{ personId: null, serviceAccountId: null, name: 'Sign-in', administrator: true },
  token: null,
};

/**
 * The account of whoever signed in: found by issuer and subject alone. The first time a new person is made for it; whoever
 * has the same login, name or e-mail stays who they are. What the groups give is written, and what they no longer give
 * taken away, when the token is later than the one that was looked at last. Null when the person is archived.
 */
export async function signIn(services: Services, who: SignedIn): Promise<string | null> {
  const context: Context = {
    ...services,
    ...{ requestId: 'sign-in', actor, door: 'SYSTEM', signal: new AbortController().signal },
  };
  const found = await findAccount(services.database.prisma, who);
  if (found?.person.archivedAt) return null;
  if (found && !isNews(who, found)) return found.id;
  // A person whose key somebody else was given in the meantime is given another one.
  for (let tries = 1; ; tries++) {
    const done = await runOnce<SignInDone>(context, null, false, (tx) => written(tx, context, who));
    if (done.type === 'SignInDone') return done.account;
    if (tries < mostTries) continue;
    services.log.warn({ why: done.message }, 'a sign-in could not be written');
    throw new NotNow('the sign-in can not be written at this moment: send the same request again');
  }
}

interface SignInDone {
  type: 'SignInDone';
  account: string | null;
}

const mostTries = 10;

async function written(tx: Transaction, context: Context, who: SignedIn): Promise<SignInDone> {
  const known = await findAccount(tx, who);
  const account = known ? await holdAccount(tx, known.id) : await newcomer(tx, context, who);
  if (!account || account.person.archivedAt) return { type: 'SignInDone', account: null };
  await applyGroups(tx, context, account, who);
  return { type: 'SignInDone', account: account.id };
}

const isNews = (who: SignedIn, account: Account): boolean => {
  const { give, take } = grantChange(who, account);
  return give.length > 0 || take.length > 0 || account.claimsAt === null || who.issuedAt > account.claimsAt;
};

async function newcomer(tx: Transaction, context: Context, who: SignedIn): Promise<Account> {
  const { name, email } = who.profile;
  const key = await freePersonKey(tx, who.profile.key);
  const written = await writeInTransaction(tx, context, {
    kind: personKind,
    operation: 'CREATE',
    target: null,
    origin: 'SYSTEM',
    reason: `signed in for the first time at ${who.issuer}`,
    decide: () => ({ document: { key, name, email } }),
  });
  return insertAccount(tx, written.id!, who);
}

async function applyGroups(
  tx: Transaction,
  context: Context,
  account: Account,
  who: SignedIn,
): Promise<void> {
  const { give, take } = grantChange(who, account);
  const granted = new Set(account.granted);
  for (const grant of take) {
    // What could not be taken away is tried again with the next token.
    if ((await writeOne(tx, context, account, grant, 'take')) !== 'FAILED') granted.delete(grantName(grant));
  }
  for (const grant of give)
    if ((await writeOne(tx, context, account, grant, 'give')) === 'CHANGED') granted.add(grantName(grant));
  const before = account.claimsAt?.getTime() ?? 0;
  const claimsAt = new Date(Math.max(before, who.issuedAt.getTime()));
  await keepGrants(tx, account.id, { granted: [...granted], claimsAt });
}

async function writeOne(
  tx: Transaction,
  context: Context,
  { person }: Account,
  grant: GroupGrant,
  step: 'give' | 'take',
): Promise<'CHANGED' | 'SAME' | 'FAILED'> {
  if (grant.type !== 'administrator') return writeGrant(tx, context, person.key, grant, step);
  await tellAudit(tx, context, {
    ...{ operation: 'UPDATE', kind: 'Person', recordId: person.id, key: person.key },
    reason: `${step === 'give' ? 'is an administrator' : 'is no administrator any more'} by the groups of the sign-in`,
  });
  return 'CHANGED';
}
