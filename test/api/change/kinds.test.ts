import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { describeKinds } from '../../support/kind-suite.ts';
import { mutate, written } from '../../support/mutate.ts';
import { issuesOf } from '../../support/round-trip.ts';
import { seedRows } from '../../support/seed-rows.ts';

describeKinds('change');

describe('a change', () => {
  let api: TestApi;
  beforeEach(async () => {
    api = await testApi();
    await seedRows(api.database, 1);
  });
  const create = (more: object) => mutate(api, 'createChange', { title: 'A change', ...more });
  const repository = 'github.com/acme/repository-1';

  it('is a draft of whoever makes it, and no input says otherwise', async () => {
    const eve = await api.person('eve');
    const answer = await mutate(
      api,
      'createChange',
      { title: 'Hers' },
      { as: eve, select: 'state requester { key } outcome' },
    );
    expect(answer.record).toMatchObject({ state: 'DRAFT', requester: { key: 'eve' }, outcome: null });
    for (const field of ['state: CLOSED', 'requester: "ada"', 'outcome: "done"']) {
      const forged = await api.send(
        `mutation { createChange(input: { title: "A", ${field} }) { __typename } }`,
      );
      expect(forged.errors).toHaveLength(1);
    }
  });

  it('keeps why it is asked for apart from why it was edited', async () => {
    await create({ reason: 'The old one leaks', editReason: 'written down after the meeting' });
    await written(api, 'updateChange', {
      key: 'CHG-1002',
      title: 'A new pump',
      editReason: 'typing error',
      expectedRevision: 1,
    });
    const answer = await api.send(
      `{ change(key: "CHG-1002") { reason history { nodes { reason changed } } } }`,
    );
    expect(answer.data).toEqual({
      change: {
        reason: 'The old one leaks',
        history: {
          nodes: [
            { reason: 'typing error', changed: ['title'] },
            { reason: 'written down after the meeting', changed: expect.arrayContaining(['reason']) },
          ],
        },
      },
    });
  });

  it.each([
    [{ startLine: 3 }, 'endLine', 'give both the first and the last line, or neither'],
    [{ startLine: 3, endLine: 2 }, 'endLine', 'must not be before the first line (3)'],
    [{ path: 'src/', startLine: 1, endLine: 1 }, 'startLine', 'a folder has no lines: leave them out'],
    [{ path: '../x' }, 'path', 'must be relative to the root of the repository, without ".."'],
    [{ baseCommit: 'HEAD' }, 'baseCommit', 'must be a commit id of 7 to 64 hexadecimal digits'],
  ])('refuses the code reference %j', async (more, field, message) => {
    const codeReferences = [{ repository, path: 'src/main.ts', ...more }];
    expect(issuesOf(await create({ codeReferences }))).toEqual([[`codeReferences.0.${field}`, message]]);
  });

  it('may touch the same file in two places, and not twice in one', async () => {
    const at = (startLine: number) => ({ repository, path: 'a.ts', startLine, endLine: 9 });
    expect(await create({ codeReferences: [at(1), at(2)] })).toMatchObject({ revision: 1 });
    expect(issuesOf(await create({ codeReferences: [at(1), at(1)] }))).toEqual([
      ['codeReferences.1', 'says the same as entry 1: keep one of them'],
    ]);
  });

  it('has a window that ends after it begins', async () => {
    const plannedStart = '2026-03-01T20:00:00.000Z';
    expect(issuesOf(await create({ plannedStart, plannedEnd: plannedStart }))).toEqual([
      ['plannedEnd', `must be later than the beginning of the window (${plannedStart})`],
    ]);
  });
});
