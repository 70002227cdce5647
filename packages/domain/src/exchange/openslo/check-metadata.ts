import type { JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isMissing } from '../catalog-info/read-values.ts';
import type { Path, Reader } from './read.ts';

/** Lower-case letters, digits, `-` and `. | / \` between, at most 255 (OpenSLO v1, general schema). */
const namePattern = /^[a-z0-9](?:[a-z0-9.|/\\-]*[a-z0-9])?$/;
const labelPattern = /^[a-z0-9A-Z](?:[a-z0-9A-Z._-]{0,61}[a-z0-9A-Z])?$/;

/** Checks `metadata`: a name there must be; a name outside the rule is taken, and told. */
export function checkMetadata(read: Reader, holder: JsonObject, at: Path): string | null {
  const metadata = read.object(holder.metadata, [...at, 'metadata'], true);
  if (!metadata) return null;
  const path = (field: string) => [...at, 'metadata', field];
  const name = read.name(metadata.name, path('name'), true);
  if (name !== null && !namePattern.test(name))
    read.warn(path('name'), 'should hold only a-z, 0-9 and "-" "." "/" "|" between');
  read.text(metadata.displayName, path('displayName'), false, 200);
  const labels = read.object(metadata.labels, path('labels'), false);
  for (const [label, value] of Object.entries(labels ?? {})) {
    const texts = Array.isArray(value) ? value : [value];
    if (!texts.every((text) => typeof text === 'string' && text.length > 0))
      read.refuse([...path('labels'), label], 'must be a text or a list of texts');
    if (!labelPattern.test(label))
      read.warn([...path('labels'), label], 'should hold letters, digits, "-", "_" and ".", at most 63');
  }
  const annotations = read.object(metadata.annotations, path('annotations'), false);
  for (const [annotation, value] of Object.entries(annotations ?? {}))
    if (!isMissing(value) && typeof value !== 'string')
      read.warn([...path('annotations'), annotation], 'should be a text: write its value in quotes');
  return name;
}
