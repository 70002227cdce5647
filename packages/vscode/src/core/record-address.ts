import { type KindName, kindPlurals } from '@steward/domain/record/kind-plurals.ts';

/** Which record a document is about. */
export interface RecordName {
  kind: KindName;
  key: string;
}

export const recordScheme = 'steward';
export const schemaScheme = 'steward-schema';

const ending = '.json';

/**
 * Path of a record's document, such as `/systems/checkout.json`. What would divide a path stands in it as an escape, as in
 * `/repositories/github.com%2Facme%2Fpay.json`.
 */
export const recordPath = ({ kind, key }: RecordName): string =>
  `/${kindPlurals[kind]}/${encodeURIComponent(key)}${ending}`;

/** The record whose document has that path; undefined for any other path. */
export function recordAt(path: string): RecordName | undefined {
  const [empty, folder, file, more] = path.split('/');
  const kind = kindNames.find((name) => kindPlurals[name] === folder);
  if (empty !== '' || more !== undefined || !kind || !file?.endsWith(ending)) return undefined;
  const key = decoded(file.slice(0, -ending.length));
  return key ? { kind, key } : undefined;
}

/** Path of the JSON Schema of a kind's documents. */
export const schemaPath = (kind: KindName): string => `/${kind}${ending}`;

/** The kind whose schema has that path. */
export const kindOfSchema = (path: string): KindName | undefined =>
  kindNames.find((kind) => schemaPath(kind) === path);

export const isKindName = (name: string): name is KindName => Object.hasOwn(kindPlurals, name);

const kindNames = Object.keys(kindPlurals).filter(isKindName);

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
