import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compileCodeowners } from './codeowners-matcher.ts';
import { parseCodeowners } from './codeowners-parse.ts';
import type { CodeownersDialect } from './codeowners-rule.ts';
import { whoOwnsTsv } from './who-owns.ts';

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';
const fileOf = (repository: string, name: string): Buffer =>
  readFileSync(join(samples ?? '', 'codeowners', repository, name));

const repositories: [string, CodeownersDialect, number][] = [
  ['DataDog+dd-trace-js', 'GITHUB', 4129],
  ['esphome+esphome', 'GITHUB', 6497],
  ['janus-idp+backstage-plugins', 'GITHUB', 2956],
  ['gitlabhq+gitlab-runner', 'GITLAB', 1417],
];

describe('real repositories', () => {
  it.skipIf(!samples).each(repositories)(`%s: every path as expected${why}`, (repository, dialect, count) => {
    const { rules } = parseCodeowners(fileOf(repository, 'CODEOWNERS').toString(), dialect);
    const paths = fileOf(repository, 'files.txt').toString().replace(/\n$/, '').split('\n');
    expect(paths).toHaveLength(count);
    const match = compileCodeowners(rules, dialect);
    const tsv = whoOwnsTsv(paths.map((path) => ({ path, answers: match(path) })));
    const expected = gunzipSync(fileOf(repository, 'expected.tsv.gz')).toString();
    expect(tsv.split('\n')).toEqual(expected.split('\n'));
  });

  it.skipIf(!samples)(`a file without a pattern owns nothing and says so${why}`, () => {
    const text = fileOf('bcgov+common-document-generation-service', 'CODEOWNERS').toString();
    const { rules, findings } = parseCodeowners(text, 'GITHUB');
    expect(compileCodeowners(rules, 'GITHUB')('src/app.js')[0]?.state).toBe('UNMATCHED');
    expect(findings).toMatchObject([{ code: 'OWNER_AS_PATTERN', line: 4 }]);
  });
});
