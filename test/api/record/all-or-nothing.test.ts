import { afterEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf } from '../../support/contents.ts';
import { mutate, mutationDocument } from '../../support/mutate.ts';
import { createInput } from '../../support/seed.ts';
import { seedRows } from '../../support/seed-rows.ts';

let api: TestApi;
const steps = [
  'SystemDependency',
  'Link',
  'KeyAlias',
  'Revision',
  'AuditEvent',
  'AuditEntry',
  'AuditHead',
  'OutboxEvent',
  'SearchEntry',
  'IdempotencyKey',
] as const;

/** From here on every write to the table fails, as on a full disk. */
async function breakTable(table: string): Promise<void> {
  await api.database.owner.query(
    `CREATE OR REPLACE FUNCTION fail_for_test() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'secret detail'; END $$`,
  );
  await api.database.owner.query(
    `CREATE TRIGGER fail_for_test BEFORE INSERT OR UPDATE OR DELETE ON "${table}" FOR EACH ROW EXECUTE FUNCTION fail_for_test()`,
  );
}

afterEach(async () => {
  await api.database.owner.query('DROP FUNCTION IF EXISTS fail_for_test CASCADE');
});

describe('a write whose last steps fail', () => {
  it.each(steps)('leaves nothing behind: %s', async (table) => {
    api = await testApi();
    await seedRows(api.database, 2);
    const before = await contentsOf(api.database);
    const input = {
      key: 'system-2',
      newKey: 'renamed',
      name: 'Other',
      dependencies: [],
      links: [],
      expectedRevision: 1,
      idempotencyKey: 'once',
    };
    await breakTable(table);
    const answer = await api.send(mutationDocument('updateSystem'), { input });
    expect(answer.errors).toHaveLength(1);
    expect(JSON.stringify(answer)).not.toContain('secret detail');
    expect(await contentsOf(api.database)).toEqual(before);
    await api.database.owner.query('DROP FUNCTION fail_for_test CASCADE');
    expect(await mutate(api, 'updateSystem', input)).toMatchObject({
      revision: 2,
      record: { key: 'renamed' },
    });
  });

  it('leaves nothing behind of a new record', async () => {
    api = await testApi();
    await seedRows(api.database, 1);
    const before = await contentsOf(api.database);
    await breakTable('OutboxEvent');
    const input = { ...createInput('Change'), idempotencyKey: 'once' };
    expect((await api.send(mutationDocument('createChange'), { input })).errors).toHaveLength(1);
    expect(await contentsOf(api.database)).toEqual(before);
  });
});
