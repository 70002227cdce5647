// The repository github.com/acme/shop that the tests of the import read, and what they look at afterwards.
import { expect } from 'vitest';
import type { TestApi } from './api.ts';
import { contentsOf, rowsAdded } from './contents.ts';
import type { Files } from './import.ts';

export const entity = (kind: string, name: string, spec: string, metadata = ''): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}${metadata} }\nspec: { ${spec} }\n`;
export const component = (name: string, more = ''): string =>
  entity('Component', name, `type: service, lifecycle: production, owner: payments${more}`);
export const payments = entity(
  'Group',
  'payments',
  'type: team, children: []',
  ', annotations: { github.com/team-slug: acme/payments }',
);
export const shop = entity('System', 'shop', 'owner: payments');
export const all = (...documents: string[]): string => documents.join('---\n');

export const owners = '* @acme/everyone\n/src/ @acme/payments\n/docs/ @acme/writers\n';
export const files: Files = {
  'catalog-info.yaml': all(component('cart', ', system: shop'), shop, payments),
  CODEOWNERS: owners,
};

interface Answer {
  path: string;
  codeowners: { state: string; owners: { handle: string }[]; rule: { line: number } | null }[];
}

export const paths = ['src/a.ts', 'docs/a.md', 'README.md'];

export async function answers(api: TestApi): Promise<Answer[]> {
  const answer = await api.send<{ fileContext: Answer[] }>(
    `query ($paths: [String!]!) { fileContext(repository: "github.com/acme/shop", paths: $paths) {
      path system { key } component { key } owner { source handle holder { ... on Team { key } } decidedBy { file line } }
      codeowners { state owners { handle } rule { line } } } }`,
    { paths },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.fileContext;
}

interface SourceFinding {
  file: string;
  line: number | null;
  code: string;
}

export async function findings(api: TestApi): Promise<SourceFinding[]> {
  const answer = await api.send<{ repository: { findings: { nodes: SourceFinding[] } } }>(
    '{ repository(key: "github.com/acme/shop") { findings(first: 100) { nodes { file line code } } } }',
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.repository.findings.nodes;
}

export const journal = async (api: TestApi) => {
  const { Revision, AuditEntry, OutboxEvent } = rowsAdded({}, await contentsOf(api.database));
  return { Revision, AuditEntry, OutboxEvent };
};
