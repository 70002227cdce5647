import { describe, expect, it } from 'vitest';
import type { FileContext } from './file-context.ts';
import {
  codeownersOf,
  component,
  contextOf,
  declared,
  holder,
  indexOf,
  repository,
  role,
  system,
  target,
} from './fixtures/index-builders.ts';
import { prepareIndex } from './prepare-index.ts';
import type { IndexedComponent, RepositoryIndex } from './repository-index.ts';
import { fileResolver, resolveFile, unknownFile } from './resolve-file.ts';

const sources = ({ owners }: FileContext) =>
  owners.map(({ source, holder: who, handle }) => [source, who?.key ?? handle]);

describe('the one owner of a file', () => {
  const everything = indexOf({
    codeowners: codeownersOf('* @acme/pay @ada\n/docs/\n'),
    holders: [holder('crew'), holder('payments'), holder('olga', 'PERSON')],
    handles: [{ handle: '@Acme/Pay', holder: 'payments' }],
    systems: [system('checkout', { roles: [role('system-owner', 'olga')], targets: [target('t', '99.95')] })],
    components: [
      component('api', {
        roots: ['src'],
        system: 'checkout',
        roles: [role('owner', 'crew')],
        declaredOwner: declared('group:default/payments', 12, 'payments'),
      }),
    ],
  });
  const without = (rest: Partial<IndexedComponent>): RepositoryIndex => ({
    ...everything,
    components: everything.components.map((c) => ({ ...c, ...rest })),
  });

  it('is whoever holds the role, and every other source stands after it', () => {
    const context = contextOf(everything, 'src/a.ts');
    expect(sources(context)).toEqual([
      ['RECORD', 'crew'],
      ['CATALOG_INFO', 'payments'],
      ['CODEOWNERS', 'payments'],
      ['CODEOWNERS', '@ada'],
      ['SYSTEM', 'olga'],
    ]);
    expect(context.owner).toBe(context.owners[0]);
    expect(context.accountable).toMatchObject({ role: 'system-owner', holder: { key: 'olga' } });
    expect(context.target?.percent).toBe('99.95');
    expect(context.indexedCommit).toBe('c0ffee1');
  });

  it('is the declared owner when nobody holds the role, told with file and line', () => {
    expect(contextOf(without({ roles: [] }), 'src/a.ts').owner).toEqual({
      source: 'CATALOG_INFO',
      holder: everything.holders[1],
      handle: 'group:default/payments',
      decidedBy: { repository: repository.key, file: 'catalog-info.yaml', line: 12, commit: 'c0ffee1' },
    });
  });

  it('is the first owner of the deciding rule when no record says more', () => {
    expect(contextOf(without({ roles: [], declaredOwner: null }), 'src/a.ts').owner).toEqual({
      source: 'CODEOWNERS',
      holder: everything.holders[1],
      handle: '@acme/pay',
      decidedBy: { repository: repository.key, file: '.github/CODEOWNERS', line: 1, commit: 'c0ffee1' },
    });
  });

  it('is the System Owner when CODEOWNERS is silent too', () => {
    const index = { ...without({ roles: [], declaredOwner: null }), codeowners: null };
    expect(contextOf(index, 'src/a.ts').owner).toMatchObject({ source: 'SYSTEM', holder: { key: 'olga' } });
    expect(contextOf(index, 'src/a.ts').codeowners).toEqual([]);
  });

  it('is nobody when nothing says one: cleared by a rule, outside every component', () => {
    const context = contextOf(everything, 'docs/a.md');
    expect(context).toMatchObject({
      owner: null,
      owners: [],
      component: null,
      system: null,
      accountable: null,
    });
    expect(context.codeowners).toMatchObject([
      { state: 'CLEARED', owners: [], rule: { line: 2, pattern: '/docs/' } },
    ]);
  });

  it('follows another order of the sources when one is set; a source left out comes later', () => {
    const ordered = (...ownerOrder: NonNullable<RepositoryIndex['ownerOrder']>) =>
      contextOf({ ...everything, ownerOrder }, 'src/a.ts').owners.map(({ source }) => source);
    expect(ordered('CODEOWNERS', 'RECORD', 'CATALOG_INFO')).toEqual([
      'CODEOWNERS',
      'CODEOWNERS',
      'RECORD',
      'CATALOG_INFO',
      'SYSTEM',
    ]);
    expect(ordered('CATALOG_INFO')[0]).toBe('CATALOG_INFO');
    expect(ordered('CATALOG_INFO')).toHaveLength(5);
  });

  it('is the holder proper before a deputy; a deputy is not accountable for the system', () => {
    const roles = [role('owner', 'olga', { deputy: true }), role('owner', 'crew')];
    expect(contextOf(without({ roles }), 'src/a.ts').owner?.holder?.key).toBe('crew');
    const systems = [system('checkout', { roles: [role('system-owner', 'olga', { deputy: true })] })];
    expect(contextOf({ ...everything, systems }, 'src/a.ts').accountable).toBeNull();
  });

  it('never takes equal names for the same thing, and passes over a holder who is hidden', () => {
    const index = indexOf({ codeowners: codeownersOf('* @crew\n'), holders: [holder('crew')] });
    expect(contextOf(index, 'a.ts').owner).toMatchObject({ holder: null, handle: '@crew' });
    const hidden = without({
      roles: [role('owner', 'nobody-seen')],
      declaredOwner: declared('group:x', 3, 'gone'),
    });
    expect(contextOf(hidden, 'src/a.ts').owners[0]).toMatchObject({ source: 'CATALOG_INFO', holder: null });
  });
});

