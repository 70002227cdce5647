import type { Json } from './descriptor-kinds.ts';
import type { CatalogEntity } from './entity.ts';
import { resolvePath } from './paths.ts';
import type { EntitySource } from './read-entity.ts';
import type { Report } from './read-metadata.ts';
import { isMissing, isObject } from './read-values.ts';

const placeholders = ['$text', '$json', '$yaml'];

/**
 * Says where an API's definition stands. A placeholder is never followed: of a file in the repository only its
 * presence is checked, an address is left alone.
 */
export function readDefinition(
  value: Json | undefined,
  source: EntitySource,
  report: Report,
): CatalogEntity['definition'] {
  if (isMissing(value) || value === undefined) return null;
  const entry = isObject(value) ? Object.entries(value)[0] : undefined;
  const [placeholder, target] = entry ?? [];
  if (placeholder === undefined || !placeholders.includes(placeholder) || typeof target !== 'string')
    return {
      form: 'text',
      characters: (typeof value === 'string' ? value : JSON.stringify(value)).length,
    };
  const path = resolvePath(source.file, target);
  if (path !== null && source.fileExists && !source.fileExists(path))
    report(
      'DEFINITION_MISSING',
      'warning',
      ['spec', 'definition'],
      `${placeholder} names ${path}, which is not in the repository: correct the path or add the file`,
    );
  return { form: 'placeholder', placeholder, target };
}
