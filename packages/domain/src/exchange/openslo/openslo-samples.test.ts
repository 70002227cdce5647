import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planImport } from '../plan.ts';
import { afterwards, nothing, source } from '../test-store.ts';
import { parseOpenSloFile } from './parse.ts';
import { type OpenSloRecord, printOpenSlo } from './print.ts';

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';
const folder = join(samples ?? '', 'openslo');

interface Sample {
  readonly file: string;
  readonly kind: string;
  readonly text: string;
}

const indexed: readonly Sample[] = samples
  ? readFileSync(join(folder, 'INDEX.tsv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [repository, path, , kinds] = line.split('\t') as [string, string, string, string];
        const file = `${repository}/${path}`;
        return { file: path, kind: kinds.replace(':1', ''), text: readFileSync(join(folder, file), 'utf8') };
      })
  : [];

/**
 * Files that break OpenSLO v1 and what is wrong with each; the project's own tests expect the same of all but the last
 * two, which they leave out: both give good and bad, of which the specification allows one.
 */
const refused: Readonly<Record<string, [reason: string, line: number]>> = {
  'schema-test/spec-files/invalid-apiversion.yaml': ['apiVersion', 1],
  'schema-test/spec-files/v1/invalid-apiversion.yaml': ['apiVersion', 1],
  'schema-test/spec-files/v1/alert-condition/alert-condition-no-condition.yaml': ['spec.condition', 6],
  'schema-test/spec-files/v1/alert-condition/alert-condition-no-sev.yaml': ['spec.severity', 6],
  'schema-test/spec-files/v1/alert-notification-target/alert-notification-target-no-target.yaml': [
    'spec.target',
    5,
  ],
  'schema-test/spec-files/v1/alert-policy/alert-policy-malformed-cond.yaml': ['spec.conditions[0]', 12],
  'schema-test/spec-files/v1/alert-policy/alert-policy-malformed-targetref.yaml': [
    'spec.notificationTargets[0]',
    15,
  ],
  'schema-test/spec-files/v1/alert-policy/alert-policy-many-cond.yaml': ['spec.conditions', 11],
  'schema-test/spec-files/v1/alert-policy/alert-policy-no-cond.yaml': ['spec.conditions', 6],
  'schema-test/spec-files/v1/alert-policy/alert-policy-no-notification.yaml': ['spec.notificationTargets', 6],
  'schema-test/spec-files/v1/service/service-long-description.yaml': ['spec.description', 7],
  'schema-test/spec-files/v1/sli/sli-ratio-good-and-bad.yaml': ['spec.ratioMetric.bad', 10],
  'schema-test/spec-files/v1/sli/sli-description-ratio-inline-metricsource.yaml': [
    'spec.ratioMetric.bad',
    20,
  ],
};

/** A record without the place it came from, which an export does not keep. */
const plain = ({ kind, document: { file: _, ...document } }: OpenSloRecord) => ({ kind, document });

describe('the OpenSLO samples', () => {
  it.skipIf(!samples)(`are all there, one document each${why}`, () => {
    expect(indexed).toHaveLength(47);
    expect(Object.keys(refused).filter((file) => !indexed.some((sample) => sample.file === file))).toEqual(
      [],
    );
  });

  it.skipIf(!samples)(`are each imported or refused, with line and reason, and export round${why}`, () => {
    for (const { file, kind, text } of indexed) {
      const piece = parseOpenSloFile({ file, text });
      const { rows, writes, findings } = planImport({
        source,
        pieces: [{ format: 'OPENSLO', piece }],
        existing: nothing,
      });
      expect(JSON.stringify(piece), file).not.toMatch(/"(?:connectionDetails|accessKeyID|secretAccessKey)"/);
      const wrong = refused[file];
      if (wrong) {
        expect(writes, file).toEqual([]);
        expect(
          rows.map(({ action, reason }) => [action, reason]),
          file,
        ).toEqual([['REFUSE', wrong[0]]]);
        const [error] = findings.filter(({ severity }) => severity === 'error');
        expect([error!.file, error!.line], file).toEqual([file, wrong[1]]);
        continue;
      }
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
      const made = afterwards(nothing, { writes } as never).records.filter(({ kind }) =>
        ['Sli', 'Slo', 'OpenSloObject'].includes(kind),
      );
      expect(
        made.map((record) => record.kind),
        file,
      ).toEqual([kind === 'SLO' ? 'Slo' : kind === 'SLI' ? 'Sli' : 'OpenSloObject']);
      const records = made.map(
        ({ kind, key, document }) => ({ kind, document: { ...document, key } }) as OpenSloRecord,
      );
      const exported = printOpenSlo(records);
      const again = planImport({
        source,
        pieces: [{ format: 'OPENSLO', piece: parseOpenSloFile({ file: 'again.yaml', text: exported }) }],
        existing: nothing,
      });
      const back = afterwards(nothing, again)
        .records.filter(({ kind }) => made.some((record) => record.kind === kind))
        .map(({ kind, key, document }) => ({ kind, document: { ...document, key } }) as OpenSloRecord);
      expect(back.map(plain), file).toEqual(records.map(plain));
      expect(printOpenSlo(back), file).toBe(exported);
    }
  });
});
