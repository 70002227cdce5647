import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { describe, expect, it } from 'vitest';
import { changeEvent } from './change-event.ts';
import { driftMarks } from './drift-marks.ts';
import { localCodeowners } from './local-index.ts';
import { workspaceModel } from './workspace-model.ts';

const at = (path: string) => ({ scheme: 'file', authority: '', path });
const l10n = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};
const team = (id: string) => ({ id, kind: 'TEAM' as const, key: id, name: id.toUpperCase(), contacts: [] });
const declaredOwner = (reference: string, holder: string | null, repository = 'github.com/acme/pay') => ({
  ...{ reference, repository, file: 'catalog-info.yaml', line: 4, commit: null, holder },
});

const imported = '* @acme/pay\n';

const indexOf = (component: Partial<RepositoryIndex['components'][number]>): RepositoryIndex => ({
  repository: { id: 'r', key: 'github.com/acme/pay', name: null },
  revision: '7',
  indexedCommit: null,
  codeowners: localCodeowners('CODEOWNERS', 'GITHUB', imported),
  holders: [team('pay'), team('ui')],
  handles: [{ handle: '@acme/pay', holder: 'pay' }],
  systems: [],
  components: [
    {
      ...{ id: 'cart', key: 'cart', name: 'Cart', type: 'service', system: null, partOf: null, roots: ['.'] },
      declaredOwner: null,
      roles: [],
      ...component,
    },
  ],
  changes: [],
});

const owner = {
  id: 'o',
  role: 'owner',
  roleName: 'Owner',
  from: '2026-01-01T00:00:00Z',
  to: null,
  deputy: false,
};

/** What the working copy is told of a file, over the index of the server. */
async function marks(index: RepositoryIndex, path: string, text: string, codeowners = imported) {
  const model = workspaceModel(
    {
      repositories: async () => [
        {
          root: at('/w/pay'),
          remotes: [{ name: 'origin', url: 'git@github.com:acme/pay.git' }],
          settings: { repository: '', dialect: 'auto' },
        },
      ],
      readText: async ({ path: asked }) => (asked === '/w/pay/CODEOWNERS' ? codeowners : undefined),
      changed: changeEvent(),
    },
    {
      entry: () => ({ answer: { state: 'KNOWN', index }, loadedAt: 0, failure: undefined, loading: false }),
      connection: () => 'CONNECTED',
      now: () => 0,
      changed: changeEvent(),
    },
  );
  await model.reload();
  const drift = model.drift(at(`/w/pay/${path}`));
  return drift ? driftMarks(drift.findings, { ...drift, text }, l10n) : undefined;
}

const catalog = (name: string) => `kind: Component\nmetadata: { name: cart }\nspec:\n  owner: ${name} # us\n`;

