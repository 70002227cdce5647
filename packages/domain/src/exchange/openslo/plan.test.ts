import { describe, expect, it } from 'vitest';
import { parseCatalogFile } from '../catalog-info/parse.ts';
import type { ImportPiece } from '../import-piece.ts';
import type { Existing, ImportPlan, ImportSource } from '../plan/types.ts';
import { planImport } from '../plan.ts';
import { splitPiece } from '../split-piece.ts';
import { afterwards, edited, madeByHand, nothing, shuffled, source } from '../test-store.ts';
import { parseOpenSloFile } from './parse.ts';
import { type OpenSloRecord, printOpenSlo } from './print.ts';

const object = (kind: string, name: string, spec: string): string =>
  `apiVersion: openslo/v1\nkind: ${kind}\nmetadata: { name: ${name}, displayName: The ${name}, labels: { tier: [gold, eu] } }\nspec: ${spec}\n`;
const shop = object('Service', 'shop', '{ description: Sells, custom: { kept: [1, 2.5] } }');
const answers = object(
  'SLI',
  'answers',
  '{ thresholdMetric: { metricSource: { type: Any, spec: { query: up } } } }',
);
const fast = object(
  'SLO',
  'fast',
  '{ service: shop, indicatorRef: answers, budgetingMethod: Timeslices, timeWindow: [{ duration: 28d, isRolling: true }], objectives: [{ displayName: Good, op: lt, value: 0.3, target: 0.9995, timeSliceTarget: 0.95, timeSliceWindow: 5, custom: kept }], alertPolicies: [page, { alertPolicyRef: mail }] }',
);
const page = object(
  'AlertPolicy',
  'page',
  '{ conditions: [{ conditionRef: burn }], notificationTargets: [{ targetRef: pager }] }',
);

const piecesOf = (files: Readonly<Record<string, string | null>>): ImportPiece[] =>
  Object.entries(files).map(([file, text]) => ({
    format: 'OPENSLO',
    piece: parseOpenSloFile({ file, text }),
  }));

const planFiles = (
  files: Readonly<Record<string, string | null>>,
  existing: Existing = nothing,
  more: Partial<ImportSource> = {},
): ImportPlan => planImport({ source: { ...source, ...more }, pieces: piecesOf(files), existing });

const rowsOf = ({ rows }: ImportPlan) =>
  rows.map(({ action, kind, key, reason }) => `${action} ${kind ?? ''} ${key ?? ''}: ${reason}`);
const codes = ({ findings }: ImportPlan) => findings.map(({ line, code }) => `${line} ${code}`);
const all = { 'slo/all.yaml': [fast, page, answers, shop].join('---\n') };
const recordOf = ({ records }: Existing, kind: string, key: string) =>
  records.find((r) => r.kind === kind && r.key === key)?.document;

