import { type ChangeActor, changeActorsOfRole } from '@steward/domain/change/lifecycle.ts';
import type { RecordDocument } from '@steward/domain/record/kind.ts';
import { administrator } from '@steward/domain/record/transition-table.ts';
import type { Actor } from '../platform/context.ts';

/** Who the actor, by the key of their person, is in the life of a change, with the roles they hold on what it touches. */
export const rolesOf = (
  { administrator: isAdministrator }: Pick<Actor, 'administrator'>,
  document: RecordDocument,
  actor: string | null,
  held: readonly string[],
): (ChangeActor | typeof administrator)[] => [
  ...(isAdministrator ? ([administrator] as const) : []),
  ...(actor !== null && actor === document.requester ? (['REQUESTER'] as const) : []),
  ...held.flatMap((role) => changeActorsOfRole[role] ?? []),
];
