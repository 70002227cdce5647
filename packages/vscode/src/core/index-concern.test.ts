import type { RecordEvent } from '@steward/client/follow-events.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { expect, it } from 'vitest';
import { concernsIndex } from './index-concern.ts';

const scope = { id: 's', key: 'checkout', name: 'Checkout', roots: [], declaredOwner: null };
const role = { id: 'r', role: 'owner', roleName: 'Owner', holder: 'h', from: '', to: null, deputy: false };
const index: RepositoryIndex = {
  ...{ revision: '1', indexedCommit: null, codeowners: null, handles: [], components: [], changes: [] },
  repository: { id: 'r', key: 'github.com/acme/pay', name: null },
  holders: [{ id: 'h', kind: 'TEAM', key: 'payments', name: 'Payments', contacts: [] }],
  systems: [{ ...scope, targets: [], processes: [], roles: [role] }],
};
const empty = { ...index, systems: [], holders: [] };
const rules = {
  ...empty,
  codeowners: { file: 'CODEOWNERS', dialect: 'GITHUB', commit: null, rules: [] } as const,
};

it.each<[RecordEvent['kind'], string, RepositoryIndex, boolean]>([
  ['Repository', 'github.com/acme/pay', index, true],
  ['Repository', 'github.com/acme/other', index, false],
  ['Component', 'new', empty, true],
  ['Change', 'CHG-1', empty, true],
  ['Team', 'payments', index, true],
  ['Team', 'others', index, false],
  ['Person', 'ada', rules, true],
  ['Agreement', 'a', index, true],
  ['Agreement', 'a', empty, false],
  ['Role', 'owner', index, true],
  ['Role', 'reader', index, false],
  ['Portfolio', 'retail', index, false],
  ['ExternalParty', 'bank', index, false],
])('a write of %s %s', (kind, key, of, concerned) => {
  expect(concernsIndex({ kind, key }, of)).toBe(concerned);
});
