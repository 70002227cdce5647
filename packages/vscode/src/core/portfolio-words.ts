import { changeStateWords, plannedWords } from './change-words.ts';
import { lastChangeWords } from './history-words.ts';
import type { Localizer } from './localizer.ts';
import type { ChangeGroup, PlannedChange, PortfolioRow, RecordRow } from './portfolio-row.ts';

/** How a row of the tree reads, to the eye and to a screen reader. */
export interface RowWords {
  label: string;
  /** Beside the label, dimmed. */
  description: string;
  /** What a screen reader says. */
  accessible: string;
  /** Name of a product icon. */
  icon: string;
  /** Lines of the tooltip, each a name and what it says. */
  tooltip: { name: string; value: string }[];
  /** Words that menus ask for. */
  context: string;
}

const icons: Record<RecordRow['kind'], string> = {
  Portfolio: 'briefcase',
  Program: 'milestone',
  System: 'server-environment',
  Component: 'package',
  Change: 'git-pull-request',
};

/** A component's icon follows its type where that says something. */
const componentIcons: Readonly<Record<string, string>> = {
  api: 'plug',
  database: 'database',
  library: 'library',
  website: 'browser',
};

/** `codeHere`: its code lies in one of the opened folders. `now`: milliseconds since 1970. */
export function rowWords(
  row: PortfolioRow,
  codeHere: boolean,
  l10n: Localizer,
  now: number = Date.now(),
): RowWords {
  switch (row.type) {
    case 'RECORD':
      return withLastChange(
        row.planned ? changeWords(row, row.planned, codeHere, l10n) : recordWords(row, codeHere, l10n),
        row.lastChange && lastChangeWords(row.lastChange, now, l10n),
        l10n,
      );
    case 'GROUP': {
      const { label, icon } = groupWords(row.id, l10n);
      const count = row.id === 'systems' ? '' : String(row.children);
      return plain(label, count, [label, count].filter(Boolean).join(', '), icon, { context: 'group' });
    }
    case 'LOOSE': {
      const label = l10n.t('Not in a portfolio');
      return plain(label, String(row.children), l10n.t('{0}, {1} records', label, row.children), 'inbox', {
        context: 'loose',
      });
    }
    case 'MORE': {
      const label = l10n.t('Load more');
      const left = row.left === undefined ? '' : l10n.t('{0} not shown', row.left);
      return plain(label, left, [label, left].filter(Boolean).join(', '), 'ellipsis', { context: 'more' });
    }
    case 'ERROR': {
      const label = l10n.t('Could not be loaded. Try again');
      return plain(label, row.message, `${label}: ${row.message}`, 'warning', {
        context: 'error',
        tooltip: [{ name: l10n.t('Why'), value: row.message }],
      });
    }
  }
}

const plain = (
  label: string,
  description: string,
  accessible: string,
  icon: string,
  rest: { context: string; tooltip?: RowWords['tooltip'] },
): RowWords => ({ label, description, accessible, icon, tooltip: [], ...rest });

/** Who wrote last stands at the end of the tooltip. */
const withLastChange = (words: RowWords, value: string | undefined, l10n: Localizer): RowWords =>
  value === undefined ? words : { ...words, tooltip: [...words.tooltip, { name: l10n.t('Changed'), value }] };

function recordWords(row: RecordRow, codeHere: boolean, l10n: Localizer): RowWords {
  const { kind, key, name, owner, componentType, stage, openChanges, purpose } = row;
  const stageText = stage === undefined ? undefined : stageWords(stage, l10n);
  const changes =
    openChanges === 0
      ? undefined
      : openChanges === 1
        ? l10n.t('1 open change')
        : l10n.t('{0} open changes', openChanges);
  const kindText = kindWords(kind, l10n);
  const archived = row.archived ? l10n.t('archived') : undefined;
  const said = [
    archived,
    owner === undefined ? undefined : l10n.t('owner {0}', owner),
    componentType,
    stageText,
    changes,
  ].filter((part) => part !== undefined);
  return {
    label: name,
    // What matters first stands where a narrow side bar still shows it.
    description: [archived, owner, changes, componentType, stageText]
      .filter((part) => part !== undefined)
      .join(' · '),
    accessible: [`${kindText} ${name}`, ...said].join(', '),
    icon: (kind === 'Component' && componentIcons[componentType ?? '']) || icons[kind],
    tooltip: [
      { name: kindText, value: `${name} (${key})` },
      { name: l10n.t('For'), value: purpose },
      { name: l10n.t('Owner'), value: owner },
      { name: l10n.t('Type'), value: componentType },
      { name: l10n.t('Stage'), value: stageText },
      { name: l10n.t('Changes'), value: changes },
      { name: l10n.t('Code'), value: row.codeLocations.map(codeWords).join(', ') || undefined },
    ].flatMap(({ name: title, value }) => (value === undefined ? [] : [{ name: title, value }])),
    context: contextOf(row, codeHere),
  };
}

