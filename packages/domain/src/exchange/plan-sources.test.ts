import { describe, expect, it } from 'vitest';
import { parseCodeownersFile } from './codeowners.ts';
import type { ImportPiece } from './import-piece.ts';
import type { Existing, ImportPlan, ImportSource } from './plan/types.ts';
import { planImport } from './plan.ts';
import { printPlanSummary } from './print-plan.ts';
import { all, codes, component, entity, recordWrites, rowOf } from './test-entities.ts';
import { afterwards, catalogPieces, nothing, planFiles, source } from './test-store.ts';

const both = { 'a.yaml': all(component('one'), component('two')), 'b.yaml': component('three') };
const stored = afterwards(nothing, planFiles(both));
const findings = (plan: ImportPlan) =>
  plan.rows.filter((row) => row.action === 'FINDING').map(({ file, ref, reason }) => [file, ref, reason]);

describe('an entity that is gone from its file', () => {
  const less = { ...both, 'a.yaml': component('one') };

  it('is a finding, each time, and its record stays', () => {
    const plan = planFiles(less, stored);
    expect(findings(plan)).toEqual([['a.yaml', 'component:default/two', 'gone from its source']]);
    expect(codes(plan)).toContain('GONE_FROM_ITS_SOURCE');
    expect(plan.writes).toEqual([
      { op: 'MARK_GONE', repository: source.repository, file: 'a.yaml', ref: 'component:default/two' },
    ]);
    const again = planFiles(less, afterwards(stored, plan));
    expect([findings(again), again.writes]).toEqual([findings(plan), []]);
  });

  it('is archived with prune, once, and comes back when it stands there again', () => {
    const plan = planFiles(less, stored, { prune: true });
    expect(rowOf(plan, 'component:default/two')).toMatchObject({
      action: 'ARCHIVE',
      kind: 'Component',
      key: 'two',
      reason: 'gone from its source',
    });
    expect(recordWrites(plan)).toMatchObject([{ op: 'ARCHIVE', kind: 'Component', key: 'two' }]);
    const pruned = afterwards(stored, plan);
    const again = planFiles(less, pruned, { prune: true });
    expect([findings(again), again.writes]).toEqual([[], []]);
    const back = planFiles(both, pruned);
    expect(rowOf(back, 'component:default/two')).toMatchObject({
      action: 'UPDATE',
      reason: 'back in its source',
    });
    expect(recordWrites(back)).toMatchObject([{ op: 'UPDATE', key: 'two', restore: true }]);
    expect(planFiles(both, afterwards(pruned, back)).writes).toEqual([]);
  });

  it('is not gone while it is refused or said twice', () => {
    const refused = { ...both, 'a.yaml': all(component('one'), component('two').replace('team-a', '""')) };
    expect(findings(planFiles(refused, stored, { prune: true }))).toEqual([]);
  });

  it('no longer answers to references once it is archived', () => {
    const files = { ...less, 'b.yaml': component('three', ', dependsOn: [component:two]') };
    expect(codes(planFiles(files, stored))).not.toContain('UNKNOWN_REFERENCE');
    expect(codes(planFiles(files, stored, { prune: true }))).toContain('UNKNOWN_REFERENCE');
  });
});

describe('a source that cannot be judged replaces nothing, even with prune', () => {
  it.each([
    ['empty', '', 'source empty'],
    ['unreadable', null, 'source unreadable'],
    ['partly unreadable', `${component('one')}---\n[unclosed\n`, 'source partly unreadable'],
  ])('%s', (_what, text, reason) => {
    const plan = planFiles({ ...both, 'a.yaml': text }, stored, { prune: true });
    expect(findings(plan)).toEqual([['a.yaml', '', reason]]);
    expect(plan.writes).toEqual([]);
  });

  it('absent, and only when the whole repository was looked at', () => {
    const plan = planFiles({ 'b.yaml': both['b.yaml'] }, stored, { prune: true });
    expect(findings(plan)).toEqual([['a.yaml', '', 'source absent']]);
    expect(plan.rows.find((row) => row.reason === 'source absent')?.message).toBe(
      'a.yaml is not there any more, so the 2 records that came from it before stay as they are: archive by hand what came from it if that is meant, for --prune takes only what is gone from a file that is still there, or put the file back',
    );
    expect(printPlanSummary(plan)).toContain(', 1 absent, empty or unreadable file left alone; ');
    expect(plan.writes).toEqual([]);
    const some = planFiles({ 'b.yaml': both['b.yaml'] }, stored, { prune: true, scope: 'FILES' });
    expect([findings(some), some.writes]).toEqual([[], []]);
  });

  it('an import of nothing writes nothing, not even the repository', () => {
    const plan = planFiles({ 'catalog-info.yaml': '' });
    expect([plan.rows, plan.writes]).toEqual([[], []]);
    expect(codes(plan)).toEqual(['EMPTY_FILE']);
  });
});

