import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isObject } from '../catalog-info/read-values.ts';

/** Names under which sources are given what opens them. */
const secretName =
  /pass(?:word|wd|phrase)|secret|credential|(?:access|api|private|app|application|auth|signing|encryption)[-_ ]?key|token|^auth(?:orization)?$|bearer|cookie|connection[-_ ]?(?:string|details|url|uri)|^dsn$|certificate|^(?:user|username|login|pwd)$/i;

/** The part of an address that names a user and a password. */
const userInfo = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi;

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
      const text = value.replace(userInfo, '$1');
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
