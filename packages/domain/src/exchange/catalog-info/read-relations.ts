import type { DescriptorKind, Json, JsonObject } from './descriptor-kinds.ts';
import type { CatalogRelation } from './entity.ts';
import type { Report } from './read-metadata.ts';
import { isMissing } from './read-values.ts';
import { readReference } from './reference.ts';

/**
 * The relations an entity declares, in the order of its kind's table and, within a field, as they stand.
 * A reference that cannot be read is left out and reported; one that names the entity itself stays and is reported.
 */
export function readRelations(
  kind: DescriptorKind,
  spec: JsonObject,
  self: { ref: string; namespace: string },
  lineOf: (path: readonly (string | number)[]) => number,
  report: Report,
): CatalogRelation[] {
  return kind.relations.flatMap(({ field, type, defaultKind, many }) => {
    const path = ['spec', field];
    return textsOf(spec[field], many, path, report).flatMap(([text, at]): CatalogRelation[] => {
      const read = readReference(text, { kind: defaultKind, namespace: self.namespace });
      if (!read.ok) {
        report(
          read.problem === 'shape' ? 'BAD_REFERENCE' : 'REFERENCE_WITHOUT_KIND',
          'warning',
          at,
          read.problem === 'shape'
            ? `spec.${field} "${text}" is not a reference: write [kind:][namespace/]name`
            : `spec.${field} "${text}" does not say of which kind: write component:${text} or resource:${text}`,
        );
        return [];
      }
      if (read.ref === self.ref)
        report(
          'REFERS_TO_ITSELF',
          'warning',
          at,
          `${self.ref} names itself in spec.${field}: name another entity or take it out`,
        );
      return [{ type, target: read.ref, field, line: lineOf(at) }];
    });
  });
}

/** The texts of a field with the path of each; a single text where a list is due is read as a list of one. */
function textsOf(
  value: Json | undefined,
  many: boolean,
  path: string[],
  report: Report,
): [string, (string | number)[]][] {
  if (isMissing(value)) return [];
  const name = path.join('.');
  if (Array.isArray(value) && many)
    return value.flatMap((item, index): [string, (string | number)[]][] => {
      if (typeof item === 'string' && item.trim() !== '') return [[item, [...path, index]]];
      report('WRONG_TYPE', 'warning', [...path, index], `${name} must hold texts: write each as a reference`);
      return [];
    });
  if (typeof value === 'string') {
    if (many) report('WRONG_TYPE', 'warning', path, `${name} must be a list: write [${value}]`);
    return [[value, path]];
  }
  report('WRONG_TYPE', 'warning', path, `${name} must be ${many ? 'a list of references' : 'one reference'}`);
  return [];
}
