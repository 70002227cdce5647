import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeKinds } from '../../support/kind-suite.ts';
import { written } from '../../support/mutate.ts';
import { findingsOf, refusedUpdate, updateFirst } from '../../support/round-trip.ts';
import { seedRows } from '../../support/seed-rows.ts';

describeKinds('service-level');

describe('agreements', () => {
  let api: TestApi;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-06-15T12:00:00Z');
    api = await testApi({ now: () => now });
    await seedRows(api.database, 2);
  });

  it('M-222 a live service has a valid agreement, or a reason why there is none', async () => {
    const codes = ['SERVICE_WITHOUT_AGREEMENT', 'AGREEMENT_NOT_VALID'];
    const found = async () => (await findingsOf(api, 'system-1')).filter((code) => codes.includes(code));
    expect(await found()).toEqual([]);
    now = new Date('2027-01-01T00:00:00Z');
    expect(await found()).toEqual(['AGREEMENT_NOT_VALID']);
    now = new Date('2025-12-31T23:59:59Z');
    expect(await found()).toEqual(['AGREEMENT_NOT_VALID']);
    await updateFirst(api, 'Agreement', { validFrom: null });
    expect(await found()).toEqual([]);
    await written(api, 'archiveAgreement', { key: 'agreement-1', expectedRevision: null });
    expect(await found()).toEqual(['SERVICE_WITHOUT_AGREEMENT']);
    await updateFirst(api, 'System', { noAgreementReason: 'In-house, decided on 1 May' });
    expect(await found()).toEqual([]);
  });

  it.each(['100', '-1', '99.1234567', '1e1', '099', '', '99,95'])(
    'refuse %j as a percentage',
    async (percent) => {
      const answer = await api.send(
        `mutation ($targets: [ServiceLevelTargetInput!]) { updateAgreement(input: { key: "agreement-1", expectedRevision: null, targets: $targets }) { __typename } }`,
        { targets: [{ system: 'system-1', percent }] },
      );
      const refused =
        answer.errors?.[0]?.extensions.code ??
        (answer.data as unknown as { updateAgreement: { __typename: string } }).updateAgreement.__typename;
      expect(['BAD_USER_INPUT', 'ValidationError']).toContain(refused);
      expect(await api.database.prisma.revision.count({ where: { key: 'agreement-1' } })).toBe(1);
    },
  );

  it('keep every digit of a percentage', async () => {
    const targets = [
      { system: 'system-1', percent: '99.999999', basis: 'YEAR_365D', warnPercent: '99.999991' },
    ];
    await updateFirst(api, 'Agreement', { targets });
    const answer = await api.send(`{ agreement(key: "agreement-1") { targets { percent warnPercent } } }`);
    expect(answer.data).toEqual({
      agreement: { targets: [{ percent: '99.999999', warnPercent: '99.999991' }] },
    });
  });

  it('promise only about their own systems, each window once, over a time that has a length', async () => {
    expect(
      await refusedUpdate(api, 'Agreement', { targets: [{ system: 'SYSTEM-2', percent: '99' }] }),
    ).toEqual([['targets.0.system', 'add system-2 to the systems of the agreement, or take the target out']]);
    const twice = [1, 2].map((n) => ({ system: 'system-1', percent: `9${n}`, basis: 'CALENDAR_MONTH' }));
    expect(await refusedUpdate(api, 'Agreement', { targets: twice })).toEqual([
      ['targets.1', 'says the same as entry 1: keep one of them'],
    ]);
    const at = '2026-01-01T00:00:00.000Z';
    expect(
      await refusedUpdate(api, 'Agreement', { validFrom: at, validTo: at, timeZone: 'Mars/Base' }),
    ).toEqual([
      ['validTo', `must be later than the beginning (${at})`],
      ['timeZone', 'must be an IANA time zone such as Europe/Berlin or UTC'],
    ]);
  });
});
