import type { CodeownersState } from '@steward/domain/code/codeowners-rule.ts';
import { printable } from '../printable.ts';
import { isOwned, type PathAnswer } from './path-answer.ts';

export interface OwnershipSummary {
  readonly paths: number;
  readonly owned: number;
  readonly unowned: number;
  /** Answers by what the CODEOWNERS file says; a path has one answer, on GitLab one a section. */
  readonly states: Readonly<Record<Lowercase<CodeownersState>, number>>;
  /** Paths of each owner, the owner of most first. */
  readonly owners: readonly { readonly owner: string; readonly paths: number }[];
}

export function summarize(answers: readonly PathAnswer[]): OwnershipSummary {
  const states = { owned: 0, cleared: 0, excluded: 0, unmatched: 0 };
  const perOwner = new Map<string, number>();
  for (const answer of answers) {
    for (const { state } of answer.answers) states[state.toLowerCase() as keyof typeof states] += 1;
    for (const owner of new Set(firstOwners(answer))) perOwner.set(owner, (perOwner.get(owner) ?? 0) + 1);
  }
  const owned = answers.filter(isOwned).length;
  const owners = [...perOwner].map(([owner, paths]) => ({ owner, paths }));
  owners.sort((a, b) => b.paths - a.paths || (a.owner < b.owner ? -1 : 1));
  return { paths: answers.length, owned, unowned: answers.length - owned, states, owners };
}

function firstOwners({ server, answers }: PathAnswer): string[] {
  if (!server) return answers.flatMap(({ owners }) => owners);
  const name = server.owner?.holder?.name ?? server.owner?.handle;
  return name == null ? [] : [name];
}

export function summaryText(summary: OwnershipSummary): string {
  const width = String(summary.paths).length;
  const row = (count: number, what: string): string => `${String(count).padStart(width)}  ${what}\n`;
  const { cleared, excluded, unmatched } = summary.states;
  const why = [
    [unmatched, 'no rule'],
    [cleared, 'cleared'],
    [excluded, 'excluded'],
  ] as const;
  const reasons = why.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const nobody =
    summary.unowned > 0 && reasons.length > 0
      ? `without an owner (${reasons.join(', ')})`
      : 'without an owner';
  return [
    row(summary.paths, 'paths'),
    row(summary.owned, 'with an owner'),
    row(summary.unowned, nobody),
    ...summary.owners.map(({ owner, paths }) => row(paths, printable(owner))),
  ].join('');
}
