import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CodeownersRule, CodeownersState } from '@steward/domain/code/codeowners-rule.ts';
import { type WhoOwns, whoOwnsTsv } from '@steward/domain/code/who-owns.ts';
import { parseCatalogFile } from '@steward/domain/exchange/catalog-info/parse.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { type AnsweredRow, allRows, imported, importStep, plannedImport } from '../../support/import.ts';

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';
const folder = join(samples ?? '', 'catalog-info');

interface Expected {
  repo: string;
  path: string;
  doc: string;
  ref: string;
  owner_ref: string;
  relations: string;
  expect: string;
}

function readTsv(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.replace(/\n$/, '').split('\n');
  const names = header.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [names[at], cell])));
}

const entities = (samples
  ? readTsv(readFileSync(join(folder, 'ENTITIES.tsv'), 'utf8'))
  : []) as unknown as Expected[];
const repositories = [...new Set(entities.map(({ repo }) => repo))];
const keyOf = (repository: string): string => `github.com/${repository.replace('+', '/')}`;

function catalogOf(repository: string): ImportPiece[] {
  const root = join(folder, repository);
  const found = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const fileExists = (other: string) => existsSync(join(root, other));
    const file = path.slice(root.length + 1);
    const text = readFileSync(path, 'utf8');
    return { format: 'CATALOG_INFO', piece: parseCatalogFile({ file, text, fileExists }) };
  });
}

/** Action and reason in the words of the column `expect`. */
function outcomeOf({ action, reason }: AnsweredRow): string {
  if (action === 'CREATE') return 'imported';
  const words: Record<string, string> = { SKIP: 'skipped', REFUSE: 'refused', CONFLICT: 'conflict' };
  return `${words[action] ?? action}: ${reason}`;
}

const got = (row: AnsweredRow) => ({
  ...{ path: row.file, doc: String(row.doc), ref: row.ref, owner_ref: row.ownerRef ?? '' },
  relations: row.relations.map(({ type, target }) => [type, target]),
  expect: outcomeOf(row),
});

const wanted = ({ path, doc, ref, owner_ref, relations, expect: outcome }: Expected) => ({
  ...{ path, doc, ref, owner_ref, relations: JSON.parse(relations), expect: outcome },
});

const kindQuery: Readonly<Record<string, string>> = {
  ...{ Component: 'component', System: 'system', Team: 'team', Person: 'person' },
  ...{ Portfolio: 'portfolio', Program: 'program' },
};

/** What the API answers for the record a row made. */
async function readBack(api: TestApi, { kind, key }: AnsweredRow) {
  const owned = kind === 'Component' || kind === 'System';
  const declared = 'declaredOwner { reference file } declaredOwnerTeam { key } declaredOwnerPerson { key }';
  const answer = await api.send<{ record: Record<string, unknown> | null }>(
    `query ($key: String!) { record: ${kindQuery[kind!]}(key: $key) { key origin ${owned ? declared : ''} } }`,
    { key },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.record;
}

describe('real catalog files through the API', () => {
  it.skipIf(!samples).each(repositories.length > 0 ? repositories : ['none'])(
    `%s: every entity is done as expected, reads back, and goes in once${why}`,
    async (repository) => {
      const api = await testApi();
      const options = { repository: keyOf(repository), pieces: catalogOf(repository) };
      const { session, plan } = await plannedImport(api, {}, options);
      const rows = await allRows(api, session);
      expect(rows).toHaveLength(plan.rows.totalCount);
      const about = rows.filter(({ kind, action }) => kind !== 'Repository' && action !== 'FINDING');
      expect(about.map(got)).toEqual(entities.filter(({ repo }) => repo === repository).map(wanted));
      const created = about.filter(({ action }) => action === 'CREATE');
      const applied = await importStep(api, 'Apply', { session });
      expect(applied).toMatchObject({ written: created.length + (created.length > 0 ? 1 : 0) });
      for (const row of created) {
        const record = await readBack(api, row);
        expect(record).toMatchObject({ key: row.key, origin: 'CATALOG_INFO' });
        if (row.ownerRef && 'declaredOwner' in record!)
          expect(record.declaredOwner).toEqual({ reference: row.ownerRef, file: row.file });
      }
      const before = await contentsOf(api.database);
      const again = await imported(api, {}, options);
      expect([again.plan.writes, again.written]).toEqual([0, 0]);
      const { ImportPlanPage: _, ...added } = rowsAdded(before, await contentsOf(api.database));
      expect(added).toEqual({ ImportSession: 1 });
    },
    120_000,
  );
});

const question = `query ($repository: String!, $paths: [String!]!) {
  fileContext(repository: $repository, paths: $paths) {
    path codeowners { section state optional approvals owners { handle } rule { line pattern } } } }`;

interface Context {
  path: string;
  codeowners: {
    section: string;
    state: CodeownersState;
    optional: boolean;
    approvals: number | null;
    owners: { handle: string }[];
    rule: CodeownersRule | null;
  }[];
}

async function* contextsOf(
  api: TestApi,
  repository: string,
  paths: readonly string[],
): AsyncGenerator<Context> {
  for (let at = 0; at < paths.length; at += 200) {
    const variables = { repository, paths: paths.slice(at, at + 200) };
    const answer = await api.send<{ fileContext: Context[] }>(question, variables);
    expect(answer.errors).toBeUndefined();
    yield* answer.data.fileContext;
  }
}

describe('real CODEOWNERS files through the API', () => {
  it.skipIf(!samples).each([
    ['DataDog+dd-trace-js', 4129],
    ['esphome+esphome', 6497],
    ['janus-idp+backstage-plugins', 2956],
  ])(
    `%s: fileContext says for every path what is expected${why}`,
    async (repository, count) => {
      const api = await testApi();
      const fileOf = (name: string) => readFileSync(join(samples!, 'codeowners', repository, name));
      const key = keyOf(repository);
      await imported(api, { '.github/CODEOWNERS': fileOf('CODEOWNERS').toString() }, { repository: key });
      const expected = gunzipSync(fileOf('expected.tsv.gz')).toString();
      const paths = fileOf('files.txt').toString().replace(/\n$/, '').split('\n');
      expect(paths).toHaveLength(count);
      const answered: WhoOwns[] = [];
      for await (const { path, codeowners } of contextsOf(api, key, paths))
        answered.push({
          path,
          answers: codeowners.map((answer) => ({
            ...answer,
            owners: answer.owners.map(({ handle }) => handle),
          })),
        });
      expect(whoOwnsTsv(answered).split('\n')).toEqual(expected.split('\n'));
    },
    300_000,
  );
});
