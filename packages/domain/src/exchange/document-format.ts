import type { JsonObject } from './catalog-info/descriptor-kinds.ts';
import type { Finding } from './finding.ts';

export type DocumentFormat = 'CATALOG_INFO' | 'OPENSLO' | 'OTHER';

/**
 * Whose format a YAML document is of, by its apiVersion, misspelled or not; null where it says nothing. One file may hold
 * documents of several: each reader takes its own and passes over the others.
 */
export function formatOf({ apiVersion, kind }: JsonObject): DocumentFormat | null {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  if (/slo/i.test(apiVersion)) return 'OPENSLO';
  if (/stage/i.test(apiVersion)) return 'CATALOG_INFO';
  return apiVersionForm.test(apiVersion) ? 'OTHER' : null;
}

/** `group/version`, or `v1` alone, as Kubernetes and those after it write it. */
const apiVersionForm = /^(?:[a-z0-9.-]+\/)?v\d+(?:(?:alpha|beta)\d*)?$/;

/** What is said of a document that the reader does not take: more loudly when it knows a kind of that name. */
export function passedOver(
  at: { readonly file: string; readonly doc: number; readonly line: number },
  { apiVersion, kind }: JsonObject,
  isKind: (kind: string) => boolean,
): Finding {
  const known = isKind(String(kind));
  return {
    ...{ file: at.file, line: at.line, code: 'OTHER_FORMAT', severity: known ? 'warning' : 'info' },
    message: `document ${at.doc + 1}, ${String(apiVersion)} ${String(kind)}, is of another format and is passed over${known ? ': correct its apiVersion if it is not' : ''}`,
  };
}