describe('registered files only', () => {
  const location = (...targets: string[]): string =>
    entity('Location', 'root', `targets: [${targets.map((t) => `"${t}"`).join(', ')}]`);
  const registered = { registeredOnly: true };
  const files = {
    'catalog-info.yaml': all(component('root'), location('./a/more.yaml', './services/**/catalog-info.yaml')),
    'a/more.yaml': location('../b.yaml', 'https://github.com/Acme/Shop/blob/main/c.yaml'),
    'b.yaml': component('b'),
    'c.yaml': component('c'),
    'services/x/y/catalog-info.yaml': component('y'),
    'test/fixtures/catalog-info.yaml': component('fixture'),
  };

  it('follows targets, patterns and further Locations, and leaves the rest', () => {
    const plan = planFiles(files, nothing, registered);
    const taken = plan.rows.filter(({ action, kind }) => action === 'CREATE' && kind === 'Component');
    expect(taken.map(({ key }) => key)).toEqual(['b', 'c', 'root', 'y']);
    expect(rowOf(plan, 'component:default/fixture')).toMatchObject({
      action: 'SKIP',
      reason: 'not registered',
    });
    expect(codes(plan)).toEqual(['UNKNOWN_OWNER']);
  });

  it('a duplicate that is not registered does not stand in the way', () => {
    const plan = planFiles(
      { 'catalog-info.yaml': location('./z.yaml'), 'a.yaml': component('web'), 'z.yaml': component('web') },
      nothing,
      registered,
    );
    expect(plan.rows.filter((row) => row.action === 'CREATE').map(({ file }) => file)).toEqual([
      '',
      'z.yaml',
    ]);
  });

  it('reports targets that lead nowhere or elsewhere', () => {
    const plan = planFiles(
      {
        'catalog-info.yaml': location(
          './gone.yaml',
          'https://github.com/other/repo/blob/main/c.yaml',
          '../../x',
        ),
      },
      nothing,
      registered,
    );
    expect(codes(plan)).toEqual(['TARGET_ELSEWHERE', 'TARGET_ELSEWHERE', 'TARGET_MISSING']);
  });

  it('without a root descriptor nothing is imported, and nothing counts as gone', () => {
    const before = afterwards(nothing, planFiles(files));
    const roots: Record<string, string>[] = [
      {},
      { 'catalog-info.yaml': '' },
      { 'catalog-info.yaml': 'a: [' },
    ];
    for (const root of roots) {
      const plan = planFiles({ ...root, 'b.yaml': component('b') }, before, { ...registered, prune: true });
      expect(plan.writes).toEqual([]);
      expect(codes(plan)).toContain('NO_ROOT_DESCRIPTOR');
    }
  });

  it('what is no longer registered is a finding, and archived with prune', () => {
    const before = afterwards(nothing, planFiles(files, nothing, registered));
    const fewer = { ...files, 'a/more.yaml': location('../b.yaml') };
    expect(findings(planFiles(fewer, before, registered))).toEqual([
      ['c.yaml', 'component:default/c', 'no longer registered'],
    ]);
    const pruned = planFiles(fewer, before, { ...registered, prune: true });
    expect(recordWrites(pruned)).toMatchObject([{ op: 'ARCHIVE', key: 'c' }]);
  });

  it('with a registered file missing, nothing counts as no longer registered', () => {
    const before = afterwards(nothing, planFiles(files, nothing, registered));
    const { 'a/more.yaml': _, ...rest } = files;
    const plan = planFiles(rest, before, { ...registered, prune: true });
    expect(recordWrites(plan)).toEqual([]);
    expect(new Set(findings(plan).map(([, , reason]) => reason))).toEqual(
      new Set(['registration not known']),
    );
  });
});

