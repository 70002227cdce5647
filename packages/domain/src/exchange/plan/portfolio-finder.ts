import type { Links } from './links.ts';
import type { Resolver, Target } from './resolver.ts';

/** Finds the portfolio above a domain, however many programs stand between: programs themselves do not nest. */
export function portfolioFinder(
  links: ReadonlyMap<string, Links>,
  resolver: Resolver,
): (target: Target) => string | null {
  return (start) => {
    const seen = new Set<string>();
    for (let target: Target | null = start; target; ) {
      if (target.kind === 'Portfolio') return target.key;
      if (seen.has(target.key)) return null;
      seen.add(target.key);
      const own: Links | undefined = links.get(target.ref);
      if (own) target = own.holder;
      else {
        const portfolio: unknown = resolver.record(target)?.document.portfolio;
        return typeof portfolio === 'string' ? portfolio : null;
      }
    }
    return null;
  };
}
