// A year of a real repository: the sums are those that counting its lines one by one gives.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { activityWindow, collectActivity, type WhoIs } from './activity.ts';
import type { Commit } from './git-log.ts';

const samples = process.env.STEWARD_SAMPLES;
const file = join(samples ?? '', 'git-history/bcgov+common-hosted-form-service.jsonl.gz');

interface Line {
  commit: string;
  date: string;
  author: string;
  files: [path: string, added: number | null, deleted: number | null][];
}

const roots = { frontend: 'app/frontend/', backend: 'app/src/', tests: 'tests/' } as const;
const componentsOf = (path: string) =>
  Object.entries(roots).flatMap(([component, root]) => (path.startsWith(root) ? [component] : []));

const toCommit = ({ commit, date, author, files }: Line): Commit => ({
  id: commit,
  at: Date.parse(date),
  author: { name: author, email: '' },
  coAuthors: [],
  reviewers: [],
  paths: files.map(([path]) => path),
});

describe('the activity of a real repository', () => {
  const name = samples ? '' : 'not run: STEWARD_SAMPLES is not set: ';
  it.skipIf(!samples)(`${name}is what its lines say, for known and unknown authors`, () => {
    const all = gunzipSync(readFileSync(file))
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as Line);
    expect(all).toHaveLength(126);
    const { since, until } = activityWindow(Date.parse(all[0]!.date));
    const lines = all.filter(({ date }) => Date.parse(date) >= since && Date.parse(date) < until);
    expect(lines).toHaveLength(125);
    const collector = collectActivity(componentsOf, (signature) => signature);
    for (const line of lines) collector.add(toCommit(line));
    const known = ['author-02', 'author-03', 'author-05', 'author-09'];
    const whoIs: WhoIs = ({ name: author }) => (known.includes(author) ? { person: author } : null);
    const result = collector.result(whoIs);
    expect(result.map(({ component }) => component)).toEqual(['backend', 'frontend', 'tests']);
    for (const { component, commits, unknownPeople, unknownCommits, botCommits, people } of result) {
      const root = roots[component as keyof typeof roots];
      const touching = lines.filter(({ files }) => files.some(([path]) => path.startsWith(root)));
      const strangers = touching.filter(({ author }) => !known.includes(author));
      expect([commits, unknownCommits, botCommits]).toEqual([touching.length, strangers.length, 0]);
      expect(unknownPeople).toBe(new Set(strangers.map(({ author }) => author)).size);
      const wrote = (author: string) => touching.filter((line) => line.author === author).length;
      const expected = known.filter((author) => wrote(author) > 0).map((author) => [author, wrote(author)]);
      expect(people.map(({ person, authored }) => [person, authored]).sort()).toEqual(expected.sort());
    }
    expect(result.find(({ component }) => component === 'frontend')!.commits).toBeGreaterThan(40);
  });
});
