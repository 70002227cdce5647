import type { Json, JsonObject } from './descriptor-kinds.ts';

/** Tells an object from the other JSON values. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object at hand, or an empty one. */
export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** A text that says something; anything else is null. */
export const textOf = (value: Json | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** A field that is left out, null or blank says nothing. An empty list does say something. */
export const isMissing = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Pairs of an object as a new object; a key such as `__proto__` stays an ordinary key. */
export const objectFrom = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
  Object.fromEntries(entries);
