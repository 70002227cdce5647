import type { CodeownersRule } from '@steward/domain/code/codeowners-rule.ts';

/**
 * What a careful hand would write: one compiled pattern a rule, looked up by the first folder it must begin with, the
 * last rule first. Answers with the line of the deciding rule.
 */
export function bucketedPatterns(rules: readonly CodeownersRule[]): (path: string) => number | null {
  const compiled = rules.map(({ pattern, line }) => ({ line, ...patternOf(pattern) }));
  const anywhere = compiled.filter(({ bucket }) => bucket === null);
  const buckets = new Map<string, typeof compiled>();
  for (const { bucket } of compiled)
    if (bucket !== null && !buckets.has(bucket))
      buckets.set(
        bucket,
        compiled.filter((rule) => rule.bucket === bucket || rule.bucket === null).reverse(),
      );
  anywhere.reverse();
  return (path) => {
    const slash = path.indexOf('/');
    const candidates = buckets.get(slash < 0 ? path : path.slice(0, slash)) ?? anywhere;
    for (const { regex, line } of candidates) if (regex.test(path)) return line;
    return null;
  };
}

function patternOf(pattern: string): { regex: RegExp; bucket: string | null } {
  const anchored = pattern.slice(0, -1).includes('/');
  const body = pattern.replace(/^\//, '');
  const [first = ''] = body.split('/');
  const bucket = anchored && !/[*?]/.test(first) ? first : null;
  // A name alone is a file or a folder; one with a slash at its end only what lies below; `/*` nothing that lies deeper.
  const end = body.endsWith('/') ? '.+$' : pattern.endsWith('/*') ? '$' : '(?:/.*)?$';
  const middle = body.split(/(\*\*\/|\/\*\*$|\*|\?)/).map((part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '/**') return '/.*';
    if (part === '*') return '[^/]*';
    return part === '?' ? '[^/]' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  });
  return { regex: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${middle.join('')}${end}`), bucket };
}
