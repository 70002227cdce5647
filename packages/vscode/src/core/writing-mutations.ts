import {
  HandOverAllRolesDocument,
  type HandOverAllRolesInput,
  WriteRecordsDocument,
  type WriteRecordsInput,
} from '@steward/client/operations.generated.ts';

/** Everything by which this extension writes; a draft names one of them. */
export const writingMutations = {
  WriteRecords: WriteRecordsDocument,
  HandOverAllRoles: HandOverAllRolesDocument,
} as const;

export type WritingMutation = keyof typeof writingMutations;

export interface WritingInputs {
  WriteRecords: Omit<WriteRecordsInput, 'idempotencyKey'>;
  HandOverAllRoles: Omit<HandOverAllRolesInput, 'idempotencyKey'>;
}

export type WritingInput = WritingInputs[WritingMutation];

export const isWritingMutation = (name: unknown): name is WritingMutation =>
  typeof name === 'string' && Object.hasOwn(writingMutations, name);