describe('an import of OpenSLO files', () => {
  it('makes a record of each object, and a system of a service that has none', () => {
    const plan = planFiles(all);
    expect(rowsOf(plan)).toEqual([
      'CREATE Repository github.com/acme/shop: not known yet',
      'CREATE Slo fast: not known yet',
      'CREATE OpenSloObject alertpolicy~page: not known yet',
      'CREATE Sli answers: not known yet',
      'CREATE System shop: not known yet',
      'CREATE OpenSloObject service~shop: not known yet',
    ]);
    expect(codes(plan)).toEqual([]);
    const after = afterwards(nothing, plan);
    expect(recordOf(after, 'Slo', 'fast')).toMatchObject({
      name: 'The fast',
      system: 'shop',
      indicator: 'answers',
      budgetingMethod: 'TIMESLICES',
      windowDuration: '28d',
      rolling: true,
      objectives: [
        {
          name: 'Good',
          percent: '99.95',
          comparison: 'LT',
          threshold: '0.3',
          slicePercent: '95',
          sliceWindow: '5m',
          indicator: null,
          weight: null,
        },
      ],
      alertPolicies: ['page', 'mail'],
      repository: source.repository,
      file: 'slo/all.yaml',
    });
    expect(recordOf(after, 'Sli', 'answers')).toMatchObject({ form: 'THRESHOLD' });
    expect(recordOf(after, 'OpenSloObject', 'alertpolicy~page')).toMatchObject({ type: 'ALERT_POLICY' });
    expect(recordOf(after, 'OpenSloObject', 'service~shop')).toMatchObject({
      type: 'SERVICE',
      system: 'shop',
    });
    expect(recordOf(after, 'System', 'shop')).toMatchObject({ name: 'The shop', description: 'Sells' });
  });

  it('again writes nothing, in whatever order and pieces the files come', () => {
    const files = { 'a.yaml': fast, 'b.yaml': [page, answers].join('---\n'), 'c.yaml': shop };
    const first = planFiles(files);
    const after = afterwards(nothing, first);
    for (const seed of [1, 2, 3]) {
      const pieces = shuffled(
        piecesOf(files).flatMap((piece) => splitPiece(piece, 600)),
        seed,
      );
      expect(pieces.length).toBeGreaterThan(3);
      expect(planImport({ source, pieces, existing: nothing })).toEqual(first);
      const again = planImport({ source, pieces, existing: after });
      expect([again.writes, again.counts.KEEP]).toEqual([[], 4]);
    }
  });

  it('writes what changed and nothing else, and follows a service that made its system', () => {
    const after = afterwards(nothing, planFiles(all));
    const plan = planFiles(
      { 'slo/all.yaml': all['slo/all.yaml'].replace('0.9995', '0.999').replace('Sells', 'Sells more') },
      after,
    );
    expect(rowsOf(plan).filter((row) => !row.startsWith('KEEP'))).toEqual([
      'UPDATE Slo fast: changed: objectives, declaration',
      'UPDATE System shop: changed: description',
      'UPDATE OpenSloObject service~shop: changed: description, declaration',
    ]);
    expect(recordOf(afterwards(after, plan), 'Slo', 'fast')).toMatchObject({
      objectives: [{ percent: '99.9' }],
    });
  });

  it('never overwrites what a person wrote, and says so', () => {
    const after = edited(afterwards(nothing, planFiles(all)), 'Slo', 'fast', { name: 'Quick' });
    const plan = planFiles({ 'slo/all.yaml': all['slo/all.yaml'].replace('The fast', 'Very fast') }, after);
    const row = plan.rows.find(({ key }) => key === 'fast')!;
    expect(row).toMatchObject({
      action: 'CONFLICT',
      reason: 'edited since: name',
      drift: [{ field: 'name', current: 'Quick', declared: 'Very fast' }],
      fields: ['declaration'],
    });
    expect(recordOf(afterwards(after, plan), 'Slo', 'fast')).toMatchObject({ name: 'Quick' });
  });

  it('leaves a system alone that people or a catalog made, and names it', () => {
    const existing = {
      ...nothing,
      records: [madeByHand('System', 'shop', { name: 'Web shop', description: null })],
    };
    const plan = planFiles(all, existing);
    expect(plan.writes.filter((w) => 'kind' in w && w.kind === 'System')).toEqual([]);
    expect(recordOf(afterwards(existing, plan), 'Slo', 'fast')).toMatchObject({ system: 'shop' });
    const catalog: ImportPiece = {
      format: 'CATALOG_INFO',
      piece: parseCatalogFile({
        file: 'catalog-info.yaml',
        text: 'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: { name: shop }\nspec: { owner: a }\n',
      }),
    };
    const both = planImport({ source, pieces: [catalog, ...piecesOf(all)], existing: nothing });
    expect(rowsOf(both).filter((row) => row.includes('System'))).toEqual([
      'CREATE System shop: not known yet',
    ]);
    expect(recordOf(afterwards(nothing, both), 'Slo', 'fast')).toMatchObject({ system: 'shop' });
  });

  it('follows a person who says which system a service is', () => {
    const made = afterwards(nothing, planFiles(all));
    const other = madeByHand('System', 'store', { name: 'Store' });
    const mapped = edited({ ...made, records: [...made.records, other] }, 'OpenSloObject', 'service~shop', {
      system: 'store',
    });
    const plan = planFiles(all, mapped);
    expect(plan.rows.find(({ key }) => key === 'fast')).toMatchObject({
      action: 'UPDATE',
      fields: ['system'],
    });
    expect(recordOf(afterwards(mapped, plan), 'Slo', 'fast')).toMatchObject({ system: 'store' });
  });

  it('reports what is named and not there, at its line, and takes the rest', () => {
    const plan = planFiles({ 'slo.yaml': fast });
    expect(codes(plan)).toEqual(['4 UNKNOWN_INDICATOR', '4 UNKNOWN_SERVICE']);
    expect(recordOf(afterwards(nothing, plan), 'Slo', 'fast')).toMatchObject({
      system: null,
      indicator: null,
    });
  });

  it('takes the first of two of one name, and one that another repository or a person has stays theirs', () => {
    expect(rowsOf(planFiles({ 'a.yaml': answers, 'b.yaml': answers }))).toContain(
      'CONFLICT Sli answers: duplicate in the repository',
    );
    const existing = afterwards(nothing, planFiles({ 'a.yaml': answers }));
    const elsewhere = planFiles({ 'a.yaml': answers }, existing, { repository: 'github.com/acme/other' });
    expect(rowsOf(elsewhere)).toEqual(['CONFLICT Sli answers: declared by another repository']);
    const theirs = {
      ...nothing,
      records: [madeByHand('Sli', 'answers', { name: 'Answers', repository: null })],
    };
    expect(rowsOf(planFiles({ 'a.yaml': answers }, theirs))).toEqual(['CONFLICT Sli answers: key taken']);
  });

  it('refuses what is wrong with line and reason, and the others go in', () => {
    const plan = planFiles({ 'a.yaml': `${answers}---\n${fast.replace('0.9995', '7')}---\nkind: [\n` });
    expect(rowsOf(plan)).toEqual([
      'CREATE Repository github.com/acme/shop: not known yet',
      'CREATE Sli answers: not known yet',
      'REFUSE Slo fast: spec.objectives[0].target',
      'REFUSE  : yaml',
    ]);
    expect(
      plan.findings.filter(({ severity }) => severity === 'error').map(({ file, line }) => [file, line]),
    ).toEqual([
      ['a.yaml', 9],
      ['a.yaml', expect.any(Number)],
    ]);
  });

  it('refuses a share that no percentage of six decimals says, at its line', () => {
    const plan = planFiles({
      'a.yaml': fast.replace('0.9995', '0.9999999999').replace('{ service', '\n  { service'),
    });
    expect(rowsOf(plan)).toEqual(['REFUSE Slo fast: spec.objectives[0].target']);
    expect(codes(plan)).toEqual(['5 OPENSLO_REFUSED']);
  });

  it('names both objects whose names become one key, and the first stands', () => {
    const plan = planFiles({
      'a.yaml': [fast.replace('name: fast', 'name: A_B'), fast.replace('name: fast', 'name: a_b')].join(
        '---\n',
      ),
    });
    expect(plan.rows.filter(({ action }) => action === 'CONFLICT')).toMatchObject([
      {
        ...{ kind: 'Slo', key: 'a_b', reason: 'same key as another' },
        message:
          'SLO a_b and SLO A_B, in a.yaml, line 1, both become the key a_b, and the latter stands: give one of them a name that differs in more than capitals and signs',
      },
    ]);
  });

  it('tells a name without a letter of the key from one that is too long', () => {
    const messages = ['価格', 'x'.repeat(130)].map((name) => {
      const { rows } = planFiles({ 'a.yaml': fast.replace('name: fast', `name: ${name}`) });
      return rows.map(({ key, message }) => [key, message.replace(name, '…')]);
    });
    expect(messages).toEqual([
      [[null, 'SLO … gives no valid key: its name needs a letter of a to z or a digit']],
      [[null, 'SLO … gives no valid key: give it a shorter name']],
    ]);
  });

  it('says of several edited fields that they stay', () => {
    const after = edited(afterwards(nothing, planFiles(all)), 'Slo', 'fast', {
      name: 'Quick',
      windowDuration: '7d',
    });
    const changed = all['slo/all.yaml'].replace('The fast', 'Very fast').replace('28d', '30d');
    const { rows } = planFiles({ 'slo/all.yaml': changed }, after);
    expect(rows.find(({ key }) => key === 'fast')!.message).toBe(
      'fast was edited since it was imported, and these fields stay as they are: name, windowDuration; change the file, or take its values over in the record',
    );
  });

  it('reports what is gone from its file, and archives it with prune; a broken file loses nothing', () => {
    const after = afterwards(nothing, planFiles(all));
    const less = { 'slo/all.yaml': [fast, page, shop].join('---\n') };
    expect(planFiles(less, after).rows.find(({ key }) => key === 'answers')).toMatchObject({
      action: 'FINDING',
      reason: 'gone from its source',
    });
    const pruned = planFiles(less, after, { prune: true });
    expect(pruned.writes).toContainEqual({
      op: 'ARCHIVE',
      kind: 'Sli',
      key: 'answers',
      reason: 'gone from its source',
    });
    const back = planFiles(all, afterwards(after, pruned));
    expect(back.rows.find(({ key }) => key === 'answers')).toMatchObject({
      action: 'UPDATE',
      reason: 'back in its source',
    });
    const broken = planFiles({ 'slo/all.yaml': `${fast}---\n[` }, after, { prune: true });
    expect(broken.writes.filter(({ op }) => op === 'ARCHIVE')).toEqual([]);
    expect(rowsOf(broken)).toContain('FINDING  : source unreadable');
    expect(rowsOf(planFiles({ 'other.yaml': shop.replaceAll('shop', 'depot') }, after))).toContain(
      'FINDING  : source absent',
    );
    expect(planImport({ source, pieces: [], existing: after }).rows).toEqual([]);
  });
});

