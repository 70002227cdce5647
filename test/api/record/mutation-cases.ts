// A valid call of every mutation, with the records it needs, and one that must be refused. The write path's law reads it.
import type { Kind } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { TestApi } from '../../support/api.ts';
import { written } from '../../support/mutate.ts';
import { createdKinds, createInput, type Input, seedKey } from '../../support/seed.ts';
import { seedRows } from '../../support/seed-rows.ts';

export interface MutationCase {
  /** Records written beside the seed, then the input of a call that must succeed. */
  valid: (api: TestApi) => Promise<Input> | Input;
  /** What makes that input wrong, and where the refusal must point: one path an issue. */
  wrong: { change: Input; paths: string[] };
  /** True when it is about a record that exists, so that it takes a revision. */
  revised: boolean;
}

const endless = 'x'.repeat(201);

/** Two wrong values at once, so that "all issues at once" is seen. */
function wrongFields(kind: Kind): MutationCase['wrong'] {
  const label = kind.label;
  const other = Object.entries(kind.fields).find(
    ([name, f]) => name !== label && f.type === 'text' && !f.options.written,
  );
  const reference = Object.entries(kind.fields).find(
    ([, f]) => f.type === 'reference' && f.options.written === undefined,
  );
  const change: Input = { [label]: endless };
  if (other) change[other[0]] = '\u0000'.repeat(2);
  if (reference) change[reference[0]] = 'nobody-has-this-key';
  return { change, paths: Object.keys(change) };
}

function recordCases(kind: Kind): Record<string, MutationCase> {
  const key = seedKey(kind.name);
  return {
    [`create${kind.name}`]: {
      valid: () => ({ ...createInput(kind.name), ...fresh(kind) }),
      wrong: wrongFields(kind),
      revised: false,
    },
    [`update${kind.name}`]: {
      valid: () => ({ key, [kind.label]: 'Another name' }),
      wrong: wrongFields(kind),
      revised: true,
    },
    [`archive${kind.name}`]: {
      valid: () => ({ key }),
      wrong: { change: { id: 'c29tZXRoaW5n' }, paths: ['key'] },
      revised: true,
    },
    [`restore${kind.name}`]: {
      valid: async (api) => {
        await written(api, `archive${kind.name}`, { key, expectedRevision: null });
        return { key };
      },
      wrong: { change: { id: 'c29tZXRoaW5n' }, paths: ['key'] },
      revised: true,
    },
  };
}

/** Number 1 with what is unique about it made new. */
function fresh(kind: Kind): Input {
  const handles = 'handles' in kind.fields ? { handles: [{ host: 'github.com', handle: '@new' }] } : {};
  if (kind.key.form === 'register') return handles;
  return { key: kind.name === 'Repository' ? 'github.com/acme/new' : 'new', ...handles };
}

function roleCases(kind: Kind): Record<string, MutationCase> {
  const on = { key: seedKey(kind.name), role: seedKey('Role') };
  const assigned = (api: TestApi) =>
    written(api, `assign${kind.name}Role`, {
      ...on,
      person: seedKey('Person'),
      at: '2026-01-01T00:00:00Z',
      expectedRevision: null,
    });
  const nobody = { change: { person: seedKey('Person'), team: seedKey('Team') }, paths: ['roles'] };
  const holder = { change: { person: seedKey('Person', 9) }, paths: ['at'] };
  const later = '2026-02-01T00:00:00Z';
  return {
    [`assign${kind.name}Role`]: {
      valid: () => ({ ...on, person: seedKey('Person'), at: later }),
      wrong: nobody,
      revised: true,
    },
    [`handOver${kind.name}Role`]: {
      valid: async (api) => {
        await assigned(api);
        return { ...on, team: seedKey('Team'), at: later };
      },
      wrong: nobody,
      revised: true,
    },
    [`end${kind.name}Role`]: {
      valid: async (api) => {
        await assigned(api);
        return { ...on, person: seedKey('Person'), at: later };
      },
      wrong: holder,
      revised: true,
    },
  };
}

/** Every mutation this suite knows. A mutation that is not here fails the law. */
export const mutationCases: Readonly<Record<string, MutationCase>> = {
  ...Object.assign({}, ...createdKinds.map(recordCases)),
  ...Object.assign({}, ...kinds.filter((k) => k.scope).map(roleCases)),
  updateRecord: {
    valid: () => ({
      kind: 'System',
      key: seedKey('System'),
      fields: JSON.stringify({ name: 'Another name' }),
    }),
    wrong: {
      change: { fields: JSON.stringify({ name: endless, purpose: '\u0000', team: 'nobody-has-this-key' }) },
      paths: ['name', 'purpose', 'team'],
    },
    revised: true,
  },
  restoreRevision: {
    valid: async (api) => {
      const key = seedKey('System');
      await written(api, 'updateSystem', { key, name: 'Another name', expectedRevision: null });
      return { kind: 'System', key, revision: 1 };
    },
    wrong: { change: { revision: 99 }, paths: ['revision'] },
    revised: true,
  },
  propose: {
    valid: () => ({
      ...{ kind: 'System', key: seedKey('System'), expectedRevision: null, reason: 'It is so' },
      fields: JSON.stringify({ name: 'Another name' }),
    }),
    wrong: {
      change: { fields: JSON.stringify({ name: endless, purpose: '\u0000', team: 'nobody-has-this-key' }) },
      paths: ['name', 'purpose', 'team'],
    },
    revised: false,
  },
  declineProposal: {
    valid: () => ({ key: seedKey('Proposal'), reason: 'It is not so' }),
    wrong: { change: { reason: null }, paths: ['reason'] },
    revised: true,
  },
  withdrawProposal: {
    valid: async (api) => {
      const { record } = await written(api, 'propose', {
        ...{ kind: 'System', key: seedKey('System'), expectedRevision: null, reason: 'It is so' },
        fields: JSON.stringify({ name: 'Another name' }),
      });
      return { key: record!.key };
    },
    wrong: { change: { id: 'c29tZXRoaW5n' }, paths: ['key'] },
    revised: true,
  },
  transitionChange: {
    valid: () => ({ key: seedKey('Change'), to: 'ASSESSING' }),
    wrong: { change: { to: 'CLOSED' }, paths: ['to'] },
    revised: true,
  },
};

/** Steps of an import write many records or none; test/api/code/import-law.test.ts holds them to the same law. */
export const importSteps = ['importApply', 'importDiscard', 'importPlan', 'importStage'];

/** Writes many records or none; test/api/people/leaver.test.ts holds it to the same law. */
export const handOvers = ['handOverAllRoles'];

/** Writes many records or none; test/api/record/write-records.test.ts holds it to the same law. */
export const manyWrites = ['writeRecords'];

/** Deletes records for good, so it leaves no revision; test/api/record/demonstration.test.ts shows what it does. */
export const removals = ['removeDemonstration'];

/** Writes two records; test/api/record/proposals.test.ts holds it to the same law. */
export const acceptances = ['acceptProposal'];

/** The seed that every case stands on. */
export const seedForCases = (api: TestApi): Promise<unknown> => seedRows(api.database);

/** Writes no record of its own; test/api/people/sign-in.test.ts shows what it does. */
export const signInSteps = ['moveSignIns'];

/** They write no record; test/api/people/access-tokens.test.ts shows what they do. */
export const tokenSteps = ['createAccessToken', 'revokeAccessToken'];
