import { personKind } from '@steward/domain/people/model.ts';
import { slugOf } from '@steward/domain/record/key.ts';
import { v7 as newId } from 'uuid';
import type { Actor, Context, Transaction } from '../context.ts';
import { writeInTransaction } from '../record/write.ts';
import { freePersonKey } from './free-person-key.ts';
import type { LocalUser } from './local-user.ts';

const account = { issuer: 'local', subject: 'owner' };

/**
 * The person behind every write with the local server's own token: an administrator, made at the first start and found
 * again at the next ones, whatever was changed about them since.
 */
export async function ensureLocalPerson(context: Context, whoever: () => Promise<LocalUser>): Promise<Actor> {
  const { prisma } = context.database;
  const found = await loadAccount(prisma);
  if (found) return found;
  const user = await whoever();
  return prisma.$transaction(async (tx) => {
    const written = await writeInTransaction(tx, context, {
      kind: personKind,
      operation: 'CREATE',
      target: null,
      origin: 'SYSTEM',
      reason: 'the person at this machine',
      decide: async () => ({
        document: { key: await freePersonKey(tx, keyOf(user)), name: oneLine(user.name) },
      }),
    });
    await tx.account.create({
      data: { id: newId(), personId: written.id!, ...account, administrator: true },
      select: { id: true },
    });
    return localActor(written.id, oneLine(user.name), true);
  });
}

async function loadAccount(client: Transaction): Promise<Actor | null> {
  const row = await client.account.findUnique({
    where: { issuer_subject: account },
    select: { administrator: true, person: { select: { id: true, name: true } } },
  });
  return row && localActor(row.person.id, row.person.name, row.administrator);
}

const localActor = (personId: string | null, name: string, administrator: boolean): Actor => ({
  ...{ personId, serviceAccountId: null, name, administrator },
  token: null,
});

const keyOf = ({ login, name }: LocalUser): string => slugOf(login) || slugOf(name) || 'local';

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim() || 'local';