describe('an export', () => {
  const recordsOf = ({ records }: Existing): OpenSloRecord[] =>
    records
      .filter(({ kind }) => ['Sli', 'Slo', 'OpenSloObject'].includes(kind))
      .map(({ kind, key, document }) => ({ kind, document: { ...document, key } }) as OpenSloRecord);
  const bare = (existing: Existing) =>
    recordsOf(existing)
      .map(({ kind, document: { file: _, ...document } }) => ({ kind, document }))
      .sort((a, b) => (`${a.kind} ${a.document.key}` < `${b.kind} ${b.document.key}` ? -1 : 1));
  const roundTrip = (existing: Existing): Existing =>
    afterwards(nothing, planFiles({ 'exported.yaml': printOpenSlo(recordsOf(existing)) }));

  it('read again gives the same records, unknown fields included', () => {
    const existing = afterwards(nothing, planFiles(all));
    const text = printOpenSlo(recordsOf(existing));
    for (const kept of ['custom: kept', 'custom:', '- gold']) expect(text).toContain(kept);
    expect(bare(roundTrip(existing))).toEqual(bare(existing));
    expect(printOpenSlo(recordsOf(roundTrip(existing)))).toBe(text);
  });

  it('says what people changed since, and nothing else differs', () => {
    const existing = edited(afterwards(nothing, planFiles(all)), 'Slo', 'fast', {
      name: 'Quick',
      windowDuration: '1M',
      rolling: false,
      windowStart: '2026-01-01 00:00:00',
      timeZone: 'Europe/Berlin',
      budgetingMethod: 'RATIO_TIMESLICES',
      alertPolicies: ['mail', 'chat'],
      objectives: [
        {
          name: 'Best',
          percent: '99.9',
          comparison: null,
          threshold: null,
          slicePercent: null,
          sliceWindow: '1m',
          indicator: null,
          weight: null,
        },
      ],
    });
    const again = recordOf(roundTrip(existing), 'Slo', 'fast')!;
    const { declaration: before, file: _a, ...wanted } = recordOf(existing, 'Slo', 'fast')!;
    const { declaration: after, file: _b, ...found } = again;
    expect(found).toEqual(wanted);
    expect(after).not.toEqual(before);
  });

  it('gives what people made by hand as objects of their own', () => {
    const slo = {
      ...{
        name: 'Fast',
        description: null,
        system: 'shop',
        indicator: 'answers',
        budgetingMethod: 'OCCURRENCES',
      },
      ...{
        windowDuration: '4w',
        rolling: true,
        windowStart: null,
        timeZone: null,
        alertPolicies: [],
        declaration: null,
      },
      objectives: [
        {
          name: null,
          percent: '99',
          comparison: null,
          threshold: null,
          slicePercent: null,
          sliceWindow: null,
          indicator: null,
          weight: null,
        },
      ],
    };
    const text = printOpenSlo([{ kind: 'Slo', document: { key: 'fast', ...slo } }]);
    const plan = planFiles({ 'a.yaml': text });
    expect(recordOf(afterwards(nothing, plan), 'Slo', 'fast')).toMatchObject({
      name: 'Fast',
      windowDuration: '4w',
      objectives: slo.objectives,
    });
  });
});
