import { describe, expect, it } from 'vitest';
import { codes, component, only, parse } from './test-pieces.ts';

describe('reading an entity', () => {
  it('gives references their defaults, in lower case, with the lines they stand on', () => {
    const entity = only(
      parse(`apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: Web, namespace: shop }
spec:
  type: website
  lifecycle: production
  owner: Team-A
  system: default/Checkout
  subcomponentOf: front
  providesApis: [web-api]
  consumesApis:
    - api:other/Prices
  dependsOn: [resource:db, "component:default/cart"]
  dependencyOf:
    - component:mobile
`),
    );
    expect(entity).toMatchObject({
      ref: 'component:shop/web',
      name: 'Web',
      line: 1,
      owner: { text: 'Team-A', ref: 'group:shop/team-a', line: 7 },
    });
    expect(entity.relations.map(({ type, target, line }) => [type, target, line])).toEqual([
      ['partOf', 'system:default/checkout', 8],
      ['partOf', 'component:shop/front', 9],
      ['providesApi', 'api:shop/web-api', 10],
      ['consumesApi', 'api:other/prices', 12],
      ['dependsOn', 'resource:shop/db', 13],
      ['dependsOn', 'component:default/cart', 13],
      ['dependencyOf', 'component:shop/mobile', 15],
    ]);
  });

  it('reads several documents, comments before the first marker, flow lists and no final newline', () => {
    const piece = parse(`# Who we are
# and what we run
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: a}
spec: {type: team, children: [], parent: top, members: [ada]}
---
# the second
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ada}
spec: {memberOf: [a]}`);
    expect(piece.entities.map(({ ref, doc, line }) => [ref, doc, line])).toEqual([
      ['group:default/a', 0, 4],
      ['user:default/ada', 1, 10],
    ]);
    expect(piece.entities[0]!.relations.map(({ type, target }) => [type, target])).toEqual([
      ['childOf', 'group:default/top'],
      ['hasMember', 'user:default/ada'],
    ]);
    expect(piece.findings).toEqual([]);
  });

  it('keeps what the format does not know, word for word, and says which field was probably meant', () => {
    const piece = parse(
      component('  consumesApi: [api:x]\n  cost: { centre: 42 }\n', '  colour: [1, { a: null }]\n'),
    );
    expect(only(piece).unknown).toEqual({
      'metadata.colour': [1, { a: null }],
      'spec.consumesApi': ['api:x'],
      'spec.cost': { centre: 42 },
    });
    expect(codes(piece)).toEqual(['UNKNOWN_FIELD 5', 'UNKNOWN_FIELD 10', 'UNKNOWN_FIELD 11']);
    expect(piece.findings[1]!.message).toContain('write spec.consumesApis');
    expect(piece.findings.map(({ severity }) => severity)).toEqual(['info', 'warning', 'info']);
  });

  it('keeps annotations, labels, tags and links, and reports those of the wrong form', () => {
    const piece = parse(
      component(
        '',
        `  annotations: { a.b/c: text, flag: true }
  labels: { tier: "1" }
  tags: [java, Not OK]
  links: [{ url: "https://example.org", title: Home }, { title: nowhere }]
`,
      ),
    );
    expect(only(piece)).toMatchObject({
      annotations: { 'a.b/c': 'text', flag: 'true' },
      labels: { tier: '1' },
      tags: ['java', 'Not OK'],
      links: [{ url: 'https://example.org', title: 'Home', type: null }],
    });
    expect(codes(piece)).toEqual(['WRONG_TYPE 5', 'BAD_TAG 7', 'BAD_LINK 8']);
  });

  it('reads a single text where a list is due, and leaves out what is no reference', () => {
    const piece = parse(component('  providesApis: web-api\n  dependsOn: ["a:b:c", db, 7]\n'));
    expect(only(piece).relations.map(({ target }) => target)).toEqual(['api:default/web-api']);
    expect(codes(piece)).toEqual([
      'WRONG_TYPE 9',
      'BAD_REFERENCE 10',
      'REFERENCE_WITHOUT_KIND 10',
      'WRONG_TYPE 10',
    ]);
  });

  it('reports an entity that refers to itself and keeps the relation', () => {
    const piece = parse(component('  subcomponentOf: web\n'));
    expect(codes(piece)).toEqual(['REFERS_TO_ITSELF 9']);
    expect(only(piece).relations).toHaveLength(1);
  });

  it('gives a Location its targets and no owner', () => {
    const piece = parse(`apiVersion: backstage.io/v1alpha1
kind: Location
metadata: { name: root }
spec: { owner: team-a, target: ./one.yaml, targets: [./two.yaml] }
`);
    expect(only(piece)).toMatchObject({
      owner: null,
      targets: ['./one.yaml', './two.yaml'],
      outcome: { state: 'SKIPPED', reason: 'location' },
    });
  });
});

