// Holds a ledger against what stands. Every function answers with what is wrong, a line each; none means all is right.
import { type Ledger, revisionOf, type Write } from './ledger.ts';
import type { TeamRow } from './ledger-client.ts';
import type { Entry, Stored } from './stored.ts';

/** Answers that contradict what the client knew before it asked. */
export function checkAnswers({ writes }: Ledger): string[] {
  return writes.flatMap((write) => {
    const { state, expected, revision, reason } = write;
    if (state === 'acknowledged' && expected === 'refused')
      return [`${nameOf(write)} had to be refused and was acknowledged`];
    if (state === 'refused' && expected === 'done') return [`${nameOf(write)} was refused: ${reason}`];
    if (state === 'acknowledged' && revision !== revisionOf(write))
      return [`${nameOf(write)} was acknowledged as revision ${revision}, not ${revisionOf(write)}`];
    return [];
  });
}

/**
 * Each acknowledged key stands once, with the value of its last write; what was refused stands nowhere; what is
 * unknown stands once or not at all.
 */
export function checkTeams(ledger: Ledger, teams: readonly TeamRow[]): string[] {
  const problems: string[] = [];
  const byKey = Map.groupBy(teams, ({ key }) => key);
  for (const [key, writes] of ledger.acknowledged()) {
    const [team] = byKey.get(key) ?? [];
    const last = writes.at(-1);
    if (!team) problems.push(`${key} was acknowledged and is gone`);
    else if (last && team.revision < revisionOf(last))
      problems.push(`${nameOf(last)} was acknowledged and ${key} stands at revision ${team.revision}`);
  }
  for (const [key, [team, ...more]] of byKey) {
    if (!team) continue;
    if (more.length > 0) problems.push(`${key} stands ${more.length + 1} times`);
    const mark = team.description ?? '';
    const allowed = allowedAt(ledger, key, team.revision);
    if (!allowed.includes(mark)) problems.push(wrongMark(ledger, key, team.revision, mark));
    const contacts = team.contacts.map(({ value }) => value).join();
    if (contacts !== mark) problems.push(`${key} is of "${mark}" and its contacts are of "${contacts}"`);
  }
  return problems;
}

/** The same below the API, with everything that stands beside a write. */
export function checkStored(ledger: Ledger, stored: Stored): string[] {
  return [
    ...checkHistories(ledger, stored),
    ...(stored.chain === null ? [] : [`the audit log: ${stored.chain}`]),
    ...checkCounterparts('audit', stored.revisions, stored.audits),
    ...checkCounterparts('outbox', stored.revisions, stored.outbox),
    ...differences(
      'an idempotency key',
      stored.revisions.filter(({ kind }) => kind === 'Team').map(({ mark }) => mark ?? ''),
      stored.idempotencyKeys,
    ),
    ...differences(
      'a search entry',
      stored.teams.map(({ key }) => key),
      stored.searched,
    ),
    ...differences(
      'its contact',
      stored.teams.map(({ key, mark }) => `${key} of "${mark}"`),
      stored.contacts.map(({ key, mark }) => `${key} of "${mark}"`),
    ),
  ];
}

/** Revisions of each record count from 1 without a gap; each of a team is that of one write, and the last one stands. */
function checkHistories(ledger: Ledger, { revisions, teams }: Stored): string[] {
  const problems: string[] = [];
  for (const entries of Map.groupBy(revisions, idOf).values()) {
    for (const [at, { kind, key, revision, mark }] of entries.entries()) {
      if (revision !== at + 1)
        problems.push(`${kind} ${key}: revision ${revision} comes as number ${at + 1}`);
      if (kind === 'Team' && !allowedAt(ledger, key, revision).includes(mark ?? ''))
        problems.push(wrongMark(ledger, key, revision, mark ?? ''));
    }
  }
  const teamRevisions = Map.groupBy(
    revisions.filter(({ kind }) => kind === 'Team'),
    ({ key }) => key,
  );
  for (const [key, writes] of ledger.acknowledged())
    for (const write of writes)
      if (!teamRevisions.get(key)?.some(({ mark }) => mark === write.input.description))
        problems.push(`${nameOf(write)} was acknowledged and left no revision`);
  problems.push(
    ...differences(
      'the row of a team',
      [...teamRevisions.values()].map((entries) => lineOf(entries.at(-1))),
      teams.map(lineOf),
    ),
  );
  return problems;
}

/** One entry for each revision, and those of one record in its order. */
function checkCounterparts(name: string, revisions: readonly Entry[], entries: readonly Entry[]): string[] {
  const lines = (of: readonly Entry[]) =>
    of.map(({ kind, record, key, revision }) => `${kind} ${record} ${key} ${revision}`);
  const problems = differences(`an ${name} entry`, lines(revisions), lines(entries));
  for (const [id, own] of Map.groupBy(entries, idOf))
    if (own.some(({ revision }, at) => revision !== at + 1))
      problems.push(`${name} entries of ${id} come as ${own.map(({ revision }) => revision).join()}`);
  return problems;
}

/** What is there once on the left and not once on the right, and the other way. */
function differences(what: string, left: readonly string[], right: readonly string[]): string[] {
  const count = (values: readonly string[]) => Map.groupBy(values, (value) => value);
  const [wanted, found] = [count(left), count(right)];
  return [...new Set([...left, ...right])].flatMap((value) => {
    const [want, have] = [wanted.get(value)?.length ?? 0, found.get(value)?.length ?? 0];
    return want === 1 && have === 1 ? [] : [`${value}: ${what} is there ${have} times, for ${want} effects`];
  });
}

/** The marks that may stand at a revision: that of the acknowledged write, else those of unknown ones. */
function allowedAt({ writes }: Ledger, key: string, revision: number): string[] {
  const candidates = writes.filter((write) => write.input.key === key && revisionOf(write) === revision);
  const acknowledged = candidates.filter(({ state }) => state === 'acknowledged');
  const allowed =
    acknowledged.length > 0 ? acknowledged : candidates.filter(({ state }) => state === 'unknown');
  return allowed.map(({ input }) => input.description);
}

function wrongMark({ writes }: Ledger, key: string, revision: number, mark: string): string {
  const write = writes.find(({ input }) => input.description === mark);
  const whose = write ? `, which was ${write.state}` : ', of which the client knows nothing';
  return `${key} has at revision ${revision} the value of "${mark}"${whose}`;
}

const nameOf = ({ mutation, input }: Write): string => `"${input.description}" (${mutation} ${input.key})`;
const idOf = ({ kind, record }: Entry): string => `${kind} ${record}`;
const lineOf = (row?: { key: string; revision: number; mark: string | null }): string =>
  row ? `${row.key} at revision ${row.revision} of "${row.mark}"` : '';
