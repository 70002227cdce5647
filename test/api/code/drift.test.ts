import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { activity, historyPiece } from '../../support/history.ts';
import { type Files, imported, importStep, piecesOf } from '../../support/import.ts';
import { written } from '../../support/mutate.ts';
import { all, component, entity, files, journal, payments, shop } from '../../support/shop-repository.ts';

interface Side {
  source: string;
  value: string;
  location: { file: string; line: number; commit: string | null } | null;
}

interface Answered {
  total: number;
  truncated: boolean;
  findings: { code: string; kind: string; key: string; field: string; message: string; sides: Side[] }[];
}

const question = `query ($repository: String = "github.com/acme/shop", $session: ID, $first: Int = 100) {
  drift(repository: $repository, session: $session, first: $first) { repository { key } total truncated
    findings { code kind key field message sides { source value location { file line commit } } } } }`;

async function drift(api: TestApi, variables: object = {}): Promise<Answered> {
  const answer = await api.send<{ drift: Answered }>(question, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data.drift;
}

const brief = ({ findings }: Answered) =>
  findings.map(({ code, key, field, sides }) => [
    ...[code, key, field],
    ...sides.map(
      ({ source, value, location }) =>
        `${source} ${value}${location ? ` ${location.file}:${location.line}` : ''}`,
    ),
  ]);

const agreeing: Files = { CODEOWNERS: '* @acme/payments\n/docs/ @acme/writers\n' };

async function importedShop(over: Files = {}): Promise<TestApi> {
  const api = await testApi();
  await imported(api, { ...files, ...agreeing, ...over }, { commit: 'c0ffee1' });
  return api;
}

/** Ada owns the cart by its record. */
async function appointAda(api: TestApi): Promise<void> {
  await written(api, 'createRole', { key: 'owner', name: 'Owner', scopes: ['Component'], exclusive: true });
  await written(api, 'assignComponentRole', {
    ...{ key: 'cart', role: 'owner', person: 'ada', expectedRevision: null },
  });
}

/** Files staged by the viewer, not planned. */
async function stagedFiles(api: TestApi, over: Files, repository = 'github.com/acme/shop'): Promise<string> {
  const pieces = piecesOf({ ...files, ...agreeing, ...over }).map((piece) => JSON.stringify(piece));
  const { session } = await importStep(api, 'Stage', { repository, commit: 'bad0bad', pieces });
  return session!.id;
}

describe('where the sources of a repository disagree', () => {
  it('is nothing after an import whose files agree', async () => {
    const api = await importedShop();
    expect(await drift(api)).toEqual({
      repository: { key: 'github.com/acme/shop' },
      total: 0,
      truncated: false,
      findings: [],
    });
  });

  it('is told for owners of CODEOWNERS and catalog file, with line and commit', async () => {
    const api = await importedShop({ CODEOWNERS: '/docs/ @acme/writers\n* @acme/everyone\n' });
    const found = await drift(api);
    expect(brief(found)).toEqual([
      [
        ...['OWNER_UNKNOWN', 'cart', 'owner'],
        ...[
          'CATALOG_INFO group:default/payments catalog-info.yaml:4',
          'CODEOWNERS @acme/everyone CODEOWNERS:2',
        ],
      ],
    ]);
    expect(found.findings[0]!.sides.map(({ location }) => location?.commit)).toEqual(['c0ffee1', 'c0ffee1']);
    await written(api, 'createTeam', {
      ...{ key: 'everyone', name: 'Everyone' },
      handles: [{ host: 'github.com', handle: '@acme/everyone' }],
    });
    expect((await drift(api)).findings.map(({ code }) => code)).toEqual(['OWNER_DIFFERS']);
  });

  it('is told for a role held, unless the person belongs to the team that the files name', async () => {
    const api = await importedShop();
    await appointAda(api);
    expect(brief(await drift(api))).toEqual([
      ['OWNER_DIFFERS', 'cart', 'owner', 'RECORD Ada', 'CODEOWNERS @acme/payments CODEOWNERS:1'],
      [
        ...['OWNER_DIFFERS', 'cart', 'owner'],
        ...['RECORD Ada', 'CATALOG_INFO group:default/payments catalog-info.yaml:4'],
      ],
    ]);
    await written(api, 'updateTeam', {
      ...{ key: 'payments', expectedRevision: null },
      memberships: [{ person: 'ada' }],
    });
    expect(await drift(api)).toMatchObject({ total: 0 });
  });

  it('is told for a field that a person wrote after the import', async () => {
    const api = await importedShop({
      'catalog-info.yaml': all(
        component('cart', ', system: shop'),
        entity('System', 'shop', 'owner: payments', ', description: Ours'),
        payments,
      ),
    });
    await written(api, 'updateSystem', { key: 'shop', expectedRevision: null, description: 'Mine' });
    expect(brief(await drift(api))).toEqual([
      ['FIELD_DIFFERS', 'shop', 'description', 'RECORD Mine', 'CATALOG_INFO Ours catalog-info.yaml:6'],
    ]);
  });

  it('is told for an owner of whom nobody worked on the code', async () => {
    const api = await importedShop();
    await api.person('bob');
    const history = historyPiece([activity('cart', [['bob', 9]])]);
    await imported(api, {}, { commit: 'c0ffee1', scope: 'FILES', pieces: [history] });
    expect(await drift(api)).toMatchObject({ total: 0 });
    const team = { key: 'payments', expectedRevision: null };
    await written(api, 'updateTeam', { ...team, memberships: [{ person: 'ada' }] });
    expect(brief(await drift(api))).toEqual([
      [
        ...['OWNER_INACTIVE', 'cart', 'owner'],
        ...['CATALOG_INFO group:default/payments catalog-info.yaml:4', 'GIT_HISTORY Bob (9 of 9)'],
      ],
    ]);
    await written(api, 'updateTeam', { ...team, memberships: [{ person: 'ada' }, { person: 'bob' }] });
    expect(await drift(api)).toMatchObject({ total: 0 });
  });

  it('of staged files is told before they are imported, and nothing is written', async () => {
    const writers = payments.replaceAll('payments', 'writers');
    const catalog = (owner: string) => ({
      'catalog-info.yaml': all(component('cart').replace('payments', owner), shop, payments, writers),
    });
    const api = await importedShop(catalog('payments'));
    const before = await journal(api);
    const session = await stagedFiles(api, catalog('writers'));
    const found = await drift(api, { session });
    expect(brief(found)).toEqual([
      [
        ...['OWNER_DIFFERS', 'cart', 'owner'],
        ...[
          'CATALOG_INFO group:default/writers catalog-info.yaml:4',
          'CODEOWNERS @acme/payments CODEOWNERS:1',
        ],
      ],
    ]);
    expect(found.findings[0]!.sides[0]!.location!.commit).toBe('bad0bad');
    const rules = { CODEOWNERS: '* @acme/payments\n/* @Acme/Writers @ada-l\n' };
    expect(
      await drift(api, { session: await stagedFiles(api, { ...catalog('writers'), ...rules }) }),
    ).toMatchObject({
      total: 0,
    });
    const other = await stagedFiles(api, { CODEOWNERS: '* @ada-l\n' });
    expect(brief(await drift(api, { session: other })).map(([code]) => code)).toEqual(['OWNER_UNKNOWN']);
    expect(await drift(api)).toMatchObject({ total: 0 });
    expect(await journal(api)).toEqual(before);
    const handles = [{ host: 'github.com', handle: '@ada-l' }];
    await written(api, 'updatePerson', { key: 'ada', expectedRevision: null, handles });
    expect(brief(await drift(api, { session: other })).map(([code]) => code)).toEqual(['OWNER_DIFFERS']);
  });

  it('is empty for a repository that nobody has added, and refuses a session of other files or another person', async () => {
    const api = await importedShop();
    expect((await api.send<{ drift: null }>(question, { repository: 'github.com/acme/none' })).data).toEqual({
      drift: null,
    });
    const other = await stagedFiles(api, {}, 'github.com/acme/pay');
    const mine = await stagedFiles(api, {});
    const refusals = await Promise.all([
      api.send(question, { session: other }),
      api.send(question, { session: mine }, await api.person('bob')),
      api.send(question, { first: 501 }),
    ]);
    expect(refusals.map(({ errors }) => [errors?.[0]?.extensions.code, errors?.[0]?.message])).toEqual([
      ['BAD_USER_INPUT', '`session` holds files of github.com/acme/pay, not of github.com/acme/shop'],
      ['BAD_USER_INPUT', '`session` names no import of yours: it may be over, stage the files again'],
      ['BAD_USER_INPUT', '`first` must be from 1 to 500, not 501'],
    ]);
  });

  it('says how many there are when fewer are asked for', async () => {
    const api = await importedShop({
      'catalog-info.yaml': all(component('cart'), component('till'), payments),
      CODEOWNERS: '* @acme/everyone\n',
    });
    const { total, truncated, findings } = await drift(api, { first: 1 });
    expect([total, truncated, findings.length]).toEqual([2, true, 1]);
  });

  it('takes as many statements for many components as for few', async () => {
    const counts: number[] = [];
    for (const size of [2, 20]) {
      const names = Array.from({ length: size }, (_, n) => `part-${n}`);
      const api = await importedShop({
        'catalog-info.yaml': all(...names.map((name) => component(name, ', system: shop')), shop, payments),
        CODEOWNERS: '* @acme/everyone\n',
      });
      const { answer, statements } = await api.counted<{ drift: Answered }>(question);
      expect(answer.data.drift.total).toBe(size);
      counts.push(statements.length);
    }
    expect(counts).toEqual([23, 23]);
  });
});
