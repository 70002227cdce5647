import type { Finding } from '../finding.ts';
import type { Json } from './descriptor-kinds.ts';
import type { CatalogEntity } from './entity.ts';
import { isMissing, isObject, objectFrom, textOf } from './read-values.ts';

export type Report = (
  code: string,
  severity: Finding['severity'],
  path: readonly (string | number)[],
  message: string,
) => void;

/** Letters and digits, with `-`, `_` and `.` between, at most 63 (Backstage, "Metadata: name"). */
export const isName = (name: string): boolean =>
  name.length <= 63 && /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name);

/** A DNS label, at most 63 (Backstage, "Metadata: namespace"). */
export const isNamespace = (namespace: string): boolean =>
  namespace.length <= 63 && /^[a-z0-9]+(?:-+[a-z0-9]+)*$/.test(namespace);

const isTag = (tag: string): boolean => tag.length <= 63 && /^[a-z0-9:+#]+(?:-[a-z0-9:+#]+)*$/.test(tag);

/** Names with text values, as annotations and labels are; other plain values are read as their text. */
export function readTexts(
  field: 'annotations' | 'labels',
  value: Json | undefined,
  report: Report,
): Record<string, string> {
  if (isMissing(value)) return {};
  if (!isObject(value)) {
    report('WRONG_TYPE', 'warning', ['metadata', field], `metadata.${field} must be names with texts`);
    return {};
  }
  const entries = Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    if (typeof inner === 'string') return [[name, inner]];
    report(
      'WRONG_TYPE',
      'warning',
      ['metadata', field, name],
      `metadata.${field} "${name}" must be a text: write its value in quotes`,
    );
    return inner === null || typeof inner === 'object' ? [] : [[name, String(inner)]];
  });
  return objectFrom(entries);
}

export function readTags(value: Json | undefined, report: Report): string[] {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) {
    report('WRONG_TYPE', 'warning', ['metadata', 'tags'], 'metadata.tags must be a list of texts');
    return [];
  }
  return value.flatMap((tag, index): string[] => {
    if (typeof tag === 'string' && isTag(tag)) return [tag];
    report(
      'BAD_TAG',
      'warning',
      ['metadata', 'tags', index],
      `tag ${JSON.stringify(tag)} is not valid: use a-z, 0-9, ":", "+", "#" and "-" between, at most 63 characters`,
    );
    return typeof tag === 'string' && tag.trim() !== '' ? [tag] : [];
  });
}

export function readLinks(value: Json | undefined, report: Report): CatalogEntity['links'] {
  if (isMissing(value)) return [];
  if (!Array.isArray(value)) {
    report('WRONG_TYPE', 'warning', ['metadata', 'links'], 'metadata.links must be a list');
    return [];
  }
  return value.flatMap((link, index) => {
    const url = isObject(link) ? textOf(link.url) : null;
    if (url !== null && isObject(link)) return [{ url, title: textOf(link.title), type: textOf(link.type) }];
    report('BAD_LINK', 'warning', ['metadata', 'links', index], 'this link has no url: add "url:"');
    return [];
  });
}