describe('an owner that differs', () => {
  const differing = indexOf({ declaredOwner: declaredOwner('group:default/ui', 'ui') });

  it('is marked on the line of CODEOWNERS, with what the other source says', async () => {
    expect(await marks(differing, 'CODEOWNERS', imported)).toEqual([
      {
        ...{ line: 0, start: 0, end: 11, certain: true, code: 'OWNER_DIFFERS' },
        message: 'Component cart: owner @acme/pay here, group:default/ui in catalog-info.yaml:4',
        elsewhere: { file: 'catalog-info.yaml', line: 4 },
        fixes: expect.any(Array),
      },
    ]);
  });

  it('is marked on the name of the owner in the catalog file, wherever the line went', async () => {
    const [mark, ...others] = (await marks(
      differing,
      'catalog-info.yaml',
      `# new\n\n${catalog('group:ui')}`,
    ))!;
    expect(others).toEqual([]);
    expect(mark).toMatchObject({
      ...{ line: 5, start: 9, end: 17, elsewhere: { file: 'CODEOWNERS', line: 1 } },
      message: 'Component cart: owner group:default/ui here, @acme/pay in CODEOWNERS:1',
    });
    const flow = await marks(differing, 'catalog-info.yaml', 'spec: { type: service, owner: "UI" }\n');
    expect(flow).toMatchObject([{ line: 0, start: 30, end: 34 }]);
    expect(await marks(differing, 'catalog-info.yaml', catalog('somebody'))).toEqual([]);
  });

  it('is told of the record too', async () => {
    const held = indexOf({ roles: [{ ...owner, holder: 'ui' }] });
    expect(await marks(held, 'CODEOWNERS', imported)).toMatchObject([
      { message: 'Component cart: owner @acme/pay here, UI on record' },
    ]);
  });

  it('follows the CODEOWNERS of the working copy', async () => {
    expect(await marks(differing, 'CODEOWNERS', '', '/docs/ @acme/pay\n')).toBeUndefined();
    const moved = '# owners\n\n* @acme/pay\n';
    expect(await marks(differing, 'CODEOWNERS', moved, moved)).toMatchObject([{ line: 2 }]);
  });

  it('is uncertain where nobody is known by a name, and not told of a name that was never imported', async () => {
    const strange = indexOf({ declaredOwner: declaredOwner('group:default/nobody', null) });
    const [mark] = (await marks(strange, 'CODEOWNERS', imported))!;
    expect(mark).toMatchObject({ certain: false, code: 'OWNER_UNKNOWN' });
    expect(mark!.message).toMatch(/ One of these names is nobody's here\.$/);
    const here = '* @acme/new\n';
    expect(await marks(differing, 'CODEOWNERS', here, here)).toBeUndefined();
  });

  it('of another repository is marked in no file of this one', async () => {
    const elsewhere = indexOf({
      declaredOwner: declaredOwner('group:default/ui', 'ui', 'github.com/acme/all'),
    });
    expect(await marks(elsewhere, 'catalog-info.yaml', catalog('ui'))).toBeUndefined();
    const [mark] = (await marks(elsewhere, 'CODEOWNERS', imported))!;
    expect(mark!.elsewhere).toBeUndefined();
  });

  it('is told of no other file, and of none where the sources agree', async () => {
    expect(await marks(differing, 'src/a.ts', '')).toBeUndefined();
    const same = indexOf({ declaredOwner: declaredOwner('group:default/pay', 'pay') });
    expect(await marks(same, 'CODEOWNERS', imported)).toBeUndefined();
  });

  describe('is mended', () => {
    const cart = { kind: 'Component', key: 'cart', name: 'Cart' };
    const fixesOf = async (index: RepositoryIndex, path: string, text: string, codeowners = imported) =>
      (await marks(index, path, text, codeowners))?.flatMap(({ fixes }) => fixes);

    it('in CODEOWNERS by a rule for just the code, or on the line; and on record', async () => {
      const declared = { declaredOwner: declaredOwner('group:default/ui', 'ui') };
      const owners = [{ holder: team('ui'), handle: null }];
      expect(await fixesOf(indexOf({ ...declared, roots: ['./src/cart/'] }), 'CODEOWNERS', imported)).toEqual(
        [
          {
            ...{ type: 'RULES', file: 'CODEOWNERS', record: cart, owners },
            targets: [{ path: 'src/cart', folder: true }],
          },
          { type: 'LINE', file: 'CODEOWNERS', line: 1, owners },
          { type: 'RECORD', record: cart, owner: team('pay'), holders: [] },
        ],
      );
    });

    it('in CODEOWNERS for the folders alone for which the line decides', async () => {
      const text = '/a/ @acme/pay\n/b/ @acme/pay\n';
      const held = indexOf({ roles: [{ ...owner, holder: 'ui' }], roots: ['a', 'b'] });
      const found = await fixesOf(held, 'CODEOWNERS', text, text);
      const rules = found?.flatMap((fix) =>
        fix.type === 'RULES' ? fix.targets.map(({ path }) => path) : [],
      );
      expect(rules).toEqual(['a', 'b']);
      expect(found?.filter(({ type }) => type === 'RECORD')).toEqual(
        Array(2).fill({ type: 'RECORD', record: cart, owner: team('pay'), holders: [team('ui')] }),
      );
    });

    it('in the catalog file by the owner that the other names; and on record', async () => {
      expect(await fixesOf(differing, 'catalog-info.yaml', catalog('ui'))).toEqual([
        { type: 'CATALOG', file: 'catalog-info.yaml', record: cart, owner: team('pay') },
        { type: 'RECORD', record: cart, owner: team('ui'), holders: [] },
      ]);
    });

    it('by saying whose a name is that nobody has, and who owns it where a reference leads to nobody', async () => {
      const nameless = { ...differing, handles: [] };
      expect(await fixesOf(nameless, 'CODEOWNERS', imported)).toContainEqual({
        ...{ type: 'HANDLE', host: 'github.com', handle: '@acme/pay' },
      });
      const strange = indexOf({ declaredOwner: declaredOwner('group:default/nobody', null) });
      expect(await fixesOf(strange, 'catalog-info.yaml', catalog('nobody'))).toEqual([
        { type: 'CATALOG', file: 'catalog-info.yaml', record: cart, owner: team('pay') },
        { type: 'RECORD', record: cart, owner: null, holders: [] },
      ]);
    });
  });
});
