import { expect, it } from 'vitest';
import { kindOfSchema, recordAt, recordPath, schemaPath } from './record-address.ts';

it.each([
  [{ kind: 'System', key: 'checkout' }, '/systems/checkout.json'],
  [{ kind: 'Change', key: 'CHG-1001' }, '/changes/CHG-1001.json'],
  [{ kind: 'Component', key: 'pay~api.v2' }, '/components/pay~api.v2.json'],
  [{ kind: 'Repository', key: 'github.com/acme/pay' }, '/repositories/github.com%2Facme%2Fpay.json'],
] as const)('%j has the path %s, and is found by it', (name, path) => {
  expect(recordPath(name)).toBe(path);
  expect(recordAt(path)).toEqual(name);
});

it.each([
  '/',
  '/systems',
  '/systems/',
  '/systems/.json',
  '/systems/a',
  '/things/a.json',
  '/systems/a/b.json',
  '/systems/%.json',
])('no record has the path %s', (path) => expect(recordAt(path)).toBeUndefined());

it('the schema of a kind has a path of its own', () => {
  expect(kindOfSchema(schemaPath('ExternalParty'))).toBe('ExternalParty');
  expect(kindOfSchema('/Nothing.json')).toBeUndefined();
});
