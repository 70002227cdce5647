import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import { knownFile } from '../dataset/known-file.ts';
import type { DatasetSize } from '../dataset/sizes.ts';

/** A question as each of the servers is asked it, and what makes their answers the same. */
export interface Question {
  readonly name: string;
  readonly steward: (ids: StewardIds) => { query: string; variables: object };
  /** Name and input of one of the hand's statements. */
  readonly hand: { question: string; input: object };
  /** Null where the schema that PostGraphile makes cannot be asked. */
  readonly postgraphile: { query: string; variables: object } | null;
  /** False where sixteen at once, each worked out, would take longer than a request may. */
  readonly workedOut: boolean;
  /** What must be equal, as text. Steward's and PostGraphile's are given their `data`. */
  readonly read: { steward: Read; hand: Read; postgraphile: Read };
}

type Read = (answer: unknown) => unknown;

/** What a document of ours asks for has the shape that it asks for. */
const reads =
  <Answer>(read: (answer: Answer) => unknown): Read =>
  (answer) =>
    read(answer as Answer);

interface Keyed {
  key: string;
}
interface Page<Row> {
  nodes: Row[];
}

export interface StewardIds {
  /** Id of the system that most others need. */
  readonly hub: string;
}

const paths = Array.from({ length: 50 }, (_, n) =>
  n === 0 ? knownFile.path : `${knownFile.folder}/file-${n}.ts`,
);
const system = { key: knownFile.system };
const changeFields = 'key title type state plannedStart plannedEnd';
const open = `archivedAt: { isNull: true }, state: { in: [${openChangeStates.map((s) => `"${s}"`).join(', ')}] }`;
const keys = (rows: readonly Keyed[]) => rows.map(({ key }) => key).sort();

