import { describe, expect, it } from 'vitest';
import { checkAnswers, checkStored, checkTeams } from './support/check-ledger.ts';
import { Ledger, type Write } from './support/ledger.ts';
import type { TeamRow } from './support/ledger-client.ts';
import type { Entry, Stored } from './support/stored.ts';

type Told = [key: string, mark: string, state: Write['state'], expectedRevision?: number];

function ledgerOf(told: readonly Told[]): Ledger {
  const ledger = new Ledger();
  for (const [key, mark, state, expectedRevision] of told) {
    const write = ledger.invoke({
      mutation: expectedRevision === undefined ? 'createTeam' : 'updateTeam',
      expected: 'either',
      input: {
        ...{ key, idempotencyKey: mark, description: mark, contacts: [{ value: mark }] },
        ...(expectedRevision === undefined ? {} : { expectedRevision }),
      },
    });
    write.state = state;
    write.revision = state === 'acknowledged' ? (expectedRevision ?? 0) + 1 : null;
  }
  return ledger;
}

const row = (key: string, revision: number, mark: string): TeamRow => ({
  ...{ key, revision, description: mark },
  contacts: [{ value: mark }],
});

const entry = (key: string, revision: number, mark: string): Entry & { mark: string } => ({
  ...{ kind: 'Team', record: `id of ${key}`, key, revision, mark },
});

/** `a` was made and changed, `b` made and its change refused, `c` not answered for. */
const ledger = ledgerOf([
  ['a', 'a1', 'acknowledged'],
  ['a', 'a2', 'acknowledged', 1],
  ['b', 'b1', 'acknowledged'],
  ['b', 'b2', 'refused', 1],
  ['c', 'c1', 'unknown'],
]);
const right = [row('a', 2, 'a2'), row('b', 1, 'b1')];
const history = [entry('a', 1, 'a1'), entry('b', 1, 'b1'), entry('a', 2, 'a2')];
const stored: Stored = {
  teams: [
    { key: 'a', revision: 2, mark: 'a2' },
    { key: 'b', revision: 1, mark: 'b1' },
  ],
  ...{ revisions: history, audits: history, outbox: history, chain: null },
  idempotencyKeys: ['a1', 'b1', 'a2'],
  contacts: [
    { key: 'a', mark: 'a2' },
    { key: 'b', mark: 'b1' },
  ],
  searched: ['a', 'b'],
};

describe('the checker of the kill tests', () => {
  it('finds nothing where each acknowledged write stands once, and leaves open what is unknown', () => {
    expect([checkAnswers(ledger), checkTeams(ledger, right), checkStored(ledger, stored)]).toEqual([
      [],
      [],
      [],
    ]);
    expect(checkTeams(ledger, [...right, row('c', 1, 'c1')])).toEqual([]);
  });

  it.each<[string, TeamRow[], string]>([
    ['lost', [row('b', 1, 'b1')], 'a was acknowledged and is gone'],
    [
      'lost again',
      [row('a', 1, 'a1'), row('b', 1, 'b1')],
      '"a2" (updateTeam a) was acknowledged and a stands at revision 1',
    ],
    ['doubled', [...right, row('b', 1, 'b1')], 'b stands 2 times'],
    [
      'done though refused',
      [row('a', 2, 'a2'), row('b', 2, 'b2')],
      'b has at revision 2 the value of "b2", which was refused',
    ],
    [
      'not of this client',
      [...right, row('d', 1, 'd1')],
      'd has at revision 1 the value of "d1", of which the client knows nothing',
    ],
    [
      'half',
      [row('a', 2, 'a2'), { ...row('b', 1, 'b1'), contacts: [] }],
      'b is of "b1" and its contacts are of ""',
    ],
  ])('names a write that is %s', (_, teams, problem) => {
    expect(checkTeams(ledger, teams)).toContain(problem);
  });

  it.each<[string, Partial<Stored>, string]>([
    [
      'a revision is missing',
      { revisions: [history[0]!, history[1]!] },
      '"a2" (updateTeam a) was acknowledged and left no revision',
    ],
    ['a number is left out', { revisions: [entry('a', 2, 'a2')] }, 'Team a: revision 2 comes as number 1'],
    [
      'an audit entry is missing',
      { audits: history.slice(1) },
      'Team id of a a 1: an audit entry is there 0 times, for 1 effects',
    ],
    [
      'the audit log was changed',
      { chain: 'entry 2 does not say what was written' },
      'the audit log: entry 2 does not say what was written',
    ],
    [
      'the outbox says it twice',
      { outbox: [...history, history[1]!] },
      'Team id of b b 1: an outbox entry is there 2 times, for 1 effects',
    ],
    [
      'the outbox says it in another order',
      { outbox: [...history].reverse() },
      'outbox entries of Team id of a come as 2,1',
    ],
    [
      'an idempotency key stands without its write',
      { idempotencyKeys: ['a1', 'b1', 'a2', 'c1'] },
      'c1: an idempotency key is there 1 times, for 0 effects',
    ],
    ['search lacks it', { searched: ['a'] }, 'b: a search entry is there 0 times, for 1 effects'],
    [
      'a part is missing',
      { contacts: [{ key: 'a', mark: 'a2' }] },
      'b of "b1": its contact is there 0 times, for 1 effects',
    ],
    [
      'a row stands without a revision',
      { teams: [...stored.teams, { key: 'd', revision: 1, mark: 'd1' }] },
      'd at revision 1 of "d1": the row of a team is there 1 times, for 0 effects',
    ],
  ])('names it when below the API %s', (_, changed, problem) => {
    expect(checkStored(ledger, { ...stored, ...changed })).toContain(problem);
  });

  it('names an answer that contradicts what the client knew', () => {
    const [first, second] = ledgerOf([
      ['a', 'a1', 'acknowledged'],
      ['a', 'a2', 'refused', 1],
    ]).writes;
    const wrong = new Ledger();
    wrong.writes.push(
      { ...first!, expected: 'refused' },
      { ...second!, expected: 'done', reason: 'ConflictError' },
    );
    wrong.writes.push({ ...first!, revision: 2 });
    expect(checkAnswers(wrong)).toEqual([
      '"a1" (createTeam a) had to be refused and was acknowledged',
      '"a2" (updateTeam a) was refused: ConflictError',
      '"a1" (createTeam a) was acknowledged as revision 2, not 1',
    ]);
  });
});
