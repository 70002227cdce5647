import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { imported } from '../../support/import.ts';
import { written } from '../../support/mutate.ts';
import { all, component, entity, files, findings, journal, payments } from '../../support/shop-repository.ts';

describe("a person's edit", () => {
  it('survives every later import, and is told as a conflict with both values', async () => {
    const api = await testApi();
    await imported(api, files);
    await written(api, 'updateSystem', { key: 'shop', name: 'The Shop', expectedRevision: null });
    const count = await journal(api);
    const { plan } = await imported(api, files);
    expect(plan.rows.nodes.find(({ key }) => key === 'shop')).toMatchObject({
      action: 'CONFLICT',
      reason: 'edited since: name',
      drift: [{ field: 'name', current: 'The Shop', declared: 'shop' }],
    });
    const later = all(
      component('cart', ', system: shop'),
      entity('System', 'shop', 'owner: payments', ', title: New, description: Sells'),
      payments,
    );
    await imported(api, { ...files, 'catalog-info.yaml': later });
    const stored = await api.database.prisma.system.findFirstOrThrow({ where: { lookup: 'shop' } });
    expect([stored.name, stored.description]).toEqual(['The Shop', 'Sells']);
    expect((await journal(api)).Revision).toBe(count.Revision! + 1);
    expect(await findings(api)).toMatchObject([{ file: 'catalog-info.yaml', code: 'DRIFT' }]);
  });

  it('is not overwritten on a record that people made before', async () => {
    const api = await testApi();
    await written(api, 'createSystem', { key: 'shop', name: 'By hand' });
    const { plan } = await imported(api, files);
    expect(plan.rows.nodes.find(({ ref }) => ref === 'system:default/shop')).toMatchObject({
      action: 'CONFLICT',
      reason: 'key taken',
    });
    const stored = await api.database.prisma.system.findFirstOrThrow({ where: { lookup: 'shop' } });
    expect([stored.name, stored.revision, stored.declaredOwner]).toEqual(['By hand', 1, null]);
  });

  it('that archives a record keeps it archived', async () => {
    const api = await testApi();
    await imported(api, files);
    await written(api, 'archiveSystem', { key: 'shop', expectedRevision: null });
    const { plan } = await imported(api, files);
    expect(plan.rows.nodes.find(({ key }) => key === 'shop')).toMatchObject({
      action: 'CONFLICT',
      reason: 'archived by a person',
    });
    const stored = await api.database.prisma.system.findFirstOrThrow({ where: { lookup: 'shop' } });
    expect(stored.archivedAt).not.toBeNull();
  });
});
