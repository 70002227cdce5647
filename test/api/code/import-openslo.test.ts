import { parseOpenSloFile } from '@steward/domain/exchange/openslo/parse.ts';
import { openPolicy } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { imported, importStep, plannedImport } from '../../support/import.ts';
import { written } from '../../support/mutate.ts';

const service = (name: string) =>
  `apiVersion: openslo/v1\nkind: Service\nmetadata: { name: ${name}, displayName: The ${name} }\nspec: { description: Sells }\n`;
const slo = (name: string, target = 0.95) => `apiVersion: openslo/v1
kind: SLO
metadata: { name: ${name} }
spec:
  service: shop
  indicatorRef: answers
  budgetingMethod: Timeslices
  timeWindow: [{ duration: 14d, isRolling: true }]
  objectives: [{ displayName: Good, target: ${target}, timeSliceTarget: 0.99, timeSliceWindow: 1m }]
`;
const sli =
  'apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: answers }\nspec: { thresholdMetric: { metricSource: { type: Any, spec: { query: up } } } }\n';
const source =
  'apiVersion: openslo/v1\nkind: DataSource\nmetadata: { name: metrics }\nspec: { type: Any, connectionDetails: { apiToken: hush } }\n';
const text = [slo('fast'), sli, service('shop'), source].join('---\n');

const pieces = (file: string) => [
  { format: 'OPENSLO' as const, piece: parseOpenSloFile({ file: 'slo/all.yaml', text: file }) },
];
const importText = (api: TestApi, file: string) => imported(api, {}, { pieces: pieces(file) });

const shown = `{ slo(key: "fast") { name windowDuration rolling system { key slos { nodes { key } } }
  indicator { key form } repository { key } file declaration
  objectives { name percent slicePercent sliceWindow allowedSeconds allowedText } } }`;

describe('an import of OpenSLO files', () => {
  it('plans what it then writes, and the graph answers', async () => {
    const api = await testApi();
    const { plan, written: records } = await importText(api, text);
    expect(plan.rows.nodes.map(({ action, kind, key }) => `${action} ${kind} ${key}`)).toEqual([
      'CREATE Repository github.com/acme/shop',
      'CREATE Slo fast',
      'CREATE Sli answers',
      'CREATE System shop',
      'CREATE OpenSloObject service~shop',
      'CREATE OpenSloObject datasource~metrics',
    ]);
    expect(records).toBe(6);
    expect((await api.send(shown)).data).toEqual({
      slo: {
        ...{ name: 'fast', windowDuration: '14d', rolling: true, file: 'slo/all.yaml' },
        system: { key: 'shop', slos: { nodes: [{ key: 'fast' }] } },
        indicator: { key: 'answers', form: 'THRESHOLD' },
        repository: { key: 'github.com/acme/shop' },
        declaration: expect.objectContaining({ kind: 'SLO', metadata: { name: 'fast' } }),
        objectives: [
          {
            ...{ name: 'Good', percent: '95', slicePercent: '99', sliceWindow: '1m' },
            ...{ allowedSeconds: '60480', allowedText: '16 h 48 min' },
          },
        ],
      },
    });
    const row = await api.database.prisma.slo.findFirstOrThrow();
    expect([row.origin, row.provenance]).toEqual([
      'OPENSLO',
      expect.objectContaining({
        system: expect.objectContaining({
          source: 'OPENSLO',
          location: 'github.com/acme/shop/slo/all.yaml:1',
        }),
      }),
    ]);
  });

  it('keeps nothing that gives access to anything, in no table', async () => {
    const api = await testApi();
    await importText(api, text);
    const staged = { ...pieces(text)[0]!.piece };
    const [first] = staged.objects;
    const document = { ...first!.document, connectionDetails: 'hush' };
    const forged = { format: 'OPENSLO', piece: { ...staged, objects: [{ ...first!, document }] } };
    await importStep(api, 'Stage', { repository: 'github.com/acme/shop', pieces: [JSON.stringify(forged)] });
    for (const model of ['importPiece', 'openSloObject', 'revision', 'sourceFinding'] as const)
      expect(
        JSON.stringify(
          await (api.database.prisma[model] as { findMany(): Promise<object[]> }).findMany(),
          (_, v) => (typeof v === 'bigint' ? String(v) : v),
        ),
      ).not.toContain('hush');
  });

  it('again writes nothing: no revision, no audit, no event', async () => {
    const api = await testApi();
    await importText(api, text);
    const before = await contentsOf(api.database);
    const again = await importText(api, text);
    expect([again.written, again.plan.writes]).toEqual([0, 0]);
    const {
      ImportSession: _,
      ImportPlanPage: __,
      ...added
    } = rowsAdded(before, await contentsOf(api.database));
    expect(Object.values(added).filter((rows) => rows > 0)).toEqual([]);
  });

  it('never overwrites what a person wrote', async () => {
    const api = await testApi();
    await importText(api, text);
    await written(api, 'updateSlo', { key: 'fast', expectedRevision: null, windowDuration: '28d' });
    const { plan } = await importText(api, text.replace('14d', '7d').replace('target: 0.95', 'target: 0.99'));
    expect(plan.rows.nodes.find(({ key }) => key === 'fast')).toMatchObject({
      action: 'CONFLICT',
      drift: [{ field: 'windowDuration', current: '28d', declared: '7d' }],
      fields: ['objectives', 'declaration'],
    });
    expect((await api.send(shown)).data).toMatchObject({
      slo: { windowDuration: '28d', objectives: [{ percent: '99' }] },
    });
  });

  it('takes what can be read beside what is refused, with line and reason', async () => {
    const api = await testApi();
    const { plan, written: records } = await importText(api, `${sli}---\n${slo('wrong', 1)}`);
    expect(records).toBe(2);
    expect(plan.rows.nodes).toContainEqual(
      expect.objectContaining({ action: 'REFUSE', line: 6, reason: 'spec.objectives[0].target' }),
    );
    expect(plan.findings.nodes).toContainEqual(
      expect.objectContaining({ file: 'slo/all.yaml', line: 14, severity: 'ERROR' }),
    );
  });

  it('names no system that the importing person may not see', async () => {
    const hidden = { ...openPolicy, visible: () => ({ key: { not: 'shop' } }) };
    const api = await testApi({ policies: { ...policies, System: hidden } });
    const { plan } = await plannedImport(api, {}, { pieces: pieces(`${sli}---\n${slo('fast')}`) });
    expect(plan.findings.nodes.map(({ code }) => code)).toEqual(['UNKNOWN_SERVICE']);
  });

  it('plans with as many statements for 100 objects as for 10', async () => {
    const api = await testApi();
    const plannedWith = async (count: number) => {
      const all = Array.from({ length: count }, (_, n) => slo(`slo-${n}`));
      const staged = await importStep(api, 'Stage', {
        repository: 'github.com/acme/shop',
        pieces: pieces([sli, service('shop'), ...all].join('---\n')).map((piece) => JSON.stringify(piece)),
      });
      const { session } = staged;
      const { statements } = await api.counted(
        'mutation ($input: ImportPlanInput!) { importPlan(input: $input) { __typename } }',
        { input: { session: session!.id } },
      );
      return statements.length;
    };
    const few = await plannedWith(10);
    expect(await plannedWith(100)).toBe(few);
    expect(few).toBe(18);
  });
});
