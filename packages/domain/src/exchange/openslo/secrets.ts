import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isObject } from '../catalog-info/read-values.ts';

/** Names under which sources are given what opens them. */
const secretName =
  /pass(?:word|wd|phrase)|secret|credential|(?:access|api|private|app|application|auth|signing|encryption)[-_ ]?key|token|^auth(?:orization)?$|bearer|cookie|connection[-_ ]?(?:string|details|url|uri)|^dsn$|certificate|^(?:user|username|login|pwd)$/i;

/**
 * Addresses without user and password. Cut at each `://`, so that the work grows with the text alone, whatever stands
 * in it.
 */
function withoutUserInfo(text: string): string {
  if (!text.includes('://') || !text.includes('@')) return text;
  const [first = '', ...rest] = text.split('://');
  return [first, ...rest.map((part) => part.replace(/^[^\s/@]*@/, ''))].join('://');
}

export interface Cleaned<T> {
  readonly value: T;
  /** Paths of what was taken out. */
  readonly left: readonly (readonly (string | number)[])[];
}

/**
 * The document without what gives access to anything: connection details as a whole, fields named like a secret below
 * `spec`, and user and password in addresses. Labels, annotations and unknown fields outside `spec` lose fields of
 * such names too. Doing it again changes nothing.
 */
export function withoutSecrets(document: JsonObject): Cleaned<JsonObject> {
  const left: (string | number)[][] = [];
  const clean = (value: Json, path: (string | number)[]): Json => {
    if (typeof value === 'string') {
      const text = withoutUserInfo(value);
      if (text !== value) left.push(path);
      return text;
    }
    if (Array.isArray(value)) return value.map((inner, index) => clean(inner, [...path, index]));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
        const at = [...path, name];
        if (!secretName.test(name)) return [[name, clean(inner, at)]];
        left.push(at);
        return [];
      }),
    );
  };
  return { value: clean(document, []) as JsonObject, left };
}
