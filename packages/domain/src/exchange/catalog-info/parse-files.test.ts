import { describe, expect, it } from 'vitest';
import { catalogPieceSchema } from './entity.ts';
import { isCatalogFile } from './parse.ts';
import { codes, component, only, parse } from './test-pieces.ts';

describe('files that are not well', () => {
  it('one bad document does not take away the others', () => {
    const piece = parse(`${component('')}---
apiVersion: backstage.io/v1alpha1
kind: [unclosed
metadata: {name: bad}
---
${component('').replace('name: web', 'name: shop')}`);
    expect(piece.entities.map(({ name, doc }) => [name, doc])).toEqual([
      ['web', 0],
      ['shop', 2],
    ]);
    expect(piece.broken).toMatchObject([{ doc: 1, reason: 'yaml' }]);
    expect(piece.findings[0]).toMatchObject({ code: 'BAD_YAML', severity: 'error' });
    expect(piece.findings[0]!.message).toMatch(/^document 2 is not valid YAML: /);
  });

  it('a key said twice is refused with its line', () => {
    const piece = parse(component('  owner: team-b\n'));
    expect(piece.entities).toEqual([]);
    expect(codes(piece)).toEqual(['BAD_YAML 9']);
  });

  it.each([
    ['a list', '- a\n- b\n'],
    ['a text', 'just words\n'],
    ['no kind', 'apiVersion: v1\nmetadata: {name: n}\n'],
  ])('%s is no entity', (_what, text) => {
    const piece = parse(text);
    expect([piece.state, piece.entities.length]).toEqual(['READ', 0]);
    expect(piece.broken).toMatchObject([{ doc: 0, reason: 'not an entity' }]);
  });

  it.each([
    ['nothing', ''],
    ['comments', '# gone\n'],
    ['empty documents', '---\n---\n'],
  ])('a file of %s is empty and says so', (_what, text) => {
    const piece = parse(text);
    expect([piece.state, piece.broken]).toEqual(['EMPTY', []]);
    expect(codes(piece)).toEqual(['EMPTY_FILE null']);
  });

  it('a file that cannot be opened, or is no text, is unreadable', () => {
    expect(parse(null).state).toBe('UNREADABLE');
    expect(parse('k\u0000i\u0000n\u0000d').state).toBe('UNREADABLE');
  });

  it('an alias bomb is refused quickly, and so are circles and depth', () => {
    const levels = Array.from(
      { length: 30 },
      (_, i) =>
        `x${i}: &x${i} [${
          i === 0
            ? '1'
            : Array(9)
                .fill(`*x${i - 1}`)
                .join(', ')
        }]`,
    );
    const bomb = parse(`${levels.join('\n')}\n---\n${component('')}`);
    expect(bomb.broken[0]!.message).toContain('aliases');
    expect(bomb.entities).toHaveLength(1);
    const merges = Array.from(
      { length: 30 },
      (_, i) => `m${i}: &m${i} {a: ${i === 0 ? 1 : `{<<: *m${i - 1}}, b: {<<: *m${i - 1}}`}}`,
    );
    expect(parse(merges.join('\n')).broken[0]!.message).toContain('aliases');
    expect(parse('a: &a [*a]\n').broken[0]!.message).toContain('alias');
    expect(parse(`a: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`).broken).toHaveLength(1);
  });

  it('ordinary anchors and merge keys are understood', () => {
    const entity = only(
      parse(`apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: web
  annotations: &shared { a/b: c }
  labels: { <<: *shared, d: e }
spec: { type: website, lifecycle: production, owner: team-a }
`),
    );
    expect(entity.labels).toEqual({ 'a/b': 'c', d: 'e' });
  });

  it('tags do nothing and prototypes stay untouched', () => {
    const piece = parse(component('  __proto__: { polluted: yes }\n  run: !!js/function "() => 1"\n'));
    const entity = only(piece);
    expect(entity.spec.run).toBe('() => 1');
    expect(Object.keys(entity.unknown)).toContain('spec.__proto__');
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
    expect(codes(piece)).toContain('YAML_WARNING 10');
    const dated = only(parse(component('  since: !!timestamp 2001-01-01\n')));
    expect(dated.unknown['spec.since']).toBe('2001-01-01');
  });

  it('what comes out is plain JSON, in which a number without an end is text', () => {
    const piece = parse(component('  odd: [.nan, .inf, -.inf, 2001-01-01]\n'));
    expect(only(piece).unknown['spec.odd']).toEqual(['.nan', '.inf', '-.inf', '2001-01-01']);
    expect(catalogPieceSchema.parse(JSON.parse(JSON.stringify(piece)))).toEqual(piece);
  });

  it.each(['"a\\0b"', '"\\uD800"'])('%s, which no database takes, is refused with its line', (text) => {
    const bad = component(`  odd:\n    - x\n    - ${text}\n`);
    const piece = parse(`${bad}---\n${component('')}`);
    expect(only(piece).doc).toBe(1);
    expect(piece.broken.map(({ line, message }) => [line, message])).toEqual([
      [
        11,
        'document 1 holds a zero character or half a character (\\0, \\uD800 to \\uDFFF), which no database takes, in spec.odd.1: take it out',
      ],
    ]);
  });

  const inLines = (n: number) => Array.from({ length: n }, (_, i) => `${' '.repeat(i + 2)}a:\n`).join('');
  it.each([
    ['3,000 brackets', `  deep:\n    ${'['.repeat(3_000)}${']'.repeat(3_000)}\n`, 10],
    ['200 lines', inLines(200), 107],
  ])(
    'a document nested too deep, by %s, is refused with the line, and the others stand',
    (_how, deep, line) => {
      const piece = parse(`${component(deep)}---\n${component(inLines(90))}`);
      expect(only(piece).doc).toBe(1);
      expect(piece.broken.map((b) => [b.line, b.message])).toEqual([
        [line, 'document 1 is nested more than 100 levels deep: write it in fewer'],
      ]);
    },
  );

  it.each([
    ['in lines', inLines(3_000), 116],
    ['by dashes', `  a:\n    ${'- '.repeat(3_000)}b\n`, 19],
  ])(
    'one nested 3,000 levels deep %s, beyond what the parser takes, is refused with the line',
    (_how, deep, line) => {
      expect(parse(`${component('')}---\n${component(deep)}`).broken.map((b) => [b.line, b.message])).toEqual(
        [[line, 'document 2 is nested more than 100 levels deep: write it in fewer']],
      );
    },
  );
});

