import { ensureStandardRoles } from '@steward/server/test/people/standard-roles.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeKinds } from '../../support/kind-suite.ts';
import { written } from '../../support/mutate.ts';
import { assign, findingsOf, refusedUpdate, updateFirst } from '../../support/round-trip.ts';
import { seedRows } from '../../support/seed-rows.ts';

describeKinds('portfolio');

describe('portfolios and programs', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await testApi();
    await seedRows(api.database, 2);
  });

  it('M-001 a portfolio has exactly one owner at a time, and no program stands outside a portfolio', async () => {
    await ensureStandardRoles(api.context());
    expect(await findingsOf(api, 'portfolio-1')).toContain('PORTFOLIO_WITHOUT_OWNER');
    await assign(api, 'Portfolio', 'portfolio-owner');
    expect(await findingsOf(api, 'portfolio-1')).not.toContain('PORTFOLIO_WITHOUT_OWNER');
    await expect(assign(api, 'Portfolio', 'portfolio-owner', 'person-2')).rejects.toThrow('refused');

    expect(await findingsOf(api, 'program-1')).not.toContain('PROGRAM_OUTSIDE_PORTFOLIO');
    await updateFirst(api, 'Program', { portfolio: null });
    expect(await findingsOf(api, 'program-1')).toContain('PROGRAM_OUTSIDE_PORTFOLIO');
    await updateFirst(api, 'Program', { portfolio: 'portfolio-2' });
    await written(api, 'archivePortfolio', { key: 'portfolio-2', expectedRevision: null });
    expect(await findingsOf(api, 'program-1')).toContain('PROGRAM_OUTSIDE_PORTFOLIO');
  });

  it('M-002 a program has a goal and a manager, and a project unless it is a concept', async () => {
    await ensureStandardRoles(api.context());
    expect(await findingsOf(api, 'program-1')).toContain('PROGRAM_WITHOUT_MANAGER');
    await assign(api, 'Program', 'program-manager');
    const complete = await findingsOf(api, 'program-1');
    for (const code of ['PROGRAM_WITHOUT_MANAGER', 'PROGRAM_WITHOUT_GOAL', 'PROGRAM_WITHOUT_PROJECT'])
      expect(complete).not.toContain(code);
    await updateFirst(api, 'Program', { goal: null });
    await updateFirst(api, 'Project', { program: 'program-2' });
    expect(await findingsOf(api, 'program-1')).toEqual(
      expect.arrayContaining(['PROGRAM_WITHOUT_GOAL', 'PROGRAM_WITHOUT_PROJECT']),
    );
    await updateFirst(api, 'Program', { stage: 'CONCEPT' });
    expect(await findingsOf(api, 'program-1')).not.toContain('PROGRAM_WITHOUT_PROJECT');
  });

  it('end no earlier than they begin, and a fiscal year begins on a day', async () => {
    for (const kind of ['Program', 'Project']) {
      expect(await refusedUpdate(api, kind, { start: '2026-05-02', end: '2026-05-01' })).toEqual([
        ['end', 'must not be before the start (2026-05-02)'],
      ]);
      expect(await updateFirst(api, kind, { start: '2026-05-01', end: '2026-05-01' })).toMatchObject({
        revision: 2,
      });
    }
    expect(await refusedUpdate(api, 'Portfolio', { fiscalYearStart: '13-01' })).toEqual([
      ['fiscalYearStart', 'must be month and day, such as 04-01'],
    ]);
  });
});
