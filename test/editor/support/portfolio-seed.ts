import type { askServer } from '../../support/ask-server.ts';
import { createRecord, openChange, writeUnshown } from './create-record.ts';

type Place = Parameters<typeof askServer>[0];

/** Systems that stand directly under Retail: more than one page, less than two. */
export const branchOffices = 60;

/**
 * Two portfolios: Insurance, which is empty, and Retail with a program, its system Checkout, that system's components
 * and open change, and the branch offices. One system stands under no portfolio.
 */
export async function seedPortfolio(server: Place): Promise<void> {
  const create = (kind: string, input: object) => createRecord(server, kind, input);
  await create('Team', { key: 'payments', name: 'Payments' });
  await create('Repository', { key: 'github.com/acme/pay', name: 'Pay' });
  await create('Portfolio', { key: 'retail', name: 'Retail', purpose: 'Everything that *sells*' });
  await create('Portfolio', { key: 'insurance', name: 'Insurance' });
  await create('Program', { key: 'renewal', name: 'Renewal', portfolio: 'retail', stage: 'ACTIVE' });
  await create('System', {
    ...{ key: 'checkout', name: 'Checkout', program: 'renewal', stage: 'PRODUCTION', team: 'payments' },
    purpose: 'Takes the money',
  });
  await create('System', { key: 'archive', name: 'Old archive', stage: 'RETIRING' });
  await create('Component', {
    ...{ key: 'charge', name: 'Charging', system: 'checkout', type: 'service', stage: 'PRODUCTION' },
    codeLocations: [{ repository: 'github.com/acme/pay', path: 'src/charge.ts' }],
  });
  await create('Component', { key: 'charge-api', name: 'Charging API', partOf: 'charge', type: 'api' });
  await openChange(server, {
    ...{ title: 'Raise the limit', systems: ['checkout'] },
    ...{ plannedStart: '2040-01-02T10:00:00Z', plannedEnd: '2040-01-02T11:00:00Z' },
  });
  for (let n = 1; n <= branchOffices; n += 1) {
    const number = String(n).padStart(2, '0');
    await create('System', { key: `branch-${number}`, name: `Branch office ${number}`, portfolio: 'retail' });
  }
  await writeUnshown(server);
}
