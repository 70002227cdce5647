import { isEmptyValue, sameValue } from '@steward/domain/exchange/plan/same-value.ts';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { unsetValue } from '@steward/domain/record/unset-value.ts';
import type { Provenance } from '../platform/record/provenance.ts';

/**
 * Who wrote each field last, as a plan asks. What the record does not list came from where the record came from,
 * except values that nobody gave: empty ones and defaults.
 */
export function fieldWriters(
  kind: Kind,
  record: { origin: string; provenance: Provenance; document: RecordDocument },
): Record<string, string> {
  const { origin, provenance, document } = record;
  return Object.fromEntries(
    Object.entries(kind.fields).flatMap(([name, field]) => {
      const listed = provenance[name]?.source;
      if (listed) return [[name, listed]];
      const given = !isEmptyValue(document[name]) && !sameValue(document[name], unsetValue(field));
      return given ? [[name, origin]] : [];
    }),
  );
}
