// Who may call what: every mutation and every query of the schema by kind of actor. What stands nowhere here fails.
import { kinds } from '@steward/domain/record/kinds.ts';
import { encodeGlobalId } from '@steward/server/test/platform/global-id.ts';
import type { Held } from '../../support/role-holder.ts';
import {
  acceptances,
  handOvers,
  importSteps,
  manyWrites,
  removals,
  signInSteps,
  tokenSteps,
} from './mutation-cases.ts';

/** All records are number 1 of the seed. */
export interface Writers {
  /** Holds a role on the record itself. */
  holder?: Held;
  /** Holds a role on something above it. */
  ancestor?: Held;
  /** Writes it for another reason. */
  own?: true;
}

/** By kind; a kind that is not here is written by administrators alone. */
export const writers: Readonly<Record<string, Writers>> = {
  Portfolio: { holder: ['portfolio-owner', 'Portfolio'] },
  Program: { holder: ['program-manager', 'Program'], ancestor: ['portfolio-lead', 'Portfolio'] },
  Project: { holder: ['project-manager', 'Project'], ancestor: ['portfolio-owner', 'Portfolio'] },
  System: { holder: ['product-owner', 'System'], ancestor: ['program-manager', 'Program'] },
  Component: { holder: ['owner', 'Component'], ancestor: ['system-owner', 'System'] },
  Process: { holder: ['process-manager', 'Process'] },
  Agreement: { ancestor: ['system-owner', 'System'] },
  Slo: { ancestor: ['program-manager', 'Program'] },
  Change: { ancestor: ['system-owner', 'System'], own: true },
  Person: { own: true },
};

const administratorsOnly = ['archivePerson', 'restorePerson'];
/** Decided elsewhere: by the lifecycle, or by whose session it is. */
const decidedElsewhere = [
  'createChange',
  'transitionChange',
  'importStage',
  'importPlan',
  'importDiscard',
  'propose',
  'declineProposal',
  'withdrawProposal',
];
/** Writes whatever it is asked to, so each record of it is judged: shown by tests of its own. */
const judgedByRecord = ['updateRecord', 'restoreRevision', ...handOvers, ...acceptances, ...manyWrites];

export type Right = 'RECORD' | 'MAKER' | 'ADMINISTRATOR' | 'ELSEWHERE';

/** How the right to call a mutation is decided; undefined for a mutation that nobody has thought about. */
export function rightOf(mutation: string): Right | undefined {
  if (decidedElsewhere.includes(mutation) || judgedByRecord.includes(mutation)) return 'ELSEWHERE';
  if (tokenSteps.includes(mutation)) return 'ELSEWHERE';
  if ([...administratorsOnly, ...removals, ...importSteps, ...signInSteps].includes(mutation))
    return 'ADMINISTRATOR';
  const kind = kindOf(mutation);
  if (kind === null) return undefined;
  if (!writers[kind]) return 'ADMINISTRATOR';
  return mutation.startsWith('create') ? 'MAKER' : 'RECORD';
}

/** The kind that a mutation of one record is about. */
export function kindOf(mutation: string): string | null {
  const named = /^(?:create|update|archive|restore|assign|handOver|end)([A-Z]\w*?)(?:Role)?$/.exec(
    mutation,
  )?.[1];
  return kinds.some(({ name }) => name === named) ? named! : null;
}

const nothing = encodeGlobalId('System', '00000000-0000-4000-8000-000000000000');

/** Queries beside lists and look-ups, each with a document that needs nothing; an administrator's are marked. */
export const queries: Readonly<Record<string, { document: string; administrators?: true }>> = {
  accessTokens: { document: '{ accessTokens(person: "nobody") { id } }', administrators: true },
  auditCheck: { document: '{ auditCheck { __typename } }', administrators: true },
  auditHead: { document: '{ auditHead { __typename } }', administrators: true },
  availabilityTiers: { document: '{ availabilityTiers { percent } }' },
  drift: { document: '{ drift(repository: "github.com/acme/nothing") { total } }' },
  eventsSince: { document: '{ eventsSince { head } }' },
  exportRecords: { document: '{ exportRecords { endCursor } }' },
  fileContext: { document: '{ fileContext(repository: "github.com/acme/nothing", paths: ["a"]) { state } }' },
  findings: { document: '{ findings { total } }' },
  holdings: { document: '{ holdings(person: "nobody") { total } }' },
  impact: { document: `{ impact(of: "${nothing}", direction: DOWNSTREAM) { total } }` },
  importSession: { document: '{ importSession(id: "none") { id } }' },
  namedHolders: { document: '{ namedHolders(host: "github.com", names: ["@a"]) { holder { __typename } } }' },
  node: { document: `{ node(id: "${nothing}") { id } }` },
  nodes: { document: '{ nodes(ids: []) { id } }' },
  record: { document: '{ record(kind: System, key: "nothing") { key } }' },
  recordComparison: {
    document:
      '{ recordComparison(kind: System, key: "nothing", from: { revision: 1 }, to: { revision: 1 }) { changes { field } } }',
  },
  recordSchema: { document: '{ recordSchema(kind: System) }' },
  repositoryIndex: { document: '{ repositoryIndex(repository: "github.com/acme/nothing") { __typename } }' },
  search: { document: '{ search(text: "nothing") { key } }' },
  viewer: { document: '{ viewer { name } }' },
};
