// Every path of the real repositories through the real command. Their files are not ours to commit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { steward } from '../support/steward.ts';

const samples = process.env.STEWARD_SAMPLES;
const repositories = [
  ['DataDog+dd-trace-js', 'github', 4129],
  ['esphome+esphome', 'github', 6497],
  ['janus-idp+backstage-plugins', 'github', 2956],
  ['gitlabhq+gitlab-runner', 'gitlab', 1815],
] as const;

describe('steward who-owns over real repositories', () => {
  const name = samples ? '' : 'not run: STEWARD_SAMPLES is not set: ';
  it.skipIf(!samples).each(repositories)(`${name}%s`, async (repository, dialect, rows) => {
    const folder = join(samples!, 'codeowners', repository);
    const expected = gunzipSync(readFileSync(join(folder, 'expected.tsv.gz'))).toString('utf8');
    const run = await steward(
      ['who-owns', '--codeowners', 'CODEOWNERS', '--dialect', dialect, '--stdin', '--tsv'],
      { cwd: folder, stdin: readFileSync(join(folder, 'files.txt'), 'utf8') },
    );
    expect(run.code).toBe(0);
    expect(expected.trimEnd().split('\n').length - 1).toBe(rows);
    expect(run.stdout).toBe(expected);
  });
});
