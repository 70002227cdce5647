import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCatalogFile } from './catalog-info/parse.ts';
import type { ImportPiece } from './import-piece.ts';
import type { ImportPlan } from './plan/types.ts';
import { planImport } from './plan.ts';
import { planTsvHeader, printPlanTsv } from './print-plan.ts';
import { afterwards, nothing, shuffled, source } from './test-store.ts';

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';
const folder = join(samples ?? '', 'catalog-info');

const expected = samples
  ? readFileSync(join(folder, 'ENTITIES.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(
        (line) =>
          line.split('\t') as [string, string, string, string, string, string, string, string, string],
      )
  : [];
const repositories = [...new Set(expected.map(([repository]) => repository))];
const keyOf = (repository: string): string => `github.com/${repository.replace('+', '/')}`;

function piecesOf(repository: string): ImportPiece[] {
  const root = join(folder, repository);
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(root.length + 1);
    const fileExists = (other: string) => existsSync(join(root, other));
    return {
      format: 'CATALOG_INFO',
      piece: parseCatalogFile({ file, text: readFileSync(path, 'utf8'), fileExists }),
    };
  });
}

const planOf = (repository: string, pieces: readonly ImportPiece[], existing = nothing): ImportPlan =>
  planImport({ source: { ...source, repository: keyOf(repository) }, pieces, existing });

/** Action and reason in the words of the column `expect`. */
const outcomeOf = (action: string, reason: string): string =>
  ({
    create: 'imported',
    skip: `skipped: ${reason}`,
    refuse: `refused: ${reason}`,
    conflict: `conflict: ${reason}`,
  })[action] ?? `${action}: ${reason}`;

describe('real catalog files', () => {
  it.skipIf(!samples)(`are all there: ten repositories, 156 entities${why}`, () => {
    expect([repositories.length, expected.length]).toEqual([10, 156]);
  });

  it.skipIf(!samples).each(repositories.length > 0 ? repositories : ['none'])(
    `%s: every entity as expected, whatever the order of the files${why}`,
    (repository) => {
      const pieces = piecesOf(repository);
      const plan = planOf(repository, pieces);
      const [header, ...lines] = printPlanTsv(plan)
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t'));
      expect(header).toEqual(planTsvHeader);
      const got = lines.map(([, path, doc, ref, owner, relations, action = '', reason = '']) => [
        path,
        doc,
        ref,
        owner,
        relations,
        outcomeOf(action, reason),
      ]);
      const wanted = expected
        .filter(([name]) => name === repository)
        .map(([, path, doc, ref, , owner, relations, , outcome]) => [
          path,
          doc,
          ref,
          owner,
          relations,
          outcome,
        ]);
      expect(got).toEqual(wanted);
      for (const seed of [1, 2, 3]) expect(planOf(repository, shuffled(pieces, seed))).toEqual(plan);
    },
  );

  it.skipIf(!samples).each(repositories.length > 0 ? repositories : ['none'])(
    `%s: a second import keeps everything and writes nothing${why}`,
    (repository) => {
      const pieces = piecesOf(repository);
      const first = planOf(repository, pieces);
      const second = planOf(repository, pieces, afterwards(nothing, first));
      expect(second.writes).toEqual([]);
      expect({ ...second.counts, FINDING: 0 }).toEqual({
        ...first.counts,
        CREATE: 0,
        KEEP: first.rows.filter((row) => row.action === 'CREATE' && row.kind !== 'Repository').length,
        FINDING: 0,
      });
    },
  );

  it.skipIf(!samples)(`a repository of Templates and Locations alone writes no record${why}`, () => {
    const plan = planOf('7K-Group+backstage-catalog', piecesOf('7K-Group+backstage-catalog'));
    expect(plan.writes).toEqual([]);
  });
});
