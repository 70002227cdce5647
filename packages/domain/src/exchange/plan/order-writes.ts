import type { PlanWrite } from './types.ts';

const kindOrder = [
  ...['Repository', 'Person', 'Team', 'Portfolio', 'Program', 'System', 'Component'],
  ...['Sli', 'OpenSloObject', 'Slo'],
];
const opOrder: readonly PlanWrite['op'][] = [
  'CREATE',
  'UPDATE',
  'ARCHIVE',
  'PUT_ENTITY',
  'MARK_GONE',
  'REPLACE_RULES',
  'REPLACE_HISTORY',
];

/**
 * Creates before everything else, a kind after those it refers to, a parent before its children. Components may
 * still name one another in a ring through their dependencies and interfaces.
 */
export function orderWrites(writes: readonly PlanWrite[]): PlanWrite[] {
  const creates = new Map<string, Extract<PlanWrite, { op: 'CREATE' }>>();
  for (const write of writes) if (write.op === 'CREATE') creates.set(`${write.kind} ${write.key}`, write);
  const depths = new Map<string, number>();
  const depth = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    depths.set(id, 0);
    const write = creates.get(id);
    const above = write?.document[write.kind === 'Team' ? 'parent' : 'partOf'];
    const own = write && typeof above === 'string' ? 1 + depth(`${write.kind} ${above}`) : 0;
    depths.set(id, own);
    return own;
  };
  const rank = (write: PlanWrite): [number, number, number] => {
    const op = opOrder.indexOf(write.op);
    if (write.op !== 'CREATE' && write.op !== 'UPDATE') return [op, 0, 0];
    return [
      op,
      kindOrder.indexOf(write.kind),
      write.op === 'CREATE' ? depth(`${write.kind} ${write.key}`) : 0,
    ];
  };
  return writes
    .map((write) => ({ write, rank: rank(write) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .map(({ write }) => write);
}
