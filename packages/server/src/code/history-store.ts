import type { GitHistory } from '@steward/domain/exchange/git-history.ts';
import type { ImportPlan } from '@steward/domain/exchange/plan/types.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../platform/context.ts';
import { batchesOf } from '../platform/record/batches.ts';

/** What is kept of the history of a repository, as a plan compares it; null when nothing is. */
export async function loadHistory(tx: Transaction, repositoryId: string): Promise<GitHistory | null> {
  const rows = await tx.componentActivity.findMany({
    where: { repositoryId },
    select: {
      commit: true,
      since: true,
      until: true,
      historyCommits: true,
      commits: true,
      unknownPeople: true,
      unknownCommits: true,
      botCommits: true,
      component: { select: { key: true } },
      people: {
        select: { authored: true, reviewed: true, lastAt: true, person: { select: { key: true } } },
      },
    },
  });
  const [first] = rows;
  if (!first) return null;
  return {
    commit: first.commit,
    since: first.since.toISOString(),
    until: first.until.toISOString(),
    commits: first.historyCommits,
    components: rows.map(({ component, commits, unknownPeople, unknownCommits, botCommits, people }) => ({
      ...{ component: component?.key ?? '', commits, unknownPeople, unknownCommits, botCommits },
      people: people.map(({ person, authored, reviewed, lastAt }) => ({
        ...{ person: person?.key ?? '', authored, reviewed, lastAt: lastAt.toISOString() },
      })),
    })),
  };
}

/** Replaces what is kept of the history of a repository as a whole, where the plan says so. */
export async function replaceHistory(
  tx: Transaction,
  context: Context,
  repositoryId: string,
  plan: ImportPlan,
  idOf: (kind: string, key: string) => string | null,
): Promise<void> {
  const write = plan.writes.find((w) => w.op === 'REPLACE_HISTORY');
  if (!write) return;
  const { commit, since, until, commits: historyCommits, components } = write.history;
  const importedAt = context.now();
  const known = (kind: string, key: string): string => {
    const id = idOf(kind, key);
    if (id === null) throw new Error(`the history names ${kind} ${key}, which is not there`);
    return id;
  };
  const rows = components.map(({ component, people, ...sums }) => ({
    activity: {
      ...{ id: newId(), repositoryId, componentId: known('Component', component) },
      ...{ commit, since, until, historyCommits, importedAt, ...sums },
    },
    people,
  }));
  const shares = rows.flatMap(({ activity, people }) =>
    people.map(({ person, ...share }) => ({
      ...{ id: newId(), activityId: activity.id, personId: known('Person', person) },
      ...share,
    })),
  );
  await tx.componentActivity.deleteMany({ where: { repositoryId } });
  for (const batch of batchesOf(rows))
    await tx.componentActivity.createMany({ data: batch.map(({ activity }) => activity) });
  for (const batch of batchesOf(shares)) await tx.activityShare.createMany({ data: batch });
}
