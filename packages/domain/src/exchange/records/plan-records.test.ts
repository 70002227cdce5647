import { describe, expect, it } from 'vitest';
import { madeByHand, shuffled } from '../test-store.ts';
import { planRecords } from './plan-records.ts';
import { rulesInLine, sorted } from './record-line.ts';
import type { RecordsExisting } from './types.ts';

const nothing: RecordsExisting = {
  records: [],
  known: () => false,
  withRules: new Set(),
  entities: new Set(),
};
const plan = (values: readonly unknown[], existing = nothing) =>
  planRecords({
    pieces: [
      {
        file: 'a.jsonl',
        lines: values.map((value, at) => ({ line: at + 1, value: value as never })),
        broken: [],
      },
    ],
    existing,
  });
const rows = (values: readonly unknown[], existing = nothing) =>
  plan(values, existing).rows.map(({ action, key, reason }) => `${action} ${key}: ${reason}`);
const team = (key: string, more: object = {}) => ({ kind: 'Team', key, document: { name: key, ...more } });
const repository = { kind: 'Repository', key: 'github.com/acme/pay', document: {} };
const rules = (from: number, count: number, of: number) => ({
  ...{
    kind: 'OwnershipRules',
    repository: repository.key,
    file: 'CODEOWNERS',
    dialect: 'GITHUB',
    commit: null,
  },
  ...{ from, of },
  rules: Array.from({ length: count }, (_, n) => ({
    ...{ line: from + n + 1, pattern: '*', owners: ['@a'], section: '' },
    ...{ optional: false, approvals: null, exclusion: false },
  })),
});

describe('a plan of records', () => {
  it('is the same whatever the order of the lines, but for where they stand', () => {
    const values = [
      team('a', { parent: 'b' }),
      team('b'),
      team('c', { parent: 'a' }),
      repository,
      rules(0, 2, 2),
    ];
    const sortedRows = (of: readonly unknown[]) => rows(of).sort();
    for (const seed of [1, 2, 3]) expect(sortedRows(shuffled(values, seed))).toEqual(sortedRows(values));
  });

  it('names the record of a line that it refuses, as far as the line does, and what is wrong', () => {
    const values = [
      { ...team('a'), document: {} },
      { kind: 'Team', document: {} },
      { ...team('b'), odd: 1 },
      { ...team('c'), key: 'A B' },
    ];
    expect(plan(values).findings.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '1 Team a is left out: name is required',
      '2 Team without a key is left out: key is required',
      '3 Team b is left out: odd is not a field of a line: remove it',
      '4 Team A B is left out: key must begin with a letter or digit and hold only a-z, 0-9, ".", "_", "~" and "-", at most 127 characters',
    ]);
  });

  it('refuses what stands on a refused line, however far', () => {
    const chain = Array.from({ length: 2_000 }, (_, n) => team(`t${n}`, { parent: `t${n + 1}` }));
    expect(new Set(rows(chain).map((row) => row.split(' ')[0]))).toEqual(new Set(['REFUSE']));
    expect(new Set(rows([...chain, team('t2000')]).map((row) => row.split(' ')[0]))).toEqual(
      new Set(['CREATE']),
    );
  });

  it('takes an earlier key for the record, and refuses one that another line has', () => {
    expect(rows([{ ...team('new'), aliases: ['old'] }, team('low', { parent: 'OLD' })])).toEqual([
      'CREATE new: not known yet',
      'CREATE low: not known yet',
    ]);
    expect(rows([{ ...team('new'), aliases: ['old'] }, team('old')])).toEqual([
      'CREATE new: not known yet',
      'REFUSE old: duplicate',
    ]);
    const there = {
      ...nothing,
      records: [{ ...madeByHand('Team', 'new', { ...whole, name: 'N' }), aliases: ['old'] }],
      known: () => true,
    };
    expect(rows([team('old')], there)).toEqual(['CONFLICT new: edited here: name']);
  });

  it('never changes what a person wrote, nor archives, nor brings back', () => {
    const here = (archivedBy: string | null) => ({
      ...nothing,
      records: [{ ...madeByHand('Team', 'a', { ...whole, name: 'a' }), archivedBy }],
    });
    const archived = { ...team('a'), archivedAt: '2026-01-01T00:00:00.000Z' };
    expect(rows([team('a')], here(null))).toEqual(['KEEP a: nothing changed']);
    expect(rows([archived], here(null))).toEqual(['CONFLICT a: edited here: archivedAt']);
    expect(rows([team('a')], here('MANUAL'))).toEqual(['CONFLICT a: edited here: archivedAt']);
    expect(plan([archived], here(null)).writes).toEqual([]);
  });

  it('takes rules as a whole set or not at all', () => {
    expect(
      rows([repository, rules(rulesInLine, 3, rulesInLine + 3), rules(0, rulesInLine, rulesInLine + 3)]),
    ).toContain('CREATE github.com/acme/pay: not known yet');
    expect(rows([repository, rules(0, rulesInLine, rulesInLine + 3)])).toContain(
      'REFUSE github.com/acme/pay: incomplete',
    );
    const [, put] = plan([repository, rules(0, 2, 2), rules(0, 2, 2)]).writes;
    expect(put).toMatchObject({ op: 'PUT_RULES', lines: [{ from: 0 }] });
    expect(put).toHaveProperty('lines.length', 1);
    expect(
      rows([repository, rules(0, 1, 1)], { ...nothing, withRules: new Set([repository.key]) }),
    ).toContain('KEEP github.com/acme/pay: has rules already');
  });
});

/** What a team says when nothing is said. */
const whole = { description: null, type: null, parent: null, memberships: [], contacts: [], handles: [] };

it('names inside a JSON value are sorted, and lists stay as they are', () => {
  expect(JSON.stringify(sorted({ b: [{ d: 1, c: 2 }, 0], a: null }))).toBe(
    '{"a":null,"b":[{"c":2,"d":1},0]}',
  );
});
