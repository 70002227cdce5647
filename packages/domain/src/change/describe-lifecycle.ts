import type { TransitionTable } from '../record/transition-table.ts';
import { guardsNotEnforced } from '../record/transition-table.ts';

/** A lifecycle as Markdown: every step with who takes it and what must hold, and what is declared but not checked yet. */
export function describeLifecycle<S extends string, N extends string, A extends string, F>(
  table: TransitionTable<S, N, A, F>,
): string {
  const steps = table.rows.map((row) => {
    const guards = row.guards.map((name) => {
      const guard = table.guards[name];
      return guard.enforced ? guard.description : `*${guard.description}*`;
    });
    const when = row.when ? [`Only ${row.when.description}`] : [];
    const holds =
      [...when, ...guards].join('; ') || (row.on === 'EDIT' ? 'An edit brings it about' : 'Nothing more');
    return `| ${row.from} | ${row.to} | ${row.who.map((actor) => table.actors[actor]).join(', ')} | ${holds} |`;
  });
  const waiting = guardsNotEnforced(table).map(
    (guard) => `| \`${guard.guard}\` | ${guard.description} | ${guard.waitsFor} | ${guard.rows.join(', ')} |`,
  );
  return [
    '## Steps',
    '',
    '| from | to | who | what must hold (in italics: not checked yet) |',
    '| --- | --- | --- | --- |',
    ...steps,
    '',
    '## Guards that are not enforced yet',
    '',
    '| guard | what it will demand | waits for | steps |',
    '| --- | --- | --- | --- |',
    ...waiting,
    '',
  ].join('\n');
}
