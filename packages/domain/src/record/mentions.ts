import type { Field } from './field.ts';

/** A key that a document names, and where it does. */
export interface Mention {
  readonly kind: string;
  readonly key: string;
  readonly path: readonly (string | number)[];
}

/** Every key that values of these fields name, those in parts included. */
export function mentionsIn(
  fields: Readonly<Record<string, Field>>,
  values: Readonly<Record<string, unknown>>,
  at: readonly (string | number)[] = [],
): Mention[] {
  return Object.entries(fields).flatMap(([name, field]): Mention[] => {
    const value = values[name];
    const path = [...at, name];
    if (field.type === 'reference')
      return typeof value === 'string' ? [{ kind: field.options.to!, key: value, path }] : [];
    if (field.type === 'references')
      return ((value as string[]) ?? []).map((key, index) => ({
        kind: field.options.to!,
        key,
        path: [...path, index],
      }));
    if (field.type === 'parts')
      return ((value as Record<string, unknown>[]) ?? []).flatMap((row, index) =>
        mentionsIn(field.options.part!.fields, row, [...path, index]),
      );
    return [];
  });
}
