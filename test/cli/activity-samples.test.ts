// A real year of commits, made a repository again and read by the real command into a real server.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnvironment, stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const samples = process.env.STEWARD_SAMPLES;
const place = serverPlace();
const root = join(place.path, 'forms');
let server: RunningSteward | undefined;

interface Line {
  date: string;
  author: string;
  subject: string;
  files: [path: string, added: number | null, deleted: number | null][];
}

const lines = samples
  ? gunzipSync(readFileSync(join(samples, 'git-history/bcgov+common-hosted-form-service.jsonl.gz')))
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as Line)
  : [];

const components = { frontend: 'app/frontend', backend: 'app/src', tests: 'tests' } as const;
const known = ['author-03', 'author-05', 'author-09'];

/** What `git fast-import` reads: the commits in their order, each file with a text of its own. */
function commitStream(): string {
  return [...lines]
    .reverse()
    .map(({ date, author, subject, files }, at) => {
      const who = `${author} <${author}@example.org> ${Date.parse(date) / 1000} +0000`;
      const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
      const paths = files.map(
        ([path]) => `M 100644 inline ${JSON.stringify(path)}\n${data(`${at} ${path}`)}`,
      );
      const after = at > 0 ? `from :${at}\n` : '';
      return `commit refs/heads/main\nmark :${at + 1}\nauthor ${who}\ncommitter ${who}\n${data(subject)}${after}${paths.join('')}`;
    })
    .join('');
}

const catalog = [
  ...Object.entries(components).map(
    ([name, path]) =>
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${name}, annotations: { backstage.io/source-location: 'url:https://github.com/bcgov/forms/tree/main/${path}/' } }\nspec: { type: service, lifecycle: production, owner: user:author-05 }\n`,
  ),
  ...known.map(
    (author) =>
      `apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: { name: ${author} }\nspec: { memberOf: [], profile: { email: ${author}@example.org } }\n`,
  ),
].join('---\n');

const run = (args: string[]) => stewardInside(args, { cwd: root, environment: place.environment });

beforeAll(async () => {
  if (!samples) return;
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
  const env = cleanEnvironment();
  execFileSync('git', ['init', '-q', '-b', 'main', root], { env });
  execFileSync('git', ['-C', root, 'fast-import', '--quiet'], { env, input: commitStream() });
  // Not beside the code, as a catalog-info.yaml would be: the root is nobody's code.
  writeFileSync(join(root, 'components.yaml'), catalog);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

describe('steward activity over a real history', () => {
  const name = samples ? '' : 'not run: STEWARD_SAMPLES is not set: ';
  it.skipIf(!samples)(`${name}counts what its lines say, once`, async () => {
    const repository = ['--repository', 'github.com/bcgov/forms'];
    expect((await run(['import', '.', ...repository])).code).toBe(0);
    const { code, stdout } = await run(['activity', '--json', ...repository]);
    expect(code).toBe(0);
    const told = JSON.parse(stdout) as {
      commits: number;
      since: string;
      until: string;
      written: boolean;
      components: {
        component: keyof typeof components;
        commits: number;
        unknownCommits: number;
        unknownPeople: number;
        people: { person: string; authored: number }[];
      }[];
    };
    const inside = lines.filter(({ date }) => Date.parse(date) >= Date.parse(told.since));
    expect(told).toMatchObject({ commits: inside.length, until: '2026-08-07T20:57:00.000Z', written: true });
    expect(told.components.map(({ component }) => component)).toEqual(['backend', 'frontend', 'tests']);
    for (const { component, commits, unknownCommits, unknownPeople, people } of told.components) {
      const folder = `${components[component]}/`;
      const touching = inside.filter(({ files }) => files.some(([path]) => path.startsWith(folder)));
      const strangers = touching.filter(({ author }) => !known.includes(author));
      expect([commits, unknownCommits]).toEqual([touching.length, strangers.length]);
      expect(unknownPeople).toBe(new Set(strangers.map(({ author }) => author)).size);
      const wrote = (person: string) => touching.filter(({ author }) => author === person).length;
      expect(new Map(people.map(({ person, authored }) => [person, authored]))).toEqual(
        new Map(known.filter((person) => wrote(person) > 0).map((person) => [person, wrote(person)])),
      );
    }
    const again = JSON.parse((await run(['activity', '--json', ...repository])).stdout) as object;
    expect(again).toEqual({ ...told, written: false });
  });
});
