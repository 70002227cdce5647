import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { imported } from '../../support/import.ts';

const catalog = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: cart, annotations: { github.com/project-slug: acme/shop } }
spec: { type: service, lifecycle: production, owner: group:payments, system: shop }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: shop }
spec: { owner: payments }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: payments, annotations: { github.com/team-slug: acme/payments } }
spec: { type: team, children: [] }
`;
const owners = '* @acme/everyone\n/src/ @acme/payments\n';

const ownersOf = async (api: TestApi, paths: string[]) => {
  const answer = await api.send<{
    fileContext: {
      path: string;
      owners: { source: string; handle: string | null; holder: { key: string } | null }[];
    }[];
  }>(
    `query ($paths: [String!]!) { fileContext(repository: "github.com/acme/shop", paths: $paths) {
      path system { key } component { key }
      owners { source handle holder { ... on Team { key } } }
      codeowners { state owners { handle } rule { line } } } }`,
    { paths },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.fileContext;
};

describe('an import', () => {
  it('goes in, and the files answer', async () => {
    const api = await testApi();
    const { plan, written } = await imported(api, { 'catalog-info.yaml': catalog, CODEOWNERS: owners });
  });
});
