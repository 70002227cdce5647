import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { describe, expect, it } from 'vitest';
import { changeEvent } from '../change-event.ts';
import { workspaceModel } from '../workspace-model.ts';
import { catalogReference } from './catalog-reference.ts';
import { claimChoices } from './claim-choices.ts';

const at = (path: string) => ({ scheme: 'file', authority: '', path });
const pay = { id: 'pay', kind: 'TEAM' as const, key: 'pay', name: 'Pay', contacts: [] };
const role = {
  ...{ id: 'o', role: 'owner', roleName: 'Owner', holder: 'pay', from: '2026-01-01T00:00:00Z', to: null },
  deputy: false,
};
const indexOf = (component?: Partial<RepositoryIndex['components'][number]>): RepositoryIndex => ({
  repository: { id: 'r', key: 'github.com/acme/pay', name: null },
  ...{
    revision: '7',
    indexedCommit: null,
    codeowners: null,
    holders: [pay],
    handles: [],
    systems: [],
    changes: [],
  },
  components: component
    ? [
        {
          ...{
            id: 'cart',
            key: 'cart',
            name: 'Cart',
            type: null,
            system: null,
            partOf: null,
            roots: ['./src'],
          },
          ...{ declaredOwner: null, roles: [], ...component },
        },
      ]
    : [],
});

/** The ways to claim, each as its kind and what it is about. */
async function ways(
  index: RepositoryIndex | undefined,
  path: string,
  { folder = false, codeowners = '', wrong = false, catalogFile = undefined as string | undefined } = {},
) {
  const model = workspaceModel(
    {
      repositories: async () => [
        {
          root: at('/w'),
          remotes: [{ name: 'origin', url: 'git@github.com:acme/pay.git' }],
          settings: { repository: '', dialect: 'auto' },
        },
      ],
      readText: async ({ path: asked }) => (asked === '/w/CODEOWNERS' ? codeowners : undefined),
      changed: changeEvent(),
    },
    {
      entry: () => ({
        answer: index ? { state: 'KNOWN', index } : undefined,
        ...{ loadedAt: 0, failure: undefined, loading: false },
      }),
      ...{ connection: () => 'CONNECTED' as const, now: () => 0, changed: changeEvent() },
    },
  );
  await model.reload();
  const answer = model.answer(at(`/w/${path}`));
  return claimChoices({ answer, target: { path, folder }, catalogFile, wrong }).map((choice) => {
    switch (choice.kind) {
      case 'RECORD':
        return ['RECORD', choice.record.key, choice.holders.map(({ key }) => key).join()];
      case 'RULE':
        return [choice.about, choice.pattern];
      case 'LINE':
        return ['LINE', choice.line];
      case 'CATALOG':
        return ['CATALOG', choice.file, choice.reference];
      default:
        return [choice.kind];
    }
  });
}

const declaredOwner = {
  ...{ reference: 'group:default/pay', repository: 'github.com/acme/pay', file: 'src/catalog-info.yaml' },
  ...{ line: 4, commit: null, holder: 'pay' },
};

describe('the ways to say who owns a file', () => {
  it('are the record, rules for the file, its folder and its component, and the catalog file', async () => {
    expect(await ways(indexOf({ declaredOwner, roles: [role] }), 'src/a b/c.ts')).toEqual([
      ['RECORD', 'cart', 'pay'],
      ['FILE', '/src/a\\ b/c.ts'],
      ['FOLDER', '/src/a\\ b/'],
      ['COMPONENT', '/src/'],
      ['CATALOG', 'src/catalog-info.yaml', 'group:default/pay'],
    ]);
  });

  it('name each folder once, and the whole repository where the component is all of it', async () => {
    expect(await ways(indexOf({}), 'src/c.ts')).toEqual([
      ...[
        ['RECORD', 'cart', ''],
        ['FILE', '/src/c.ts'],
        ['FOLDER', '/src/'],
      ],
    ]);
    expect(await ways(indexOf({ roots: ['.'] }), 'src', { folder: true })).toEqual([
      ...[
        ['RECORD', 'cart', ''],
        ['FOLDER', '/src/'],
        ['COMPONENT', '*'],
      ],
    ]);
  });

  it('are the line that decides too, where the owner is wrong and a rule decides', async () => {
    const codeowners = '# ours\n* @acme/pay\n';
    expect(await ways(indexOf({}), 'src/c.ts', { codeowners, wrong: true })).toContainEqual(['LINE', 2]);
    expect(await ways(indexOf({}), 'src/c.ts', { codeowners })).not.toContainEqual(['LINE', 2]);
    expect(
      await ways(indexOf({ roles: [role] }), 'src/c.ts', { codeowners, wrong: true }),
    ).not.toContainEqual([...['LINE', 2]]);
  });

  it('say what has to be done first where there is no component, and no repository', async () => {
    expect(await ways(indexOf(), 'c.ts')).toEqual([['FILE', '/c.ts'], ['NO_COMPONENT']]);
    expect(await ways(undefined, 'c.ts', { codeowners: '* @a\n' })).toEqual([
      ...[['FILE', '/c.ts'], ['UNKNOWN_REPOSITORY']],
    ]);
  });

  it('take the catalog file beside the code where none declares an owner yet, and none of another repository', async () => {
    const catalogFile = 'src/catalog-info.yaml';
    expect(await ways(indexOf({}), 'src/c.ts', { catalogFile })).toContainEqual([
      'CATALOG',
      catalogFile,
      null,
    ]);
    const elsewhere = { declaredOwner: { ...declaredOwner, repository: 'github.com/acme/all' } };
    const found = await ways(indexOf(elsewhere), 'src/c.ts', { catalogFile });
    expect(found.map(([kind]) => kind)).not.toContain('CATALOG');
  });
});

it('a catalog file names a team as it names teams, and a person by its kind', () => {
  expect(catalogReference({ kind: 'TEAM', key: 'pay' }, 'ui')).toBe('pay');
  expect(catalogReference({ kind: 'TEAM', key: 'shop~pay' }, 'group:ui')).toBe('group:shop/pay');
  expect(catalogReference({ kind: 'PERSON', key: 'ada' }, 'ui')).toBe('user:ada');
  expect(catalogReference({ kind: 'TEAM', key: 'pay' }, null)).toBe('pay');
});
