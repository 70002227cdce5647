import { describe, expect, it } from 'vitest';
import type { ImportPiece } from './import-piece.ts';
import { parseOpenSloFile } from './openslo/parse.ts';
import { planImport } from './plan.ts';
import { printPlanSummary, printPlanText, printPlanTsv } from './print-plan.ts';
import { all, component, entity, system } from './test-entities.ts';
import { afterwards, edited, nothing, planFiles, source } from './test-store.ts';

const files = {
  'catalog-info.yaml': all(
    component('web', ', system: shop'),
    system('shop'),
    entity('Template', 'new', 'steps: []'),
    component('bad name'),
  ),
};
const plan = planFiles(files);

describe('a plan in print', () => {
  it('as TSV: one line for each entity, relations as JSON with blanks', () => {
    expect(printPlanTsv(plan)).toBe(
      [
        'repo\tpath\tdoc\tref\towner_ref\trelations\taction\treason',
        'github.com/acme/shop\tcatalog-info.yaml\t0\tcomponent:default/web\tgroup:default/team-a\t[["partOf", "system:default/shop"]]\tcreate\tnot known yet',
        'github.com/acme/shop\tcatalog-info.yaml\t1\tsystem:default/shop\tgroup:default/team-a\t[]\tcreate\tnot known yet',
        'github.com/acme/shop\tcatalog-info.yaml\t2\ttemplate:default/new\t\t[]\tskip\tkind',
        'github.com/acme/shop\tcatalog-info.yaml\t3\tcomponent:default/bad name\tgroup:default/team-a\t[]\trefuse\tname',
        '',
      ].join('\n'),
    );
  });

  it('as text: what changes with its place and reason, findings with theirs, then the summary', () => {
    expect(printPlanText(plan).split('\n')).toEqual([
      'create    Repository github.com/acme/shop  not known yet',
      'create    Component web  catalog-info.yaml:1  not known yet',
      'create    System shop  catalog-info.yaml:6  not known yet',
      'skip      template:default/new  catalog-info.yaml:11  kind',
      'refuse    component:default/bad name  catalog-info.yaml:16  name',
      'catalog-info.yaml:4: warning: group:default/team-a, the owner of component:default/web and 1 more, is declared nowhere and is shown as it stands: import the file that declares it',
      'catalog-info.yaml:18: error: metadata.name "bad name" is not a valid name: use letters and digits with "-", "_" or "." between, at most 63 characters',
      'github.com/acme/shop: 3 create, 1 skip, 1 refuse; 2 findings',
      '',
    ]);
  });

  it('as text, again: unchanged rows are counted, drift says both values', () => {
    const before = edited(afterwards(nothing, plan), 'Component', 'web', { name: 'Shop front' });
    const lines = printPlanText(planFiles(files, before)).split('\n');
    expect(lines[0]).toBe('conflict  Component web  catalog-info.yaml:1  edited since: name');
    expect(lines).toContain('keep      1 unchanged');
    expect(lines).toContain(
      'catalog-info.yaml:1: warning: web was edited since it was imported: name stays "Shop front", the file says "web"; change the file, or take its value over in the record',
    );
  });

  it('names the record of a conflict and of what is refused, and says why, once', () => {
    const twice = planFiles({ 'catalog-info.yaml': `${all(component('web'), component('web'))}---\n- 1\n` });
    const lines = printPlanText(twice).split('\n');
    expect(lines).toContain('conflict  Component web  catalog-info.yaml:6  duplicate in the repository');
    expect(lines).toContain('refuse    document  catalog-info.yaml:11  not an entity');
    const bad = 'apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: answers }\nspec: {}\n';
    const piece: ImportPiece = {
      format: 'OPENSLO',
      piece: parseOpenSloFile({ file: 'slo.yaml', text: bad }),
    };
    expect(printPlanText(planImport({ source, pieces: [piece], existing: nothing })).split('\n')[0]).toBe(
      'refuse    Sli answers  slo.yaml:1  spec.thresholdMetric is required, or ratioMetric in its place',
    );
    expect(twice.rows.filter(({ action, key }) => action === 'CONFLICT' && !key)).toEqual([]);
  });

  it('of nothing says so', () => {
    expect(printPlanSummary(planFiles({}))).toBe('github.com/acme/shop: nothing to do; 0 findings');
  });

  it('lets nothing out of a file break lines, columns or the terminal', () => {
    const nasty = planFiles({ 'catalog-info.yaml': component('"a\\tb\\nc\\e[31m"') });
    expect(printPlanTsv(nasty).split('\n')).toHaveLength(3);
    expect(printPlanTsv(nasty)).toContain('component:default/a\\tb\\nc\\u001b[31m');
    expect(printPlanText(nasty)).not.toContain('\u001b');
    expect(printPlanText(nasty).split('\n')).toHaveLength(4);
  });
});
