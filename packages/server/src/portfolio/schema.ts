import type { SchemaKit } from '../platform/kind/kit.ts';
import { addRelatedLists } from '../platform/kind/related.ts';

export function addPortfolioFields(kit: SchemaKit): void {
  addRelatedLists(kit, 'Portfolio', {
    programs: { of: 'Program', description: 'The programs of the portfolio' },
    systems: { of: 'System', description: 'The systems that the portfolio holds directly' },
  });
  addRelatedLists(kit, 'Program', {
    projects: { of: 'Project', description: 'The projects of the program' },
    systems: { of: 'System', description: 'The systems that stand under the program' },
  });
}