describe('the owners of a GitLab file', () => {
  const index = indexOf({
    codeowners: codeownersOf(
      '* @all\n!secret/\n[Docs][2]\n*.md @docs @all\n^[Style]\n*.md @style\n[Ops]\n/ops/ @ops\n',
      'GITLAB',
    ),
  });

  it('are those of every section that is not optional, in file order, each once', () => {
    const context = contextOf(index, 'a.md');
    expect(context.owners.map(({ handle }) => handle)).toEqual(['@all', '@docs']);
    expect(
      context.codeowners.map(({ section, optional, approvals }) => [section, optional, approvals]),
    ).toEqual([
      ['', false, 1],
      ['Docs', false, 2],
      ['Style', true, 0],
    ]);
  });

  it('leave out excluded sections', () => {
    const context = contextOf(index, 'secret/a.ts');
    expect(context.codeowners.map(({ state }) => state)).toEqual(['EXCLUDED']);
    expect(context.owner).toBeNull();
  });
});

describe('the component of a file', () => {
  const inFile = (key: string, line: number, rest: Partial<IndexedComponent> = {}) =>
    component(key, { declaredOwner: declared('group:x', line), ...rest });

  it('is the one with the deepest root that holds the path', () => {
    const index = indexOf({
      components: [
        component('all', { roots: ['.'] }),
        component('pkg', { roots: ['pkg/'] }),
        component('deep', { roots: ['pkg/deep', 'tools/run.sh'] }),
      ],
    });
    const at = (path: string) => contextOf(index, path).component?.key;
    expect(['a.ts', 'pkg/a.ts', 'pkg/deep/b/c.ts', 'pkgs/a.ts', 'pkg/deeper/a.ts'].map(at)).toEqual([
      'all',
      'pkg',
      'deep',
      'all',
      'pkg',
    ]);
    expect(['tools/run.sh', 'tools/run.shx', 'pkg/deep'].map(at)).toEqual(['deep', 'all', 'deep']);
  });

  it('is not part of another component of the same root; the others stand after it in file order', () => {
    const index = indexOf({
      components: [
        inFile('frontend', 1, { roots: ['kiali'], partOf: 'kiali' }),
        inFile('kiali', 20, { roots: ['kiali'], partOf: 'elsewhere' }),
        inFile('tests', 40, { roots: ['kiali'], partOf: 'kiali' }),
      ],
    });
    expect(contextOf(index, 'kiali/a.ts').components.map(({ key }) => key)).toEqual([
      'kiali',
      'frontend',
      'tests',
    ]);
  });

  it('is the first in the file when several remain, before those no file declares', () => {
    const index = indexOf({
      components: [
        component('by-hand', { roots: [''] }),
        inFile('second', 30, { roots: [''] }),
        inFile('first', 4, { roots: [''], partOf: 'first' }),
      ],
    });
    expect(contextOf(index, 'a.ts').components.map(({ key }) => key)).toEqual(['first', 'second', 'by-hand']);
  });

  it('is found in a circle of parts, and no circle hangs', () => {
    const index = indexOf({
      components: [
        inFile('b', 2, { roots: ['x'], partOf: 'a' }),
        inFile('a', 1, { roots: ['x'], partOf: 'b' }),
      ],
    });
    expect(contextOf(index, 'x/y').component?.key).toBe('a');
  });

  it('is none where the deepest descriptor declares a system alone, which then answers itself', () => {
    const index = indexOf({
      holders: [holder('crew')],
      systems: [system('infra', { roots: ['infra'], declaredOwner: declared('group:crew', 9, 'crew') })],
      components: [component('all', { roots: ['.'] })],
    });
    const context = contextOf(index, 'infra/main.tf');
    expect(context).toMatchObject({ component: null, components: [], system: { key: 'infra' } });
    expect(context.owner).toMatchObject({ source: 'CATALOG_INFO', holder: { key: 'crew' } });
  });

  it('says no system when it names none, even where its file declares one', () => {
    const components = [component('api', { roots: ['.'] })];
    expect(
      contextOf(indexOf({ components, systems: [system('x', { roots: ['.'] })] }), 'a').system,
    ).toBeNull();
  });

  it('gives the system; one that is hidden is passed over', () => {
    const components = [component('api', { roots: ['.'], system: 'checkout' })];
    expect(contextOf(indexOf({ components, systems: [system('checkout')] }), 'a').system?.key).toBe(
      'checkout',
    );
    expect(contextOf(indexOf({ components }), 'a').system).toBeNull();
  });
});

