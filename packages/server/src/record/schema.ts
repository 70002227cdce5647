import type { SchemaKit } from '../platform/kind/kit.ts';
import { addAudit } from './audit-schema.ts';
import { addComparison } from './comparison-schema.ts';
import { addDemonstrationMutation } from './demonstration-schema.ts';
import { addDocuments } from './document-schema.ts';
import { addEvents } from './events-schema.ts';
import { addExport } from './export-schema.ts';
import { addFindings } from './findings.ts';
import { addProposals } from './proposal-schema.ts';
import type { Hooks } from './proposal-write.ts';
import { addSearch } from './search.ts';

export function addRecordQueries(kit: SchemaKit, hooks: Hooks): void {
  addSearch(kit);
  addFindings(kit);
  addDemonstrationMutation(kit);
  addExport(kit);
  addEvents(kit);
  addDocuments(kit);
  addComparison(kit);
  addAudit(kit);
  addProposals(kit, hooks);
}
