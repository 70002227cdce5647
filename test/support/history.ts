// The history of github.com/acme/shop, as the command line sums it up.
import type { ComponentActivity } from '@steward/domain/code/activity/activity.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';

export const activity = (
  component: string,
  people: readonly (readonly [person: string, authored: number, reviewed?: number])[],
  more: Partial<ComponentActivity> = {},
): ComponentActivity => ({
  component,
  commits: people.reduce((sum, [, authored]) => sum + authored, 0),
  unknownPeople: 0,
  unknownCommits: 0,
  botCommits: 0,
  people: people.map(([person, authored, reviewed = 0]) => ({
    ...{ person, authored, reviewed },
    lastAt: '2026-08-01T10:00:00.000Z',
  })),
  ...more,
});

export const historyPiece = (components: ComponentActivity[]): ImportPiece => ({
  format: 'GIT_HISTORY',
  piece: {
    file: '.git',
    since: '2025-08-01T10:00:01.000Z',
    until: '2026-08-01T10:00:01.000Z',
    commits: 40,
    components,
  },
});