describe('resolveFile', () => {
  it('refuses a path that leaves the repository and keeps the normalised one otherwise', () => {
    const prepared = prepareIndex(indexOf());
    expect(resolveFile(prepared, '../a')).toMatchObject({ ok: false });
    expect(resolveFile(prepared, '/a')).toMatchObject({ ok: false });
    expect(resolveFile(prepared, './src//a.ts')).toMatchObject({ ok: true, context: { path: 'src/a.ts' } });
  });

  it('says an empty index is known and owns nothing', () => {
    expect(contextOf(indexOf(), 'a.ts')).toMatchObject({
      state: 'KNOWN',
      repository,
      codeowners: [],
      owners: [],
    });
    expect(unknownFile('a.ts')).toMatchObject({
      state: 'REPOSITORY_UNKNOWN',
      repository: null,
      path: 'a.ts',
    });
  });

  it('answers the same from a copy that went through JSON, and in any order of asking', () => {
    const index = indexOf({
      codeowners: codeownersOf('* @a\n/src/b/ @b\n'),
      components: [component('api', { roots: ['src/b'] }), component('web', { roots: ['web/b'] })],
    });
    const paths = [
      'src/b/c/d.ts',
      'web/b/d.ts',
      'src/b/x.ts',
      'a',
      'src/b/e.ts',
      'src/x',
      'src/b/c/f/g.ts',
      'a',
    ];
    const one = fileResolver(prepareIndex(index));
    const answers = paths.map(one);
    const copy = fileResolver(prepareIndex(JSON.parse(JSON.stringify(index))));
    expect(answers.map((answer) => answer.ok && answer.context.component?.key)).toEqual([
      'api',
      'web',
      'api',
      undefined,
      'api',
      undefined,
      'api',
      undefined,
    ]);
    expect(paths.toReversed().map(copy).toReversed()).toEqual(answers);
  });
});
