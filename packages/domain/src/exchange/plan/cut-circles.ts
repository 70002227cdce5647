import type { Finding } from '../finding.ts';
import type { Identified } from './identify.ts';
import type { Links } from './links.ts';
import type { Resolver, Target } from './resolver.ts';

type Upward = 'parent' | 'holder';

/** The field of a record that leads up. Programs hold no programs, so there is none for domains. */
const recordField: Readonly<Record<string, string>> = { Team: 'parent', Component: 'partOf' };

/**
 * Takes out references that would make something part of itself: part-of among components, parent among teams,
 * subdomain among domains. Entities are taken in the order given, so the same one is cut every time.
 */
export function cutCircles(
  identified: readonly Identified[],
  links: ReadonlyMap<string, Links>,
  resolver: Resolver,
  findings: Finding[],
): void {
  const planned = new Map(identified.map((i) => [idOf(i), links.get(i.entity.ref)!]));
  for (const { entity, kind, key } of identified) {
    const upward: Upward = entity.kind === 'Domain' ? 'holder' : 'parent';
    const own = links.get(entity.ref)!;
    const first = own[upward];
    if (!first || !leadsBack({ kind, key }, first, upward, planned, resolver)) continue;
    own[upward] = null;
    findings.push({
      file: entity.file,
      line: entity.relations.find((r) => r.target === first.ref)?.line ?? entity.line,
      code: 'CIRCLE',
      severity: 'warning',
      message: `${entity.ref} would become part of itself through ${first.ref}: this reference is left out, take it out or correct it`,
    });
  }
}

function leadsBack(
  start: Pick<Target, 'kind' | 'key'>,
  first: Target,
  upward: Upward,
  planned: ReadonlyMap<string, Links>,
  resolver: Resolver,
): boolean {
  const seen = new Set<string>();
  for (let target: Target | null = first; target; target = above(target, upward, planned, resolver)) {
    const id = idOf(target);
    if (id === idOf(start)) return true;
    if (seen.has(id)) return false;
    seen.add(id);
  }
  return false;
}

function above(
  target: Target,
  upward: Upward,
  planned: ReadonlyMap<string, Links>,
  resolver: Resolver,
): Target | null {
  const own = planned.get(idOf(target));
  if (own) return own[upward];
  const field = recordField[target.kind];
  const key = field === undefined ? undefined : resolver.record(target)?.document[field];
  return typeof key === 'string' ? { kind: target.kind, key, ref: '' } : null;
}

const idOf = ({ kind, key }: Pick<Target, 'kind' | 'key'>): string => `${kind} ${key}`;
