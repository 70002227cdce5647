// What holds for every kind, run by the tests of its area.
import type { Kind } from '@steward/domain/record/kind.ts';
import { inputFields } from '@steward/domain/record/kind.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from './api.ts';
import { written } from './mutate.ts';
import { expectedDocument, kindsOf, otherValues, readDocument, updateFirst } from './round-trip.ts';
import { createInput, seedKey } from './seed.ts';
import { seedRows } from './seed-rows.ts';

const newKey = (kind: Kind): { key?: string } =>
  kind.key.form === 'register' ? {} : { key: kind.key.form === 'slug' ? 'fresh' : 'github.com/acme/fresh' };

/** What a lifecycle sets by itself. */
const bySystem = (kind: Kind, key: string) =>
  kind.name === 'Change' ? { state: 'DRAFT', requester: 'ada', outcome: null, key } : { key };

/** Every field of every kind of the area goes in and comes out, alone and together. */
export function describeKinds(area: string): void {
  describe.each(kindsOf(area))('the kind %s', (name, kind) => {
    let api: TestApi;
    beforeEach(async () => {
      api = await testApi();
      await seedRows(api.database, 2);
    });

    it('comes out as it went in, with every field set', async () => {
      const handles = 'handles' in kind.fields ? { handles: [] } : {};
      const fresh = { ...createInput(name), ...handles, ...newKey(kind) };
      const { record } = await written(api, `create${name}`, fresh);
      const wanted = expectedDocument(kind, { ...fresh, ...bySystem(kind, record!.key) });
      expect(await readDocument(api, kind, record!.key)).toEqual(wanted);
      const revision = await api.database.prisma.revision.findFirstOrThrow({ orderBy: { id: 'desc' } });
      expect(revision.document).toMatchObject({ key: record!.key, ...wanted });
    });

    it('comes out with null and empty lists where nothing was said', async () => {
      const required = inputFields(kind).filter(([, f]) => !f.schema.safeParse(undefined).success);
      const values = Object.fromEntries(required.map(([field]) => [field, createInput(name)[field]]));
      const { record } = await written(api, `create${name}`, { ...values, ...newKey(kind) });
      const wanted = expectedDocument(kind, { ...values, ...bySystem(kind, record!.key) });
      expect(await readDocument(api, kind, record!.key)).toEqual(wanted);
    });

    it('takes a new value for each field alone, and nothing else changes', async () => {
      const key = seedKey(name);
      let document = await readDocument(api, kind, key);
      for (const [field, value] of otherValues(kind)) {
        const answer = await updateFirst(api, name, { [field]: value });
        expect([...new Set(answer.changed!.map((path) => path.split('.')[0]))]).toEqual([field]);
        document = expectedDocument(kind, { ...document, [field]: value });
        expect(await readDocument(api, kind, key)).toEqual(document);
      }
    });
  });
}