describe('documents of another format in a catalog file', () => {
  it.each([
    ['info', 'apps/v1', 'Deployment'],
    ['info', 'openslo/v1', 'Service'],
    ['warning', 'core.oam.dev/v1beta1', 'Component'],
    ['warning', 'v1alpha1', 'Component'],
  ])('are passed over, with %s: %s %s', (severity, version, kind) => {
    const other = `apiVersion: ${version}\nkind: ${kind}\nmetadata: { name: shop }\n`;
    const piece = parse(`${component('')}---\n${other}`);
    expect(only(piece).name).toBe('web');
    expect(piece.broken).toEqual([]);
    expect(piece.findings.map((f) => [f.severity, f.code, f.line])).toEqual([[severity, 'OTHER_FORMAT', 10]]);
  });
});

describe('telling catalog files from other YAML', () => {
  it('by name or by apiVersion', () => {
    expect(isCatalogFile('a/catalog-info.yml', '')).toBe(true);
    expect(isCatalogFile('teams.yaml', '# x\napiVersion: backstage.io/v1alpha1\n')).toBe(true);
    expect(isCatalogFile('new.yaml', 'apiVersion: "scaffolder.backstage.io/v1beta3"\n')).toBe(true);
    expect(isCatalogFile('deploy.yaml', 'apiVersion: apps/v1\n')).toBe(false);
    expect(isCatalogFile('catalog-info.yaml.txt', 'apiVersion: backstage.io/v1alpha1\n')).toBe(false);
  });
});
