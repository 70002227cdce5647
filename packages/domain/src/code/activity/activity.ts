import { compareText } from '../../exchange/finding.ts';
import type { Commit } from './git-log.ts';
import type { Mailmap } from './mailmap.ts';
import { isBot, type Signature, signatureId } from './signature.ts';

/** Days of history that count, up to the newest commit. */
export const activityDays = 365;

/** Half-open, UTC, milliseconds since 1970: the newest commit is the last in it. The same history, the same window. */
export const activityWindow = (newest: number): { readonly since: number; readonly until: number } => ({
  since: newest + 1000 - activityDays * 86_400_000,
  until: newest + 1000,
});

/** What somebody did in the code of one component; a commit counts once, and an author does not review it. */
export interface ActivityShare {
  /** Key of the person. */
  readonly person: string;
  /** Commits that the person wrote, alone or with others. */
  readonly authored: number;
  /** Commits of others that name the person as a reviewer. */
  readonly reviewed: number;
  /** When the last of them came in, UTC. */
  readonly lastAt: string;
}

/** Who worked on one component. Evidence beside the owner: it decides nothing. */
export interface ComponentActivity {
  /** Key of the component. */
  readonly component: string;
  /** Commits by people, known or not, that touch its code. */
  readonly commits: number;
  /** Authors that no record knows, and the commits that have only such; who they are is not kept. */
  readonly unknownPeople: number;
  readonly unknownCommits: number;
  /** Commits that programs wrote. */
  readonly botCommits: number;
  /** By commits written, then reviewed, then key; at most `mostShares`. */
  readonly people: readonly ActivityShare[];
}

/** The most people told of one component. */
export const mostShares = 500;

/** Whose a signature is: a person's key; OPTED_OUT is passed over everywhere; null: no record knows it. */
export type WhoIs = (signature: Signature) => { readonly person: string } | 'OPTED_OUT' | null;

export interface ActivityCollector {
  add(commit: Commit): void;
  /** How many commits were added, whether or not they touch a component. */
  readonly commits: number;
  /** Everybody who signed a commit that touches a component, each once. */
  signatures(): Signature[];
  /** By key of the component; those that nobody touched are left out. */
  result(whoIs: WhoIs): ComponentActivity[];
}

interface Kept {
  readonly at: number;
  readonly components: readonly string[];
  readonly authors: readonly number[];
  readonly reviewers: readonly number[];
}

/**
 * Collects who touched which component. Of a commit only numbers are kept, so that memory grows with the commits that
 * touch a component and with the signatures, not with paths or texts.
 */
export function collectActivity(
  componentsOf: (path: string) => readonly string[],
  mailmap: Mailmap,
): ActivityCollector {
  const numbers = new Map<string, number>();
  const signatures: Signature[] = [];
  const kept: Kept[] = [];
  let commits = 0;
  const numberOf = (given: Signature): number => {
    const signature = mailmap(given);
    const id = signatureId(signature);
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, signatures.length);
    return signatures.push(signature) - 1;
  };
  return {
    add: ({ at, author, coAuthors, reviewers, paths }) => {
      commits += 1;
      const components = [...new Set(paths.flatMap(componentsOf))];
      if (components.length === 0) return;
      const authors = [...new Set([author, ...coAuthors].map(numberOf))];
      kept.push({ at, components, authors, reviewers: [...new Set(reviewers.map(numberOf))] });
    },
    get commits() {
      return commits;
    },
    signatures: () => [...signatures],
    result: (whoIs) =>
      summed(
        kept,
        signatures.map((signature, index) => judged(signature, index, whoIs)),
      ),
  };
}

type Judged = { readonly person: string } | 'OPTED_OUT' | 'BOT' | { readonly unknown: number };

/** Who is known is no program, whatever the name. */
const judged = (signature: Signature, index: number, whoIs: WhoIs): Judged =>
  whoIs(signature) ?? (isBot(signature) ? 'BOT' : { unknown: index });

interface Sum {
  commits: number;
  unknownCommits: number;
  botCommits: number;
  readonly unknown: Set<number>;
  readonly people: Map<string, { authored: number; reviewed: number; last: number }>;
}

function summed(kept: readonly Kept[], who: readonly Judged[]): ComponentActivity[] {
  const sums = new Map<string, Sum>();
  for (const { at, components, authors, reviewers } of kept) {
    const wrote = authors.map((index) => who[index]!);
    const writers = personsOf(wrote);
    const strangers = wrote.flatMap((one) =>
      typeof one === 'object' && 'unknown' in one ? [one.unknown] : [],
    );
    const readers = personsOf(reviewers.map((index) => who[index]!)).filter((p) => !writers.includes(p));
    // A commit that only somebody wrote who wants no trace leaves none.
    if (wrote.every((one) => one === 'OPTED_OUT')) continue;
    for (const component of components) {
      const sum = sums.get(component) ?? newSum();
      sums.set(component, sum);
      if (writers.length > 0 || strangers.length > 0) sum.commits += 1;
      else sum.botCommits += 1;
      if (writers.length === 0 && strangers.length > 0) sum.unknownCommits += 1;
      for (const stranger of strangers) sum.unknown.add(stranger);
      for (const person of writers) count(sum, person, 'authored', at);
      for (const person of readers) count(sum, person, 'reviewed', at);
    }
  }
  return [...sums]
    .map(([component, sum]) => activityOf(component, sum))
    .sort((a, b) => compareText(a.component, b.component));
}

const newSum = (): Sum => ({
  commits: 0,
  unknownCommits: 0,
  botCommits: 0,
  unknown: new Set(),
  people: new Map(),
});

const personsOf = (judgedOnes: readonly Judged[]): string[] => [
  ...new Set(judgedOnes.flatMap((one) => (typeof one === 'object' && 'person' in one ? [one.person] : []))),
];

function count(sum: Sum, person: string, what: 'authored' | 'reviewed', at: number): void {
  const share = sum.people.get(person) ?? { authored: 0, reviewed: 0, last: at };
  share[what] += 1;
  share.last = Math.max(share.last, at);
  sum.people.set(person, share);
}

const activityOf = (component: string, sum: Sum): ComponentActivity => ({
  component,
  commits: sum.commits,
  unknownPeople: sum.unknown.size,
  unknownCommits: sum.unknownCommits,
  botCommits: sum.botCommits,
  people: [...sum.people]
    .map(([person, { authored, reviewed, last }]) => ({
      person,
      authored,
      reviewed,
      lastAt: new Date(last).toISOString(),
    }))
    .sort((a, b) => b.authored - a.authored || b.reviewed - a.reviewed || compareText(a.person, b.person))
    .slice(0, mostShares),
});
