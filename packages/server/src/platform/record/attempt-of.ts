import type { Attempt } from '../audit/audit-refusal.ts';
import type { Before, WriteCommand } from './write.ts';

/** What a command wanted, for the audit of its refusal. */
export const attemptOf = ({ kind, operation, target }: WriteCommand, before: Before | null): Attempt => ({
  ...{ operation, kind: kind.name, recordId: before?.id ?? null },
  key: before?.document.key ?? (target && 'key' in target ? target.key : ''),
});
