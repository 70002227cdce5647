import { describe, expect, it } from 'vitest';
import { importPieceSchema } from '../import-piece.ts';
import { isOpenSloText, parseOpenSloFile } from './parse.ts';
import { withoutSecrets } from './secrets.ts';

const slo = (spec: string, metadata = 'name: fast'): string =>
  `apiVersion: openslo/v1\nkind: SLO\nmetadata: { ${metadata} }\nspec:\n${spec.replace(/^/gm, '  ')}\n`;
const window = 'timeWindow: [{ duration: 28d, isRolling: true }]';
const good = `service: shop
indicatorRef: answers
${window}
budgetingMethod: Occurrences
objectives: [{ target: 0.99 }]`;
const source = 'metricSource: { type: Prometheus, spec: { query: up } }';

/** What is said about a text: `refused`, or the objects it holds; then each finding as line, severity and message. */
function read(text: string) {
  const { objects, broken, findings } = parseOpenSloFile({ file: 'slo.yaml', text });
  return {
    outcomes: [...objects.map(({ outcome }) => outcome.state), ...broken.map(({ reason }) => reason)],
    reasons: objects.flatMap(({ outcome }) => (outcome.state === 'REFUSED' ? [outcome.reason] : [])),
    findings: findings.map(({ line, severity, message }) => `${line} ${severity}: ${message}`),
  };
}

const change = (from: string | RegExp, to: string): string => slo(good.replace(from, to));

