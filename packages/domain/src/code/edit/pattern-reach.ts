import { ANY_FOLDERS, type PathPattern } from '../codeowners-pattern.ts';
import { isAnyName, matchesName } from '../segment-glob.ts';
import type { ClaimTarget } from './claim-target.ts';

/** True when the pattern matches the file, or a path that may be inside the folder. */
export function reaches(pattern: PathPattern | null, target: ClaimTarget): boolean {
  if (!pattern) return false;
  const { segments, file, under } = pattern;
  const { used, above } = walk(segments, target);
  if (above && under) return true;
  const whole = used.has(segments.length);
  if (!target.folder) return whole && file;
  return (whole && under) || [...used].some((at) => at < segments.length);
}

/** True when the pattern matches the file, or surely every path inside the folder. */
export function covers(pattern: PathPattern | null, target: ClaimTarget): boolean {
  if (!pattern) return false;
  const { segments, file, under } = pattern;
  const [first, second] = segments;
  if (segments.length === 2 && first === ANY_FOLDERS && second && isAnyName(second) && file) return true;
  const { used, above } = walk(segments, target);
  return (under && (above || used.has(segments.length))) || (!target.folder && reaches(pattern, target));
}

/**
 * How many segments may have been used up by all names of the target, and whether a folder above it may have used up all
 * of them.
 */
function walk(
  segments: PathPattern['segments'],
  { path }: ClaimTarget,
): { used: Set<number>; above: boolean } {
  const work = { steps: 0 };
  let used = withoutFolders(new Set([0]), segments);
  let above = false;
  for (const name of path === '' ? [] : path.split('/')) {
    above ||= used.has(segments.length);
    const next = new Set<number>();
    for (const at of used) {
      const segment = segments[at];
      if (segment === undefined) continue;
      if (segment === ANY_FOLDERS) next.add(at);
      else if (matchesName(segment, name, work)) next.add(at + 1);
    }
    used = withoutFolders(next, segments);
  }
  return { used, above };
}

/** `**` may stand for no folder at all. */
function withoutFolders(states: Set<number>, segments: PathPattern['segments']): Set<number> {
  for (const at of states) if (segments[at] === ANY_FOLDERS) states.add(at + 1);
  return states;
}

/** True when both match the same paths of a repository where the target is what it is said to be. */
export function isPatternOf(
  pattern: PathPattern | null,
  exact: PathPattern,
  { path, folder }: ClaimTarget,
): boolean {
  if (!pattern || pattern.segments.length !== exact.segments.length) return false;
  const same = pattern.segments.every((segment, at) => segment?.key === exact.segments[at]?.key);
  return same && (folder && path !== '' ? pattern.under : pattern.file);
}
