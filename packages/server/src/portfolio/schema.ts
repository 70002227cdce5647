import type { SchemaKit } from '../platform/kind/kit.ts';
import { addRelatedLists } from '../platform/kind/related.ts';

export function addPortfolioFields(kit: SchemaKit): void {
  addRelatedLists(kit, 'Portfolio', {
    programs: { of: 'Program', description: 'What the portfolio does to reach its purpose over the years' },
    systems: { of: 'System', description: 'The systems that the portfolio holds directly' },
  });
  addRelatedLists(kit, 'Program', {
    projects: { of: 'Project', description: 'Work with a beginning and an end that serves the program' },
    systems: { of: 'System', description: 'The systems that stand under the program' },
  });
}