describe('an SLO', () => {
  it('that says all it must is read', () => {
    expect(read(slo(good))).toEqual({ outcomes: ['READ'], reasons: [], findings: [] });
  });

  it.each([
    ['spec.service', change('service: shop\n', '')],
    ['spec.budgetingMethod', change('Occurrences', 'Sometimes')],
    ['spec.indicator', change('indicatorRef: answers\n', '')],
    [
      'spec.indicatorRef',
      change(
        'indicatorRef',
        `indicator: { metadata: { name: a }, spec: { thresholdMetric: { ${source} } } }\nindicatorRef`,
      ),
    ],
    ['spec.objectives', change(/objectives: .*/, '')],
    ['spec.objectives', change(/objectives: .*/, 'objectives: []')],
    ['spec.objectives[0].target', change('target: 0.99', 'displayName: none')],
    ['spec.objectives[0].target', change('0.99', '1')],
    ['spec.objectives[0].target', change('0.99', '-0.1')],
    ['spec.objectives[0].target', change('0.99', '"0.99"')],
    ['spec.objectives[0].targetPercent', change('target: 0.99', 'targetPercent: 100')],
    ['spec.objectives[0].targetPercent', change('target: 0.99', 'target: 0.99, targetPercent: 99')],
    ['spec.objectives[0].timeSliceTarget', change('Occurrences', 'Timeslices')],
    ['spec.objectives[0].timeSliceWindow', change('Occurrences', 'RatioTimeslices')],
    ['spec.objectives[0].timeSliceTarget', change('target: 0.99', 'target: 0.99, timeSliceTarget: 1.1')],
    ['spec.objectives[0].timeSliceWindow', change('target: 0.99', 'target: 0.99, timeSliceWindow: 1.5')],
    ['spec.objectives[0].op', change('target: 0.99', 'target: 0.99, op: eq')],
    ['spec.objectives[0].compositeWeight', change('target: 0.99', 'target: 0.99, compositeWeight: 0')],
    ['spec.indicatorRef', change('target: 0.99', 'target: 0.99, indicatorRef: other')],
    ['spec.timeWindow', change(window, '')],
    ['spec.timeWindow', change(window, 'timeWindow: []')],
    ['spec.timeWindow[0].duration', change('28d', '28D')],
    ['spec.timeWindow[0].duration', change('28d', '0d')],
    ['spec.timeWindow[0].calendar', change('isRolling: true', 'isRolling: false')],
    [
      'spec.timeWindow[0].calendar',
      change(
        'isRolling: true',
        'isRolling: true, calendar: { startTime: 2026-01-01 00:00:00, timeZone: UTC }',
      ),
    ],
    [
      'spec.timeWindow[0].calendar.startTime',
      change('isRolling: true', 'calendar: { startTime: 2026-01-01, timeZone: UTC }'),
    ],
    [
      'spec.timeWindow[0].calendar.timeZone',
      change('isRolling: true', 'calendar: { startTime: 2026-01-01 00:00:00, timeZone: Mars/Base }'),
    ],
    ['spec.alertPolicies[0]', change('objectives', 'alertPolicies: [{ some: thing }]\nobjectives')],
    ['metadata.name', slo(good, 'displayName: nameless')],
    ['metadata.labels.team', slo(good, 'name: fast, labels: { team: 7 }')],
    ['spec', 'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: fast }\n'],
    ['kind', slo(good).replace('kind: SLO', 'kind: Slo')],
    ['apiVersion', slo(good).replace('openslo/v1', 'openslo.com/v2alpha')],
  ])('is refused for %s', (reason, text) => {
    const { outcomes, reasons, findings } = read(text);
    expect([outcomes, reasons]).toEqual([['REFUSED'], [reason]]);
    expect(findings[0]).toMatch(/^\d+ error: /);
  });

  it('is refused with the line of what is wrong, and with all that is wrong', () => {
    const text = change('0.99', '2')
      .replace('Occurrences', 'Never')
      .replace('service: shop', 'service: [shop]');
    expect(read(text).findings).toEqual([
      '5 error: spec.service of SLO fast must be a text',
      '8 error: spec.budgetingMethod of SLO fast must be one of Occurrences, Timeslices, RatioTimeslices',
      '9 error: spec.objectives[0].target of SLO fast must be from 0 up to but not including 1',
    ]);
  });

  it('of several indicators has one in each objective and none at the top', () => {
    const composite = good
      .replace('indicatorRef: answers\n', '')
      .replace(
        '[{ target: 0.99 }]',
        '[{ target: 0.99, indicatorRef: a }, { target: 0.9, indicatorRef: b, compositeWeight: 2 }]',
      );
    expect(read(slo(composite)).outcomes).toEqual(['READ']);
    expect(read(slo(composite.replace(', indicatorRef: b', ''))).reasons).toEqual([
      'spec.objectives[1].indicatorRef',
    ]);
  });

  it('over a threshold needs comparison and value, and has one objective', () => {
    const inline = `indicator: { metadata: { name: a }, spec: { thresholdMetric: { ${source} } } }`;
    const threshold = good.replace('indicatorRef: answers', inline);
    expect(read(slo(threshold)).reasons).toEqual(['spec.objectives[0].op']);
    const whole = threshold.replace('target: 0.99', 'target: 0.99, op: lt, value: 500');
    expect(read(slo(whole)).outcomes).toEqual(['READ']);
    const two = whole.replace('value: 500 }]', 'value: 500 }, { target: 0.9, op: lt, value: 200 }]');
    expect(read(slo(two)).findings).toEqual([
      '9 error: spec.objectives[1] of SLO fast is one too many: a threshold metric takes one objective, so make an SLO of each',
    ]);
  });

  it.each([
    [
      'a calendar that begins on a day that is not there',
      change('isRolling: true', 'calendar: { startTime: 2026-02-30 00:00:00, timeZone: UTC }'),
      '7 error: spec.timeWindow[0].calendar.startTime of SLO fast must be a local time on a day that the calendar has, such as 2026-01-01 00:00:00',
    ],
    [
      'a window of more than a million days',
      change('28d', '99999999999d'),
      '7 error: spec.timeWindow[0].duration of SLO fast is 99999999999d: the greatest is 999999d',
    ],
    [
      'a target without an end',
      change('0.99', '.inf'),
      '9 error: spec.objectives[0].target of SLO fast must be a number with an end, not .inf',
    ],
    [
      'a target that is no number',
      change('0.99', '.nan'),
      '9 error: spec.objectives[0].target of SLO fast must be a number with an end, not .nan',
    ],
    [
      'a percentage with eight decimals',
      change('target: 0.99', 'targetPercent: 99.12345678'),
      '9 error: spec.objectives[0].targetPercent of SLO fast is 99.12345678 and must be a percentage from 0 up to but not including 100, with at most six decimals',
    ],
    [
      'a share with ten decimals',
      change('0.99', '0.9999999999'),
      '9 error: spec.objectives[0].target of SLO fast is 0.9999999999, as percentage 99.99999999, and must be a percentage from 0 up to but not including 100, with at most six decimals',
    ],
    [
      'no indicator',
      change('indicatorRef: answers\n', ''),
      '4 error: spec.indicator of SLO fast is required, or indicatorRef in its place',
    ],
  ])('with %s is refused in whole words, with the line', (_what, text, finding) => {
    expect(read(text).findings).toEqual([finding]);
  });

  it('with a window of minutes by the calendar is read, with a warning that m is minutes', () => {
    const text = change(
      '{ duration: 28d, isRolling: true }',
      '{ duration: 1m, calendar: { startTime: 2026-01-01 00:00:00, timeZone: UTC } }',
    );
    expect(read(text)).toMatchObject({
      outcomes: ['READ'],
      findings: [expect.stringMatching(/^7 warning: .*a month is M/)],
    });
  });
});