describe('the CODEOWNERS file', () => {
  const piece = (text: string | null, file = '.github/CODEOWNERS'): ImportPiece => ({
    format: 'CODEOWNERS',
    piece: parseCodeownersFile(file, text, 'GITHUB'),
  });
  const plan = (pieces: ImportPiece[], existing: Existing = nothing, more: Partial<ImportSource> = {}) =>
    planImport({ source: { ...source, ...more }, pieces, existing });
  const text = '* @acme/all\n/src/ @acme/dev @ada\n';
  const first = plan([piece(text)]);
  const before = afterwards(nothing, first);
  const rules = (p: ImportPlan) => p.rows.filter((row) => row.kind === 'OwnershipRules');

  it('comes in as a set, at its commit', () => {
    expect(rules(first)).toMatchObject([{ action: 'CREATE', file: '.github/CODEOWNERS' }]);
    expect(first.writes).toMatchObject([
      { op: 'CREATE', kind: 'Repository' },
      {
        op: 'REPLACE_RULES',
        repository: source.repository,
        ruleSet: { dialect: 'GITHUB', commit: 'c0ffee1' },
      },
    ]);
    expect(before.ruleSet?.rules.map(({ pattern }) => pattern)).toEqual(['*', '/src/']);
  });

  it('again is kept, at a later commit too', () => {
    for (const commit of ['c0ffee1', 'beef002']) {
      const again = plan([piece(text)], before, { commit });
      expect([rules(again)[0]?.action, again.writes]).toEqual(['KEEP', []]);
    }
  });

  it.each([
    ['one rule less', '* @acme/all\n'],
    ['owners in another order', '* @acme/all\n/src/ @ada @acme/dev\n'],
    ['a rule on another line', '* @acme/all\n\n/src/ @acme/dev @ada\n'],
  ])('%s replaces the set', (_what, changed) => {
    expect(plan([piece(changed)], before).writes).toMatchObject([{ op: 'REPLACE_RULES' }]);
  });

  it.each([
    ['emptied', [piece('# nothing\n')], 'source empty'],
    ['unreadable', [piece(null)], 'source unreadable'],
    ['absent', [], 'source absent'],
    ['in a place no host reads', [piece('* @ada\n', 'src/CODEOWNERS')], 'not where a host looks'],
  ])('%s replaces nothing and is a finding', (_what, pieces, reason) => {
    const emptied = plan(pieces, before, { prune: true });
    expect(rules(emptied)).toMatchObject([{ action: 'FINDING', reason }]);
    expect(rules(emptied)[0]!.message).toContain('the rules read before go on to answer');
    expect(emptied.writes).toEqual([]);
    expect(codes(emptied)).toContain(reason.toUpperCase().replaceAll(' ', '_'));
  });

  it('is not missed when only some files were looked at', () => {
    expect(plan([], before, { scope: 'FILES' }).rows).toEqual([]);
  });

  it('of two, the one the host finds first counts', () => {
    const two = plan([piece('* @root\n', 'CODEOWNERS'), piece(text)]);
    expect(rules(two).map(({ action, file }) => [action, file])).toEqual([
      ['SKIP', 'CODEOWNERS'],
      ['CREATE', '.github/CODEOWNERS'],
    ]);
  });

  it('makes no person and no team', () => {
    const writes = recordWrites(plan([piece(text), ...catalogPieces(both)]));
    expect(new Set(writes.flatMap((w) => w.kind))).toEqual(new Set(['Repository', 'Component']));
  });

  it('brings its own findings along', () => {
    expect(plan([piece('@ada\n')]).findings).toMatchObject([
      { file: '.github/CODEOWNERS', line: 1, code: 'OWNER_AS_PATTERN' },
    ]);
  });
});
