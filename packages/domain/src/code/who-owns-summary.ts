import type { CodeownersState } from './codeowners-rule.ts';
import { isUnowned, type WhoOwns } from './who-owns.ts';

export interface WhoOwnsSummary {
  readonly paths: number;
  /** Paths without an owner that must approve. */
  readonly unowned: number;
  /** Answers by state: on GitLab a path counts once for each section that answers. */
  readonly states: Readonly<Record<CodeownersState, number>>;
  /** Paths by owner as first written, the most first; a path with two owners counts for both. */
  readonly owners: readonly { readonly owner: string; readonly paths: number }[];
}

export function summarize(entries: Iterable<WhoOwns>): WhoOwnsSummary {
  const states: Record<CodeownersState, number> = { OWNED: 0, CLEARED: 0, EXCLUDED: 0, UNMATCHED: 0 };
  const owners = new Map<string, { owner: string; paths: number }>();
  let paths = 0;
  let unowned = 0;
  for (const entry of entries) {
    paths++;
    if (isUnowned(entry)) unowned++;
    if (entry.answers.length === 0) states.UNMATCHED++;
    const here = new Map<string, string>();
    for (const answer of entry.answers) {
      states[answer.state]++;
      for (const owner of answer.owners)
        if (!here.has(owner.toLowerCase())) here.set(owner.toLowerCase(), owner);
    }
    for (const [key, owner] of here) {
      const known = owners.get(key);
      if (known) known.paths++;
      else owners.set(key, { owner, paths: 1 });
    }
  }
  const sorted = [...owners.values()].sort(
    (a, b) => b.paths - a.paths || (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0),
  );
  return { paths, unowned, states, owners: sorted };
}

/** The summary for people; several lines, the last one ended. */
export function summaryText({ paths, unowned, states, owners }: WhoOwnsSummary): string {
  const lines = [
    `${paths} paths: ${paths - unowned} owned, ${unowned} without an owner`,
    `answers: ${Object.entries(states)
      .map(([state, count]) => `${count} ${state.toLowerCase()}`)
      .join(', ')}`,
    ...owners.map(({ owner, paths: count }) => `${String(count).padStart(8)}  ${owner}`),
  ];
  return `${lines.join('\n')}\n`;
}