describe('documents of another format in the same file', () => {
  const kubernetes = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: shop }\n';
  it('are passed over, and said, and refuse nothing', () => {
    expect(
      read(`${slo(good)}---\n${kubernetes}---\n${kubernetes.replace('apps/v1', 'backstage.io/v1alpha1')}`),
    ).toEqual({
      ...{ outcomes: ['READ'], reasons: [] },
      findings: [
        '11 info: document 2, apps/v1 Deployment, is of another format and is passed over',
        '15 info: document 3, backstage.io/v1alpha1 Deployment, is of another format and is passed over',
      ],
    });
  });
});

describe('an SLI', () => {
  const sli = (spec: string) =>
    `apiVersion: openslo/v1\nkind: SLI\nmetadata: { name: answers }\nspec: ${spec}\n`;
  it.each([
    [`{ thresholdMetric: { ${source} } }`],
    [`{ ratioMetric: { good: { ${source} }, total: { ${source} } } }`],
    [`{ ratioMetric: { counter: true, bad: { ${source} }, total: { ${source} } } }`],
    [`{ ratioMetric: { raw: { ${source} }, rawType: failure } }`],
    [`{ thresholdMetric: { metricSource: { metricSourceRef: prometheus, spec: { query: up } } } }`],
  ])('%s is read', (spec) => {
    expect(read(sli(spec))).toMatchObject({ outcomes: ['READ'], findings: [] });
  });

  it.each([
    ['spec.thresholdMetric', '{ description: nothing }'],
    [
      'spec.ratioMetric',
      `{ thresholdMetric: { ${source} }, ratioMetric: { raw: { ${source} }, rawType: success } }`,
    ],
    ['spec.ratioMetric.good', `{ ratioMetric: { total: { ${source} } } }`],
    ['spec.ratioMetric.total', `{ ratioMetric: { good: { ${source} } } }`],
    [
      'spec.ratioMetric.bad',
      `{ ratioMetric: { good: { ${source} }, bad: { ${source} }, total: { ${source} } } }`,
    ],
    ['spec.ratioMetric.rawType', `{ ratioMetric: { raw: { ${source} } } }`],
    [
      'spec.ratioMetric.good',
      `{ ratioMetric: { raw: { ${source} }, rawType: success, good: { ${source} } } }`,
    ],
    ['spec.thresholdMetric.metricSource', '{ thresholdMetric: {} }'],
  ])('without %s as it should be is refused: %s', (reason, spec) => {
    expect(read(sli(spec)).reasons).toEqual([reason]);
  });
});

