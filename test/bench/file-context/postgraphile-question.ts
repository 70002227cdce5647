import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import { knownFile } from '../dataset/known-file.ts';
import { handValues } from './hand-statement.ts';
import type { FileAnswer } from './question.ts';

const change = 'key title type state plannedStart plannedEnd';
const open = `archivedAt: { isNull: true }, state: { in: [${openChangeStates.map((s) => `"${s}"`).join(', ')}] }`;
const held = (role: string) =>
  `filter: { from: { lessThanOrEqualTo: $now }, or: [{ to: { isNull: true } }, { to: { greaterThan: $now } }],
    roleByRoleId: { key: { equalTo: "${role}" } } }, first: 1, orderBy: POSITION_ASC`;
const holder = 'nodes { personByPersonId { key name } teamByTeamId { key name } }';

const document = /* GraphQL */ `query FileContext($repository: String!, $roots: [String!]!, $files: [String!]!, $now: Datetime!) {
  allRepositories(condition: { lookup: $repository }, first: 1) {
    nodes {
      codeLocationsByRepositoryId(filter: { path: { in: $roots } }, first: 1) {
        nodes {
          componentByComponentId {
            key
            name
            roleAssignmentsByComponentId(${held('owner')}) { ${holder} }
            _changeToComponentsByB(filter: { changeByA: { ${open} } }) { nodes { changeByA { ${change} } } }
            systemBySystemId {
              key
              name
              roleAssignmentsBySystemId(${held('system-owner')}) { ${holder} }
              serviceLevelTargetsBySystemId(first: 1) { nodes { percent basis } }
              _changeToSystemsByB(filter: { changeByA: { ${open} } }) { nodes { changeByA { ${change} } } }
            }
          }
        }
      }
      codeReferencesByRepositoryId(filter: { path: { in: $files }, changeByChangeId: { ${open} } }) {
        nodes { startLine endLine changeByChangeId { ${change} } }
      }
    }
  }
}`;

/** The same question to the schema that PostGraphile makes of the tables. */
export function postgraphileBody(): string {
  const [repository, roots, files] = handValues(knownFile.repository, knownFile.path);
  const variables = { repository, roots, files, now: new Date().toISOString() };
  return JSON.stringify({ query: document, operationName: 'FileContext', variables });
}

interface Nodes<Node> {
  nodes: Node[];
}
interface Named {
  key: string;
}
type Holders = Nodes<{ personByPersonId: Named | null; teamByTeamId: Named | null }>;
interface ChangeNode extends Named {
  title: string;
}

interface PostgraphileAnswer {
  data: {
    allRepositories: Nodes<{
      codeLocationsByRepositoryId: Nodes<{
        componentByComponentId: {
          roleAssignmentsByComponentId: Holders;
          _changeToComponentsByB: Nodes<{ changeByA: ChangeNode }>;
          systemBySystemId: {
            roleAssignmentsBySystemId: Holders;
            serviceLevelTargetsBySystemId: Nodes<{ percent: string }>;
            _changeToSystemsByB: Nodes<{ changeByA: ChangeNode }>;
          };
        };
      }>;
      codeReferencesByRepositoryId: Nodes<{ startLine: number | null; changeByChangeId: ChangeNode }>;
    }>;
  };
}

export function readPostgraphile(answer: string): FileAnswer {
  const { data } = JSON.parse(answer) as PostgraphileAnswer;
  const repository = data.allRepositories.nodes[0]!;
  const component = repository.codeLocationsByRepositoryId.nodes[0]!.componentByComponentId;
  const system = component.systemBySystemId;
  const holderOf = ({ nodes: [row] }: Holders) => (row?.personByPersonId ?? row?.teamByTeamId)?.key ?? null;
  const line = ({ key, title }: ChangeNode, level: string) => `${key} ${title} ${level}`;
  return {
    owner: holderOf(component.roleAssignmentsByComponentId),
    accountable: holderOf(system.roleAssignmentsBySystemId),
    target: String(Number(system.serviceLevelTargetsBySystemId.nodes[0]!.percent)),
    changes: [
      ...repository.codeReferencesByRepositoryId.nodes.map((reference) =>
        line(reference.changeByChangeId, reference.startLine === null ? 'FILE' : 'LINES'),
      ),
      ...component._changeToComponentsByB.nodes.map(({ changeByA }) => line(changeByA, 'COMPONENT')),
      ...system._changeToSystemsByB.nodes.map(({ changeByA }) => line(changeByA, 'SYSTEM')),
    ].sort(),
  };
}
