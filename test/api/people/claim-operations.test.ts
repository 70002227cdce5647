import {
  AssignComponentOwnerDocument,
  ClaimHandlesDocument,
  ClaimTeamsDocument,
  ClaimViewerDocument,
  EndComponentOwnerDocument,
  HandOverComponentOwnerDocument,
  WriteHandlesDocument,
} from '@steward/client/operations.generated.ts';
import { expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { mutate } from '../../support/mutate.ts';

type Result = { result: { __typename: string; message?: string } };
const owner = { key: 'cart', role: 'owner', expectedRevision: null };

it('the operations with which an editor claims: who asks, the owner on record and its undo, a name on a host', async () => {
  const api = await testApi();
  const ask = async <Data>(document: unknown, variables?: object) => {
    const { data, errors } = await api.send<Data>(String(document), variables);
    expect(errors).toBeUndefined();
    return data;
  };
  await mutate(api, 'createRole', { key: 'owner', name: 'Owner', scopes: ['Component'] });
  await mutate(api, 'createTeam', { key: 'pay', name: 'Pay', memberships: [{ person: 'ada' }] });
  await mutate(api, 'createTeam', { key: 'ui', name: 'Ui' });
  await mutate(api, 'createComponent', { key: 'cart', name: 'Cart' });
  const { viewer } = await ask<{ viewer: { person: { key: string } } }>(ClaimViewerDocument);
  expect(viewer.person.key).toBe('ada');
  expect(await ask(ClaimTeamsDocument, { person: 'ada' })).toMatchObject({
    holdings: { holdings: [{ type: 'MEMBERSHIP', key: 'pay', name: 'Pay' }] },
  });
  const write = (document: unknown, input: object) => ask<Result>(document, { input });
  expect(await write(AssignComponentOwnerDocument, { ...owner, team: 'pay' })).toEqual({
    result: { __typename: 'AssignComponentRolePayload' },
  });
  expect(await write(HandOverComponentOwnerDocument, { ...owner, person: 'ada' })).toEqual({
    result: { __typename: 'HandOverComponentRolePayload' },
  });
  expect(await write(EndComponentOwnerDocument, { ...owner, person: 'ada' })).toEqual({
    result: { __typename: 'EndComponentRolePayload' },
  });
  const handles = [{ host: 'github.com', handle: '@acme/ui' }];
  const fields = JSON.stringify({ handles });
  const input = { kind: 'Team', key: 'ui', expectedRevision: 1, fields };
  expect(await write(WriteHandlesDocument, input)).toEqual({ result: { __typename: 'UpdateRecordPayload' } });
  expect(await ask(ClaimHandlesDocument, { person: 'ui', team: 'ui', isTeam: true })).toEqual({
    team: { key: 'ui', revision: 2, handles },
  });
});