describe('what gives access to something', () => {
  const text = `apiVersion: openslo/v1
kind: DataSource
metadata: { name: metrics, annotations: { apiToken: hush-1 } }
spec:
  type: CloudWatch
  connectionDetails: { accessKeyID: hush-2, region: hush-3 }
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: answers }
spec:
  thresholdMetric:
    metricSource:
      type: Redshift
      spec: { query: SELECT 1, accessKeyID: hush-4, secretAccessKey: hush-5, url: "https://hush-6:hush-7@db.example.org/x" }
`;

  it('never leaves the reader, and what was left out is said with its line', () => {
    const piece = parseOpenSloFile({ file: 'slo.yaml', text });
    expect(JSON.stringify(piece)).not.toContain('hush');
    expect(piece.objects[1]!.document).toMatchObject({
      spec: {
        thresholdMetric: { metricSource: { spec: { query: 'SELECT 1', url: 'https://db.example.org/x' } } },
      },
    });
    expect(piece.findings.map(({ line, code }) => [line, code])).toEqual([
      [3, 'SECRET_LEFT_OUT'],
      [6, 'SECRET_LEFT_OUT'],
      [15, 'SECRET_LEFT_OUT'],
      [15, 'SECRET_LEFT_OUT'],
      [15, 'SECRET_LEFT_OUT'],
    ]);
  });

  it('does not come in through a piece that somebody else made', () => {
    const piece = parseOpenSloFile({ file: 'slo.yaml', text });
    const document = {
      ...piece.objects[0]!.document,
      spec: { type: 'x', connectionDetails: { key: 'hush' } },
    };
    const made = { format: 'OPENSLO', piece: { ...piece, objects: [{ ...piece.objects[0]!, document }] } };
    expect(JSON.stringify(importPieceSchema.parse(made))).not.toContain('hush');
  });

  it('is looked for in time that grows with the text alone', () => {
    const texts = ['a-'.repeat(400_000), 'a://'.repeat(200_000), `a://${'b:'.repeat(400_000)}`];
    expect(withoutSecrets({ texts }).value).toEqual({ texts });
  });

  it.each([
    [
      'a parameter of an address',
      { url: 'https://a.example/x?q=1&api_key=hush&access_token=hush&token=hush' },
    ],
    ['the path of a hook', { target: 'https://hooks.slack.com/services/hush/hush' }],
    ['the path of another hook', { text: 'see https://discord.com/api/webhooks/hush?wait=1' }],
    ['a header that is a pair', { headers: [{ name: 'DD-API-KEY', value: 'hush' }] }],
    ['a header of another form', { headers: [{ key: 'Authorization', value: 'hush' }] }],
    ['a login in a field', { basicAuth: 'hush' }],
    ['a login in a list', { list: ['Bearer hush', 'basic hush'] }],
  ])('is found in %s', (_where, spec) => {
    const cleaned = withoutSecrets({ spec });
    expect(JSON.stringify(cleaned.value)).not.toContain('hush');
    expect(cleaned.left).not.toEqual([]);
    expect(withoutSecrets(cleaned.value)).toEqual({ value: cleaned.value, left: [] });
  });

  it('is told from what only sounds alike', () => {
    const harmless = {
      keyboard: 'a',
      monkey: 'b',
      author: 'c',
      query: 'rate(passes[5m])',
      at: 'ops@example.org',
      page: 'https://example.org/hooks?keyword=a&page=2',
      pair: [{ name: 'query', value: 'b' }],
      sentence: 'basic health of the bearer is shown',
    };
    expect(withoutSecrets(harmless)).toEqual({ value: harmless, left: [] });
  });
});

describe('a file', () => {
  it('gives the documents that can be read beside those that cannot', () => {
    const text = `${slo(good)}---\nkind: [\n---\njust text\n---\n${slo(good, 'name: second')}`;
    const { outcomes, findings } = read(text);
    expect(outcomes.sort()).toEqual(['READ', 'READ', 'not an object', 'yaml']);
    expect(findings).toHaveLength(2);
  });

  it('that is empty, unreadable or no text replaces nothing', () => {
    const states = ['', null, 'a\u0000b'].map((text) => parseOpenSloFile({ file: 'slo.yaml', text }).state);
    expect(states).toEqual(['EMPTY', 'UNREADABLE', 'UNREADABLE']);
  });

  it('is known by its content', () => {
    expect(
      ['openslo/v1', '"openslo/v1alpha"', 'openslo.com/v2alpha'].map((v) =>
        isOpenSloText(`kind: SLO\napiVersion: ${v}\n`),
      ),
    ).toEqual([true, true, true]);
    expect(
      ['\uFEFFapiVersion: openslo/v1', '"apiVersion" : openslo/v1', '{"apiVersion": "openslo/v1"}'].map(
        isOpenSloText,
      ),
    ).toEqual([true, true, true]);
    expect(
      ['v1', 'backstage.io/v1alpha1', 'openslots/v1'].map((v) => isOpenSloText(`apiVersion: ${v}\n`)),
    ).toEqual([false, false, false]);
  });
});