describe('refusing an entity', () => {
  const outcome = (text: string) => only(parse(text)).outcome;

  it.each([
    ['a template', `\${{ values.name | dump }}`],
    ['a blank', '"my web"'],
    ['a dash at the end', 'web-'],
    ['64 characters', 'x'.repeat(64)],
    ['a number', '42'],
    ['nothing', '""'],
  ])('names: %s', (_what, name) => {
    expect(outcome(component('').replace('name: web', `name: ${name}`))).toEqual({
      state: 'REFUSED',
      reason: 'name',
    });
  });

  it('takes a name of 63 characters and one with dots and underscores', () => {
    expect(outcome(component('').replace('name: web', `name: ${'x'.repeat(63)}`))).toEqual({ state: 'READ' });
    expect(outcome(component('').replace('name: web', 'name: My_web.v2'))).toEqual({ state: 'READ' });
  });

  it('says every required field that is missing, and what to do', () => {
    const piece = parse(
      'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: n}\nspec: {}\n',
    );
    expect(only(piece).outcome).toEqual({
      state: 'REFUSED',
      reason: 'missing spec.type, spec.lifecycle, spec.owner',
    });
    expect(piece.findings).toEqual([
      {
        file: 'catalog-info.yaml',
        line: 4,
        code: 'MISSING_FIELD',
        severity: 'error',
        message:
          'component:default/n has no spec.type, spec.lifecycle, spec.owner: a Component needs them, add them below spec',
      },
    ]);
  });

  it.each([
    ['System', 'owner'],
    ['Domain', 'owner'],
    ['Resource', 'type, spec.owner'],
    ['API', 'type, spec.lifecycle, spec.owner, spec.definition'],
    ['Group', 'type, spec.children'],
    ['User', 'memberOf'],
  ])('a %s without its fields', (kind, fields) => {
    expect(outcome(`apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: {name: n}\n`)).toEqual({
      state: 'REFUSED',
      reason: `missing spec.${fields}`,
    });
  });

  it('an empty list of children or teams is no missing field', () => {
    const user = 'apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: n}\nspec: {memberOf: []}\n';
    expect(outcome(user)).toEqual({ state: 'READ' });
  });

  it('an unknown or absent apiVersion, a namespace out of form, a field that is no text', () => {
    expect(outcome(component('').replace('v1alpha1', 'v9'))).toMatchObject({ reason: 'apiVersion' });
    expect(outcome(component('').replace(/^.*\n/, ''))).toMatchObject({ reason: 'apiVersion' });
    expect(outcome(component('', '  namespace: Not/OK\n'))).toMatchObject({ reason: 'namespace' });
    expect(outcome(component('').replace('owner: team-a', 'owner: [a]'))).toMatchObject({
      reason: 'not a text: spec.owner',
    });
  });

  it('a kind that becomes no record is skipped with its owner', () => {
    const piece = parse(`apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: new-service }
spec: { owner: team-a, steps: [] }
`);
    expect(only(piece)).toMatchObject({
      ref: 'template:default/new-service',
      owner: { ref: 'group:default/team-a' },
      outcome: { state: 'SKIPPED', reason: 'kind' },
      spec: {},
    });
  });
});

describe('definitions', () => {
  const api = (definition: string): string => `apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: prices }
spec:
  type: openapi
  lifecycle: production
  owner: team-a
  definition: ${definition}
`;

  it('a placeholder is never followed; of a file only its presence is checked', () => {
    const asked: string[] = [];
    const exists = (path: string) => {
      asked.push(path);
      return path === 'services/prices/openapi.yaml';
    };
    const there = parse(api('{ $text: ./openapi.yaml }'), 'services/prices/catalog-info.yaml', exists);
    expect(there.findings).toEqual([]);
    const missing = parse(api('{ $text: ../gone.yaml }'), 'services/prices/catalog-info.yaml', exists);
    expect(codes(missing)).toEqual(['DEFINITION_MISSING 8']);
    expect(only(missing).outcome).toEqual({ state: 'READ' });
    const remote = parse(api('{ $text: "https://example.org/openapi.yaml" }'), 'catalog-info.yaml', exists);
    expect(remote.findings).toEqual([]);
    expect(only(remote).definition).toEqual({
      form: 'placeholder',
      placeholder: '$text',
      target: 'https://example.org/openapi.yaml',
    });
    expect(asked).toEqual(['services/prices/openapi.yaml', 'services/gone.yaml']);
  });

  it('a definition in the file is measured, not carried along', () => {
    const entity = only(parse(api('"openapi: 3.1.0"')));
    expect(entity.definition).toEqual({ form: 'text', characters: 14 });
    expect(entity.spec).not.toHaveProperty('definition');
  });
});
