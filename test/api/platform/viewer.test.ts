import { expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';

it('attack 57: the same document sent by one and then another shows each only what is theirs', async () => {
  const api = await testApi();
  const eve = await api.person('eve');
  await api.send('mutation { createSystem(input: { name: "Ledger" }) { __typename } }');
  const created = await api.send<{ createChange: { change: { id: string } } }>(
    `mutation { createChange(input: { title: "Secret", systems: ["ledger"] }) { ... on CreateChangePayload { change { id } } } }`,
  );
  const { id } = created.data.createChange.change;
  const query = `query ($id: ID!) {
    changes { totalCount nodes { title } }
    change(key: "CHG-1001") { title }
    node(id: $id) { id }
    nodes(ids: [$id]) { id }
    systems { nodes { changes { totalCount nodes { title } } } }
  }`;
  const title = 'Secret';
  const seen = {
    changes: { totalCount: 1, nodes: [{ title }] },
    change: { title },
    node: { id },
    nodes: [{ id }],
    systems: { nodes: [{ changes: { totalCount: 1, nodes: [{ title }] } }] },
  };
  const hidden = {
    changes: { totalCount: 0, nodes: [] },
    change: null,
    node: null,
    nodes: [null],
    systems: { nodes: [{ changes: { totalCount: 0, nodes: [] } }] },
  };
  const answers: unknown[] = [];
  for (const actor of [api.actor, eve, api.actor, eve])
    answers.push((await api.send(query, { id }, actor)).data);
  expect(answers).toEqual([seen, hidden, seen, hidden]);
  const together = await Promise.all(
    [eve, api.actor, eve, api.actor].map((actor) => api.send(query, { id }, actor)),
  );
  expect(together.map(({ data }) => data)).toEqual([hidden, seen, hidden, seen]);
});
