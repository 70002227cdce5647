import {
  ClaimHandlesDocument,
  ClaimTeamsDocument,
  ClaimViewerDocument,
} from '@steward/client/operations.generated.ts';
import { expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { mutate } from '../../support/mutate.ts';

it('what an editor asks before it claims: who asks, their teams, and a name on a host', async () => {
  const api = await testApi();
  const ask = async <Data>(document: unknown, variables?: object) => {
    const { data, errors } = await api.send<Data>(String(document), variables);
    expect(errors).toBeUndefined();
    return data;
  };
  await mutate(api, 'createTeam', { key: 'pay', name: 'Pay', memberships: [{ person: 'ada' }] });
  await mutate(api, 'createTeam', { key: 'ui', name: 'Ui' });
  const { viewer } = await ask<{ viewer: { person: { key: string } } }>(ClaimViewerDocument);
  expect(viewer.person.key).toBe('ada');
  expect(await ask(ClaimTeamsDocument, { person: 'ada' })).toMatchObject({
    holdings: { holdings: [{ type: 'MEMBERSHIP', key: 'pay', name: 'Pay' }] },
  });
  const handles = [{ host: 'github.com', handle: '@acme/ui' }];
  await mutate(api, 'updateTeam', { key: 'ui', expectedRevision: 1, handles });
  expect(await ask(ClaimHandlesDocument, { person: 'ui', team: 'ui', isTeam: true })).toEqual({
    team: { key: 'ui', revision: 2, handles },
  });
});
