import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { written } from '../../support/mutate.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  for (const [key, name] of Object.entries({
    percent: '100% sure',
    under: 'snake_case',
    plain: 'snakeXcase',
  }))
    await written(api, 'createSystem', { key, name });
});

async function found(text: string): Promise<string[]> {
  const answer = await api.send<{ search: { key: string }[] }>(
    `query ($text: String!) { search(text: $text) { key } }`,
    { text },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.search.map(({ key }) => key).sort();
}

describe('a search', () => {
  it.each([
    ['0% s', ['percent']],
    ['e_c', ['under']],
    ['SNAKE', ['plain', 'under']],
    ['%%', []],
    ['__', []],
    ['a\u0000b', []],
    ['\ud800\ud800', []],
    [`${'x'.repeat(10_000)}`, []],
  ])('takes %j for what it is', async (text, keys) => expect(await found(text)).toEqual(keys));

  it('follows a record: its new name and key are found at once, its old ones no longer, archived not at all', async () => {
    await written(api, 'createTeam', { key: 'first', name: 'Morning' });
    await written(api, 'updateTeam', {
      key: 'first',
      newKey: 'second',
      name: 'Evening',
      expectedRevision: 1,
    });
    expect(await Promise.all(['morning', 'first', 'evening', 'second'].map(found))).toEqual([
      [],
      [],
      ['second'],
      ['second'],
    ]);
    await written(api, 'archiveTeam', { key: 'second', expectedRevision: 2 });
    expect(await found('evening')).toEqual([]);
    await written(api, 'restoreTeam', { key: 'second', expectedRevision: 3 });
    expect(await found('evening')).toEqual(['second']);
  });
});
