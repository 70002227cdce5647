import { knownFile } from '../dataset/known-file.ts';

/** What the editor's line over a file wants to know: whose it is, what was promised, what is changing it. */
export interface FileAnswer {
  readonly owner: string | null;
  readonly accountable: string | null;
  readonly target: string | null;
  /** Key, title and nearness of each open change, sorted by key. */
  readonly changes: readonly string[];
}

export const stewardDocument = /* GraphQL */ `query FileContext($repository: String!, $paths: [String!]!) {
  fileContext(repository: $repository, paths: $paths) {
    path
    state
    component { key name }
    system { key name }
    owner { source handle holder { __typename ... on Person { key name } ... on Team { key name } } }
    accountable { person { key name } team { key name } }
    target { percent basis }
    changes { level lines { start end } change { key title type state plannedStart plannedEnd } }
  }
}`;

export const stewardBody = (
  paths: readonly string[] = [knownFile.path],
  repository: string = knownFile.repository,
) =>
  JSON.stringify({
    query: stewardDocument,
    operationName: 'FileContext',
    variables: { repository, paths },
  });

interface StewardFile {
  owner: { holder: { key: string } | null } | null;
  accountable: { person: { key: string } | null } | null;
  target: { percent: string } | null;
  changes: { level: string; change: { key: string; title: string } }[];
}

export function readSteward(answer: string): FileAnswer {
  const { data } = JSON.parse(answer) as { data: { fileContext: [StewardFile] } };
  const [file] = data.fileContext;
  return {
    owner: file.owner?.holder?.key ?? null,
    accountable: file.accountable?.person?.key ?? null,
    target: file.target && String(Number(file.target.percent)),
    changes: file.changes.map(({ level, change }) => `${change.key} ${change.title} ${level}`).sort(),
  };
}
