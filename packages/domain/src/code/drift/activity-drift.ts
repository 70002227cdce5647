import type { RepositoryIndex } from '../repository-index.ts';
import { compareDrift, type DriftFinding, sideText } from './drift-finding.ts';
import { claimReader, sideOf } from './owner-claims.ts';

/** Who worked on a component, most first; ids of persons. */
export interface WorkOn {
  /** Id of the component. */
  readonly component: string;
  /** First day of the window and the first after it, UTC. */
  readonly since: string;
  readonly until: string;
  readonly commits: number;
  readonly unknownCommits: number;
  /** The name is null where the reader may not see the person. */
  readonly people: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly authored: number;
  }[];
}

export interface DriftPeople {
  /** Ids of the persons of each team, by id of the team. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of those whose work is not kept: nothing is said about what they did or did not do. */
  readonly optedOut: ReadonlySet<string>;
}

/** Fewer commits than this say nothing about who works on a component. */
export const leastCommits = 5;

/**
 * Components on which nobody of their owner worked in the window. Nothing is said where that is not known: few commits,
 * most of them by strangers, an owner whom no record knows, a team without members, somebody who opted out.
 */
export function activityDrift(
  index: RepositoryIndex,
  work: readonly WorkOn[],
  { members, optedOut }: DriftPeople,
): DriftFinding[] {
  const claims = claimReader(index);
  const components = new Map(index.components.map((component) => [component.id, component]));
  return work
    .flatMap((worked): DriftFinding[] => {
      const { commits, unknownCommits, people } = worked;
      const component = components.get(worked.component);
      const deciding = component && claims.component(component)[0];
      if (!deciding || commits < leastCommits || unknownCommits * 2 > commits || people.length === 0)
        return [];
      const owners = deciding.owners.map(({ holder }) =>
        !holder ? null : holder.kind === 'PERSON' ? [holder.id] : [...(members.get(holder.id) ?? [])],
      );
      if (owners.some((persons) => persons === null || persons.length === 0)) return [];
      const persons = new Set(owners.flatMap((one) => one ?? []));
      if (people.some(({ id }) => persons.has(id)) || [...persons].some((id) => optedOut.has(id))) return [];
      const side = { source: 'GIT_HISTORY', value: workText(worked), location: null } as const;
      const sides = [sideOf(deciding), side] as const;
      return [
        {
          code: 'OWNER_INACTIVE',
          kind: 'Component',
          key: component.key,
          field: 'owner',
          sides,
          message: `has an owner of whom nobody worked on it from ${day(worked.since)} to ${day(worked.until)}: ${sideText(sides[0])}, and the commits are by ${workText(worked)}; ask whether the owner is still right`,
        },
      ];
    })
    .sort(compareDrift);
}

const mostNamed = 3;

function workText({ people, commits }: WorkOn): string {
  const named = people
    .filter(({ name }) => name !== null)
    .slice(0, mostNamed)
    .map(({ name, authored }) => `${name} (${authored} of ${commits})`);
  const others = people.length - named.length;
  return [...named, ...(others > 0 ? [`${others} more`] : [])].join(', ');
}

const day = (instant: string): string => instant.slice(0, 10);