export const questionsOf = (size: DatasetSize): Question[] => [
  {
    name: 'a system page: 15 fields, four relations',
    steward: () => ({
      query: `query Page($key: String!) { system(key: $key) {
        key name description type purpose inScope outOfScope boundaryNote stage criticality offered tags createdAt updatedAt revision
        team { key name }
        systemOwner { person { key name } }
        components(first: 20) { nodes { key name type } }
        openChanges(first: 20) { nodes { key title state } }
      } }`,
      variables: system,
    }),
    workedOut: true,
    hand: { question: 'system', input: system },
    postgraphile: {
      query: `query Page($key: String!, $now: Datetime!) { allSystems(condition: { lookup: $key }, first: 1) { nodes {
        key name description type purpose inScope outOfScope boundaryNote stage criticality offered tags createdAt updatedAt revision
        teamByTeamId { key name }
        roleAssignmentsBySystemId(first: 1, orderBy: FROM_ASC, filter: { deputy: { equalTo: false }, from: { lessThanOrEqualTo: $now },
          or: [{ to: { isNull: true } }, { to: { greaterThan: $now } }], roleByRoleId: { key: { equalTo: "system-owner" } } }) {
          nodes { personByPersonId { key name } } }
        componentsBySystemId(first: 20, orderBy: NAME_ASC, filter: { archivedAt: { isNull: true } }) { nodes { key name type } }
        _changeToSystemsByB(first: 20, filter: { changeByA: { ${open} } }) { nodes { changeByA { key title state } } }
      } } }`,
      variables: { ...system, now: new Date().toISOString() },
    },
    read: {
      steward: reads<{
        system: Keyed & {
          team: Keyed;
          systemOwner: { person: Keyed };
          components: Page<Keyed>;
          openChanges: Page<Keyed>;
        };
      }>(({ system: s }) => [
        s.key,
        s.team.key,
        s.systemOwner.person.key,
        keys(s.components.nodes),
        keys(s.openChanges.nodes),
      ]),
      hand: reads<Keyed & { team: Keyed; owner: Keyed; components: Keyed[]; changes: Keyed[] }>((s) => [
        ...[s.key, s.team.key, s.owner.key],
        keys(s.components),
        keys(s.changes),
      ]),
      postgraphile: reads<{
        allSystems: Page<
          Keyed & {
            teamByTeamId: Keyed;
            roleAssignmentsBySystemId: Page<{ personByPersonId: Keyed }>;
            componentsBySystemId: Page<Keyed>;
            _changeToSystemsByB: Page<{ changeByA: Keyed }>;
          }
        >;
      }>(({ allSystems }) =>
        allSystems.nodes.flatMap((s) => [
          ...[s.key, s.teamByTeamId.key, s.roleAssignmentsBySystemId.nodes[0]?.personByPersonId.key],
          keys(s.componentsBySystemId.nodes),
          keys(s._changeToSystemsByB.nodes.map(({ changeByA }) => changeByA)),
        ]),
      ),
    },
  },
  {
    name: '50 paths in one request',
    steward: () => ({
      query: `query Files($repository: String!, $paths: [String!]!) { fileContext(repository: $repository, paths: $paths) {
        component { key name } system { key name } owner { holder { ... on Person { key name } ... on Team { key name } } }
        accountable { person { key name } } target { percent basis }
        changes { level lines { start end } change { ${changeFields} } } } }`,
      variables: { repository: knownFile.repository, paths },
    }),
    workedOut: true,
    hand: { question: 'files', input: { repository: knownFile.repository, paths } },
    postgraphile: null,
    read: {
      steward: reads<{ fileContext: { owner: { holder: Keyed }; changes: { change: Keyed }[] }[] }>(
        ({ fileContext }) =>
          fileContext.map(({ owner, changes }) => [
            owner.holder.key,
            keys(changes.map(({ change }) => change)),
          ]),
      ),
      hand: reads<{ owner: Keyed; changes: Keyed[] }[]>((files) =>
        files.map(({ owner, changes }) => [owner.key, keys(changes)]),
      ),
      postgraphile: () => null,
    },
  },
  {
    name: 'a page of 100 changes with their systems and owners',
    steward: () => ({
      query: `query Changes { changes(first: 100, orderBy: [{ field: UPDATED_AT, direction: DESC }]) { nodes {
        ${changeFields} systems(first: 5) { nodes { key name systemOwner { person { key name } } } } } } }`,
      variables: {},
    }),
    workedOut: true,
    hand: { question: 'changes', input: {} },
    postgraphile: {
      query: `query Changes($now: Datetime!) { allChanges(first: 100, orderBy: [UPDATED_AT_DESC, ROW_ID_DESC], filter: { archivedAt: { isNull: true }, state: { notEqualTo: "DRAFT" } }) { nodes {
        ${changeFields} _changeToSystemsByA(first: 5) { nodes { systemByB { key name
          roleAssignmentsBySystemId(first: 1, orderBy: FROM_ASC, filter: { deputy: { equalTo: false }, from: { lessThanOrEqualTo: $now },
            or: [{ to: { isNull: true } }, { to: { greaterThan: $now } }], roleByRoleId: { key: { equalTo: "system-owner" } } }) {
            nodes { personByPersonId { key name } } } } } } } } }`,
      variables: { now: new Date().toISOString() },
    },
    read: {
      steward: reads<{ changes: Page<Keyed> }>(({ changes }) => keys(changes.nodes)),
      hand: reads<Keyed[]>(keys),
      postgraphile: reads<{ allChanges: Page<Keyed> }>(({ allChanges }) => keys(allChanges.nodes)),
    },
  },
  {
    name: 'impact of what most others need, to depth 3',
    steward: ({ hub }) => ({
      query: `query Impact($of: ID!) { impact(of: $of, maxDepth: 3, first: 100, edgeKinds: [DEPENDS_ON_HARD, DEPENDS_ON_SOFT]) {
        total results { depth node { ... on System { key } ... on Component { key } } } } }`,
      variables: { of: hub },
    }),
    workedOut: false,
    hand: { question: 'impact', input: { key: `system-${size.systems - 1}` } },
    postgraphile: null,
    read: {
      steward: reads<{ impact: { total: number } }>(({ impact }) => impact.total),
      hand: reads<{ total: number }>(({ total }) => total),
      postgraphile: () => null,
    },
  },
];
