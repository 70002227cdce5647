import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { describeKinds } from '../../support/kind-suite.ts';
import { refusedUpdate, updateFirst } from '../../support/round-trip.ts';
import { seedRows } from '../../support/seed-rows.ts';

describeKinds('process');

describe('a process', () => {
  it('exchanges with another process once, both ways at a time, and is found from the systems it governs', async () => {
    const api = await testApi();
    await seedRows(api.database, 2);
    const exchanges = [{ process: 'process-2', gives: 'requests', receives: 'answers' }];
    expect(await updateFirst(api, 'Process', { exchanges })).toMatchObject({ changed: ['exchanges.0'] });
    expect(
      await refusedUpdate(api, 'Process', { exchanges: [...exchanges, { process: 'PROCESS-2' }] }),
    ).toEqual([['exchanges.1', 'says the same as entry 1: keep one of them']]);
    const answer = await api.send(`{ system(key: "system-1") { processes { nodes { key } totalCount } } }`);
    expect(answer.data).toEqual({ system: { processes: { nodes: [{ key: 'process-1' }], totalCount: 1 } } });
  });
});
