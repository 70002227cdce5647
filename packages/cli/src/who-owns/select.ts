import { isOwned, ownerNames, type PathAnswer } from './path-answer.ts';

export interface Selection {
  /** Only paths that nobody owns. */
  readonly unowned?: boolean;
  /** Only paths of this owner: a handle with or without its @, or the key or name of a person or team. */
  readonly owner?: string;
}

export function selectAnswers(answers: readonly PathAnswer[], selection: Selection): readonly PathAnswer[] {
  const { unowned, owner } = selection;
  const wanted = owner === undefined ? null : plain(owner);
  if (!unowned && wanted === null) return answers;
  return answers.filter((answer) => {
    if (unowned && isOwned(answer)) return false;
    return wanted === null || ownerNames(answer).some((name) => plain(name) === wanted);
  });
}

/** Code hosts take handles without case. */
const plain = (owner: string): string => owner.replace(/^@/, '').toLowerCase();
