import { createHash } from 'node:crypto';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { Existing, ImportPlan } from '@steward/domain/exchange/plan/types.ts';
import type { ImportSessionRow } from './import-session.ts';

/** A plan with what it was made of: the same pieces against the same part of the graph give the same plan. */
export interface KeptPlan {
  readonly pieces: readonly ImportPiece[];
  /** See `fingerprintOf`. */
  readonly existing: string;
  readonly plan: ImportPlan;
}

/** The one made last, for the apply that mostly follows at once; another server, or a later apply, plans again. */
let last: { readonly session: string; readonly staged: number; readonly kept: KeptPlan } | null = null;
let forget: NodeJS.Timeout | undefined;

/** Milliseconds that a plan is kept; nobody looks at a plan and wants it at once for longer. */
const keptFor = 60_000;
/** Bytes of the pieces of a session whose plan is kept. */
const mostBytes = 20_000_000;

export function keepPlan({ id, options }: ImportSessionRow, kept: KeptPlan): void {
  clearTimeout(forget);
  last = options.bytes <= mostBytes ? { session: id, staged: options.pieces, kept } : null;
  forget = setTimeout(() => {
    last = null;
  }, keptFor).unref();
}

/** The plan made last when it was of this session as it stands; it is not kept any longer. */
export function takePlan({ id, options }: ImportSessionRow): KeptPlan | null {
  if (last?.session !== id || last.staged !== options.pieces) return null;
  const { kept } = last;
  clearTimeout(forget);
  last = null;
  return kept;
}

/** Text that differs where a plan against one or the other might. */
export function fingerprintOf({ records, entities, ruleSet, history }: Existing): string {
  const hash = createHash('sha256').update(JSON.stringify([ruleSet, history]));
  for (const list of [records, entities]) {
    hash.update(`${list.length}\n`);
    for (const entry of list) hash.update(JSON.stringify(entry));
  }
  return hash.digest('base64url');
}