const contextOf = ({ kind, archived, mayWrite }: RecordRow, codeHere: boolean): string =>
  [
    ...['record', kind.toLowerCase(), archived ? 'archived' : 'live'],
    ...(mayWrite ? ['writable'] : ['closed']),
    ...(codeHere ? ['code'] : []),
  ].join(' ');

function groupWords(group: ChangeGroup, l10n: Localizer): { label: string; icon: string } {
  const words: Record<ChangeGroup, { label: string; icon: string }> = {
    open: { label: l10n.t('Open'), icon: 'git-pull-request' },
    scheduled: { label: l10n.t('Scheduled'), icon: 'calendar' },
    systems: { label: l10n.t('By system'), icon: 'server-environment' },
  };
  return words[group];
}

function changeWords(
  row: RecordRow,
  { state, start, end, who }: PlannedChange,
  codeHere: boolean,
  l10n: Localizer,
): RowWords {
  const { key, name, codeLocations } = row;
  const stateText = changeStateWords(state, l10n);
  const planned = plannedWords(start, end, l10n);
  const said = [stateText, planned, who].filter((part) => part !== undefined);
  return {
    label: name,
    description: [key, ...said].join(' · '),
    accessible: [`${kindWords('Change', l10n)} ${key} ${name}`, ...said].join(', '),
    icon: icons.Change,
    tooltip: [
      { name: kindWords('Change', l10n), value: `${name} (${key})` },
      { name: l10n.t('State'), value: stateText },
      { name: l10n.t('Planned'), value: planned },
      { name: l10n.t('Asked for by'), value: who },
      { name: l10n.t('Code'), value: codeLocations.map(codeWords).join(', ') || undefined },
    ].flatMap(({ name: title, value }) => (value === undefined ? [] : [{ name: title, value }])),
    context: contextOf(row, codeHere),
  };
}

const codeWords = ({ repository, path }: { repository: string; path: string }) => `${repository}: ${path}`;

export function kindWords(kind: string, l10n: Localizer): string {
  switch (kind) {
    case 'Portfolio':
      return l10n.t('Portfolio');
    case 'Program':
      return l10n.t('Program');
    case 'System':
      return l10n.t('System');
    case 'Change':
      return l10n.t('Change');
    case 'Person':
      return l10n.t('Person');
    case 'Team':
      return l10n.t('Team');
    default:
      return l10n.t('Component');
  }
}

/** The icon of a kind of record where no more of it is known. */
export const kindIcon = (kind: string): string => icons[kind as RecordRow['kind']] ?? 'circle-outline';

/** A stage in the middle of a sentence. */
function stageWords(stage: NonNullable<RecordRow['stage']>, l10n: Localizer): string {
  const words: Record<typeof stage, string> = {
    IDEA: l10n.t('idea'),
    PROOF_OF_CONCEPT: l10n.t('proof of concept'),
    PILOT: l10n.t('pilot'),
    PRODUCTION: l10n.t('in production'),
    ENTERPRISE: l10n.t('enterprise'),
    HOLD: l10n.t('on hold'),
    RETIRING: l10n.t('being retired'),
    RETIRED: l10n.t('retired'),
    CONCEPT: l10n.t('concept'),
    ACTIVE: l10n.t('active'),
    CLOSING: l10n.t('closing'),
    CLOSED: l10n.t('closed'),
  };
  return words[stage];
}
