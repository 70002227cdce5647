import type { ComponentActivity } from '@steward/domain/code/activity/activity.ts';
import type { GitHistoryPiece } from '@steward/domain/exchange/git-history.ts';

/** What was found in a history, and what became of it. */
export interface ActivityDone {
  readonly repository: string;
  readonly commit: string | null;
  readonly piece: GitHistoryPiece;
  /** Keys of components that the server no longer has. */
  readonly refused: readonly string[];
  /** Null: nothing was to be written; false: all was so already. */
  readonly written: boolean | null;
}

export function printedActivity(
  done: ActivityDone,
  { json, tsv }: { json?: boolean; tsv?: boolean },
): string {
  if (json) return jsonOf(done);
  return tsv ? tsvOf(done) : textOf(done);
}

function textOf({ repository, piece, refused, written }: ActivityDone): string {
  const { since, until, commits, components } = piece;
  const lines = [
    `${repository}: ${counted(commits, 'commit')} from ${day(since)} to ${day(until)}, merges left out`,
    ...components.map(componentLine),
    ...(components.length === 0 ? ['none of them touches the code of a component'] : []),
    ...refused.map((key) => `${key}: the server no longer has this component`),
    written === null
      ? 'nothing was written: this was --dry-run'
      : written
        ? 'written beside the owners; it decides nothing'
        : 'nothing had to be written',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const mostNamed = 5;

function componentLine({ component, commits, people, unknownPeople, botCommits }: ComponentActivity): string {
  const named = people
    .slice(0, mostNamed)
    .map(
      ({ person, authored, reviewed }) =>
        `${person} ${authored}${reviewed > 0 ? ` (reviewed ${reviewed})` : ''}`,
    );
  const rest = [
    ...named,
    ...(people.length > mostNamed ? [`${people.length - mostNamed} more`] : []),
    ...(unknownPeople > 0 ? [`${counted(unknownPeople, 'author')} not known here`] : []),
    ...(botCommits > 0 ? [`${botCommits} by programs`] : []),
  ];
  return `  ${component}  ${counted(commits, 'commit')}${rest.length > 0 ? `: ${rest.join(', ')}` : ''}`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const day = (instant: string): string => instant.slice(0, 10);

function jsonOf({ piece, ...done }: ActivityDone): string {
  const { file: _, ...history } = piece;
  return `${JSON.stringify({ ...done, ...history }, null, 2)}\n`;
}

/** A line for each person of each component; authors whom nobody knows share one line without a person. */
function tsvOf({ piece }: ActivityDone): string {
  const rows = piece.components.flatMap(({ component, people, unknownCommits }) => [
    ...people.map(({ person, authored, reviewed, lastAt }) => [
      component,
      person,
      authored,
      reviewed,
      lastAt,
    ]),
    ...(unknownCommits > 0 ? [[component, '', unknownCommits, 0, '']] : []),
  ]);
  return [['component', 'person', 'authored', 'reviewed', 'last_at'], ...rows]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
}
