import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';

const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Team { key parent { key } } ... on Person { name } } }`;
const globalId = (text: string) => Buffer.from(text).toString('base64url');

describe('records by their ids', () => {
  it('come in the order asked, one statement a kind, null for one that is missing', async () => {
    const api = await testApi();
    const made = await api.send<Record<string, { team: { id: string } }>>(
      `mutation {
        a: createTeam(input: { name: "Aa" }) { ... on CreateTeamPayload { team { id } } }
        b: createTeam(input: { name: "Bb", parent: "aa" }) { ... on CreateTeamPayload { team { id } } }
      }`,
    );
    const a = made.data.a!.team.id;
    const b = made.data.b!.team.id;
    const ada = globalId(`Person:${api.actor.personId}`);
    const missing = globalId(`Team:${crypto.randomUUID()}`);
    const { answer, statements } = await api.counted(query, { ids: [b, missing, ada, a, b] });
    const second = { __typename: 'Team', id: b, key: 'bb', parent: { key: 'aa' } };
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      nodes: [
        second,
        null,
        { __typename: 'Person', id: ada, name: 'Ada' },
        { __typename: 'Team', id: a, key: 'aa', parent: null },
        second,
      ],
    });
    expect(statements).toHaveLength(2);
  });

  it('hide what the policy hides, as if it were missing', async () => {
    const open = await testApi();
    const { policies } = open.services;
    const api = await testApi({
      policies: { ...policies, Person: { ...policies.Person!, visible: () => ({ key: 'nobody' }) } },
    });
    const ids = [globalId(`Person:${api.actor.personId}`)];
    expect((await api.send(query, { ids })).data).toEqual({ nodes: [null] });
    expect((await api.send('query ($id: ID!) { node(id: $id) { id } }', { id: ids[0] })).data).toEqual({
      node: null,
    });
  });

  it.each([
    'nonsense',
    globalId('Team:1'),
    globalId(`Query:${crypto.randomUUID()}`),
    globalId(`Membership:${crypto.randomUUID()}`),
  ])('refuse an id that the API never gave (%s)', async (id) => {
    const api = await testApi();
    for (const answer of [
      await api.send(query, { ids: [id] }),
      await api.send('query ($id: ID!) { node(id: $id) { id } }', { id }),
    ])
      expect(answer.errors?.map((e) => e.extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});
