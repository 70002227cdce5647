import { systemKind } from '@steward/domain/system/model.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import { runOnce } from '@steward/server/test/platform/record/run-write.ts';
import { writeInTransaction } from '@steward/server/test/platform/record/write.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate } from '../../support/mutate.ts';
import { roleHolder } from '../../support/role-holder.ts';
import { seedKey } from '../../support/seed.ts';
import { seedRows } from '../../support/seed-rows.ts';
import { onPostgres } from '../../support/server.ts';

/** Comes back when somebody waits for a lock; the embedded database lets one transaction in at a time anyway. */
async function somebodyWaits(api: TestApi): Promise<void> {
  for (let waits = !onPostgres; !waits; ) {
    const [row] = await api.database.owner.query<{ waits: boolean }>(
      `SELECT count(*) > 0 AS waits FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    waits = row!.waits;
  }
}

/** A transaction that takes a right away and stands open until it is let end. */
function openEnd(
  api: TestApi,
  end: 'ROLE' | 'MEMBERSHIP' | 'TEAM',
): {
  began: Promise<void>;
  end: (how: 'COMMIT' | 'ROLLBACK') => Promise<void>;
} {
  const began = Promise.withResolvers<void>();
  const ends = Promise.withResolvers<'COMMIT' | 'ROLLBACK'>();
  const done = api.database.prisma
    .$transaction(async (tx) => {
      if (end === 'ROLE') await tx.roleAssignment.updateMany({ data: { to: new Date() } });
      if (end === 'MEMBERSHIP') await tx.membership.deleteMany({ where: { team: { key: 'holders' } } });
      if (end === 'TEAM')
        await tx.team.updateMany({ where: { key: 'holders' }, data: { archivedAt: new Date() } });
      began.resolve();
      if ((await ends.promise) === 'ROLLBACK') throw new Error('rolled back');
    })
    .catch((error: Error) => {
      if (error.message !== 'rolled back') throw error;
    });
  return {
    began: began.promise,
    end: (how) => {
      ends.resolve(how);
      return done;
    },
  };
}

const input = { key: seedKey('System'), expectedRevision: null, purpose: 'Mine' };

async function scene(team: boolean) {
  const api = await testApi();
  const ids = await seedRows(api.database);
  // Held on what stands above the system: the right comes down from there.
  const manager = await roleHolder({ api, ids }, ['program-manager', 'Program'], { team });
  return { api, manager };
}

const revisionsBy = (api: TestApi, { personId }: Actor) =>
  api.database.prisma.revision.count({ where: { actorId: personId } });

describe('a right on an ancestor that is taken away at the same time', { timeout: 60_000 }, () => {
  it.each([
    ['ROLE', false],
    ['ROLE', true],
    ['MEMBERSHIP', true],
    ['TEAM', true],
  ] as const)(
    'attack 52: the end of a %s that stands open is waited for, and counts (by team: %s)',
    async (what, team) => {
      const { api, manager } = await scene(team);
      const taken = openEnd(api, what);
      await taken.began;
      const answer = mutate(api, 'updateSystem', input, { as: manager });
      await somebodyWaits(api);
      await taken.end('COMMIT');
      expect(await answer).toMatchObject({ code: 'FORBIDDEN' });
      expect(await revisionsBy(api, manager)).toBe(0);
    },
  );

  it('an end that is not carried out takes nothing away', async () => {
    const { api, manager } = await scene(false);
    const taken = openEnd(api, 'ROLE');
    await taken.began;
    const answer = mutate(api, 'updateSystem', input, { as: manager });
    await somebodyWaits(api);
    await taken.end('ROLLBACK');
    expect((await answer).__typename).toBe('UpdateSystemPayload');
  });

  it('attack 52: an end that comes after the decision is answered after the write, never before it', async () => {
    const { api, manager } = await scene(false);
    const story: string[] = [];
    const judged = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const write = runOnce(api.context(manager), null, false, (tx) =>
      writeInTransaction(tx, api.context(manager), {
        ...{ kind: systemKind, operation: 'UPDATE', target: { key: input.key }, expectedRevision: null },
        decide: async (before) => {
          judged.resolve();
          await goOn.promise;
          return { document: { ...before!.document, purpose: 'Mine' } };
        },
      }),
    ).then((result) => story.push(result.type));
    await judged.promise;
    const end = api.database.prisma.roleAssignment
      .updateMany({ data: { to: new Date() } })
      .then(() => story.push('ended'));
    await somebodyWaits(api);
    goOn.resolve();
    await Promise.all([write, end]);
    expect(story).toEqual(['Written', 'ended']);
    expect(await mutate(api, 'updateSystem', input, { as: manager })).toMatchObject({ code: 'FORBIDDEN' });
  });
});
