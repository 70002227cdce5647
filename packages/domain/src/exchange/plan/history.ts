import type { ComponentActivity } from '../../code/activity/activity.ts';
import { lookupKey } from '../../record/key.ts';
import { compareText } from '../finding.ts';
import { type GitHistory, type GitHistoryPiece, historyFile } from '../git-history.ts';
import { sameValue } from './same-value.ts';
import { plainRow } from './select-entities.ts';
import type { ExistingRecord, ImportSource, PlanRow, PlanWrite } from './types.ts';

/**
 * Plans what is kept of the history of the repository: it replaces what was kept before as a whole, and an empty one
 * replaces nothing. Components that are not there are refused; persons who are not there count as unknown, and those
 * who opted out not at all. The rows name no person: plans are kept longer than what they are about.
 */
export function planHistory(
  source: ImportSource,
  pieces: readonly GitHistoryPiece[],
  { records, history }: { records: readonly ExistingRecord[]; history: GitHistory | null },
): { rows: PlanRow[]; writes: PlanWrite[] } {
  const [piece] = pieces;
  if (!piece) return { rows: [], writes: [] };
  const book = openBook(records);
  const rows: PlanRow[] = [];
  const components: ComponentActivity[] = [];
  for (const given of [...piece.components].sort((a, b) => compareText(a.component, b.component))) {
    const component = book.keyOf('Component', given.component);
    if (component === null)
      rows.push(
        historyRow(
          given.component,
          'REFUSE',
          'not known',
          'no component in use has this key: import it first',
        ),
      );
    else components.push(withPersons({ ...given, component }, book));
  }
  if (components.every(({ commits, botCommits }) => commits + botCommits === 0)) {
    rows.push(historyRow(null, 'FINDING', 'source empty', emptyText(history)));
    return { rows, writes: [] };
  }
  const { since, until, commits } = piece;
  const next: GitHistory = { commit: source.commit, since, until, commits, components };
  const before = new Map(history?.components.map((one) => [one.component, one]));
  const sameWindow = history && sameValue({ ...history, components: [] }, { ...next, components: [] });
  const isOlder = history !== null && Date.parse(until) < Date.parse(history.until);
  const reason = isOlder ? olderHistory : 'newer history';
  for (const one of components) {
    const known = before.get(one.component);
    before.delete(one.component);
    if (!known) rows.push(historyRow(one.component, 'CREATE', 'not known yet', sumText(one)));
    else if (sameWindow && sameValue(known, one))
      rows.push(historyRow(one.component, 'KEEP', 'nothing changed'));
    else rows.push(historyRow(one.component, 'UPDATE', reason, sumText(one)));
  }
  for (const component of before.keys())
    rows.push(
      historyRow(
        component,
        'UPDATE',
        isOlder ? olderHistory : 'no work in the window',
        'what was kept of its history goes',
      ),
    );
  const changed = rows.some(({ action }) => action === 'CREATE' || action === 'UPDATE');
  return {
    rows,
    writes: changed ? [{ op: 'REPLACE_HISTORY', repository: source.repository, history: next }] : [],
  };
}

/** Reason of the rows where what is kept ends later than what would come in its place. */
export const olderHistory = 'older history';

interface Book {
  /** The key as the record has it; null when no record in use has it. */
  keyOf(kind: string, key: string): string | null;
  isOptedOut(person: string): boolean;
}

function openBook(records: readonly ExistingRecord[]): Book {
  const found = new Map<string, ExistingRecord>();
  for (const record of records)
    if (record.archivedBy === null && (record.kind === 'Component' || record.kind === 'Person'))
      for (const key of [...record.aliases, record.key])
        found.set(`${record.kind} ${lookupKey(key)}`, record);
  return {
    keyOf: (kind, key) => found.get(`${kind} ${lookupKey(key)}`)?.key ?? null,
    isOptedOut: (person) => found.get(`Person ${lookupKey(person)}`)?.document.activityOptOut === true,
  };
}

function withPersons(given: ComponentActivity, book: Book): ComponentActivity {
  const strangers = given.people.filter(({ person }) => book.keyOf('Person', person) === null);
  return {
    ...given,
    unknownPeople: given.unknownPeople + strangers.length,
    people: given.people.flatMap((share) => {
      const person = book.keyOf('Person', share.person);
      return person === null || book.isOptedOut(person) ? [] : [{ ...share, person }];
    }),
  };
}

const sumText = ({ commits, people, unknownPeople }: ComponentActivity): string =>
  `commits: ${commits}, people known: ${people.length}, not known: ${unknownPeople}`;

const emptyText = (history: GitHistory | null): string =>
  history
    ? 'no commit of the window touches a component: what was kept before stays'
    : 'no commit of the window touches a component: nothing is kept';

const historyRow = (key: string | null, action: PlanRow['action'], reason: string, message = ''): PlanRow =>
  plainRow({ action, kind: 'ComponentActivity', key, file: historyFile, reason, message });
