import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isObject } from '../catalog-info/read-values.ts';

/** Names under which sources are given what opens them. */
const secretName =
  /pass(?:word|wd|phrase)|secret|credential|(?:access|api|private|app|application|auth|signing|encryption)[-_ ]?key|token|^(?:basic[-_ ]?|proxy[-_ ]?)?auth(?:orization|entication)?$|bearer|cookie|connection[-_ ]?(?:string|details|url|uri)|^dsn$|certificate|^(?:user|username|login|pwd)$/i;

/**
 * Addresses without user and password, without parameters named like a secret, and without the path of a hook, which
 * whoever knows it may call. Cut at each `://`, so that the work grows with the text alone, whatever stands in it.
 */
function withoutAccess(text: string): string {
  if (/^(?:bearer|basic) \S+$/i.test(text)) return '';
  if (!text.includes('://')) return text;
  const [first = '', ...rest] = text.split('://');
  return [first, ...rest.map(withoutAccessInAddress)].join('://');
}

const withoutAccessInAddress = (address: string): string =>
  address
    .replace(/^[^\s/@]*@/, '')
    .replace(/^(hooks\.[^\s/?#]*|[^\s/?#]*\/(?:api\/)?webhooks?)[/?]\S*/i, '$1')
    .replace(/([?&])([^\s=&?#]+)=[^\s&#]*/g, (whole, mark: string, name: string) =>
      secretName.test(name) ? `${mark}${name}=` : whole,
    );

/** A header or parameter written as a pair: its name stands in a field of its own. */
function isSecretPair(value: JsonObject): boolean {
  const { name, key, header } = value;
  return [name, key, header].some((each) => typeof each === 'string' && secretName.test(each));
}

export interface Cleaned<T> {
  readonly value: T;
  /** Paths of what was taken out. */
  readonly left: readonly (readonly (string | number)[])[];
}

/**
 * The document without what gives access to anything: connection details as a whole, fields named like a secret below
 * `spec` or in a pair that is, and what addresses carry. Labels, annotations and unknown fields outside `spec` lose fields of
 * such names too. Doing it again changes nothing.
 */
export function withoutSecrets(document: JsonObject): Cleaned<JsonObject> {
  const left: (string | number)[][] = [];
  const clean = (value: Json, path: (string | number)[]): Json => {
    if (typeof value === 'string') {
      const text = withoutAccess(value);
      if (text !== value) left.push(path);
      return text;
    }
    if (Array.isArray(value)) return value.map((inner, index) => clean(inner, [...path, index]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
        const at = [...path, name];
        const isSecret = secretName.test(name) || (name === 'value' && isSecretPair(value));
        if (!isSecret) return [[name, clean(inner, at)]];
        left.push(at);
        return [];
      }),
    );
  };
  return { value: clean(document, []) as JsonObject, left };
}
