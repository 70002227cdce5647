import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { describeKinds } from '../../support/kind-suite.ts';
import { refusedUpdate, updateFirst } from '../../support/round-trip.ts';
import { seedRows } from '../../support/seed-rows.ts';

describeKinds('code');

describe('a repository', () => {
  it('is called by its key where it has no name, and its page is on the web', async () => {
    const api = await testApi();
    await seedRows(api.database, 1);
    await updateFirst(api, 'Repository', { name: null });
    const answer = await api.send(`{ search(text: "acme/repository") { key label } }`);
    expect(answer.data).toEqual({
      search: [{ key: 'github.com/acme/repository-1', label: 'github.com/acme/repository-1' }],
    });
    expect(await refusedUpdate(api, 'Repository', { webUrl: 'javascript:alert(1)' })).toEqual([
      ['webUrl', 'must be an http or https address'],
    ]);
  });
});
