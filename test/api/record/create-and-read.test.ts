import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';

const create = /* GraphQL */ `
  mutation ($input: CreateSystemInput!) {
    createSystem(input: $input) {
      __typename
      ... on CreateSystemPayload { revision changed system { id key name stage team { key } dependencies { hardness system { key } } history { nodes { revision operation actor changed } totalCount } } }
      ... on UserError { code message path }
      ... on ValidationError { issues { path message } }
    }
  }
`;

describe('a record', () => {
  it('is created, read by key and listed', async () => {
    const api = await testApi();
    await api.send(`mutation { createTeam(input: { name: "Payments" }) { __typename } }`);
    const first = await api.send(create, { input: { name: 'Ledger' } });
    expect(first.errors).toBeUndefined();
    const answer = await api.send(create, {
      input: {
        name: 'Checkout',
        team: 'payments',
        dependencies: [{ system: 'ledger', hardness: 'HARD', reason: 'books' }],
      },
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      createSystem: {
        revision: 1,
        system: {
          key: 'checkout',
          team: { key: 'payments' },
          dependencies: [{ hardness: 'HARD', system: { key: 'ledger' } }],
          history: { totalCount: 1 },
        },
      },
    });
    const list = await api.counted(
      `{ systems(first: 1) { totalCount nodes { key team { key memberships { person { key } } } } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(list.answer).toMatchObject({
      data: { systems: { totalCount: 2, nodes: [{ key: 'checkout' }], pageInfo: { hasNextPage: true } } },
    });
    expect(list.statements).toHaveLength(2);
  });
});
