import type { Handle } from '../catalog-info/handles.ts';
import type { Finding } from '../finding.ts';
import type { Identified } from './identify.ts';
import type { ExistingRecord } from './types.ts';

export interface HandleBook {
  /** The handles that this record may take; one that another person or team has is left out and reported. */
  claim(item: Identified, handles: readonly Handle[], findings: Finding[]): Handle[];
}

/** Who has which handle, so that one handle never leads to two holders. */
export function openHandleBook(records: readonly ExistingRecord[]): HandleBook {
  const holders = new Map<string, { kind: string; key: string }>();
  const id = ({ host, handle }: Handle) => `${host} ${handle}`.toLowerCase();
  for (const { kind, key, document, archivedBy } of records) {
    if (archivedBy !== null || !Array.isArray(document.handles)) continue;
    for (const handle of document.handles as Handle[]) holders.set(id(handle), { kind, key });
  }
  return {
    claim: ({ entity, kind, key }, handles, findings) =>
      handles.filter((handle, index) => {
        if (handles.findIndex((other) => id(other) === id(handle)) < index) return false;
        const holder = holders.get(id(handle));
        if (!holder || (holder.kind === kind && holder.key === key)) {
          holders.set(id(handle), { kind, key });
          return true;
        }
        findings.push({
          file: entity.file,
          line: entity.line,
          code: 'HANDLE_TAKEN',
          severity: 'warning',
          message: `${handle.handle} on ${handle.host} belongs to ${holder.kind} ${holder.key}, so ${entity.ref} does not get it: correct one of the annotations`,
        });
        return false;
      }),
  };
}
