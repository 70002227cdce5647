import type { DriftFinding, DriftSide } from '@steward/domain/code/drift/drift-finding.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { type DriftFix, driftFixes } from './drift-fixes.ts';
import type { Localizer } from './localizer.ts';

/** What another source says about an owner that a line of a file names. Lines and columns count from 0. */
export interface DriftMark {
  line: number;
  start: number;
  end: number;
  /** False where nobody known has the name that one of the sources writes: it may mean the same. */
  certain: boolean;
  code: string;
  message: string;
  /** Where the other source says it, in the same repository. */
  elsewhere?: { file: string; line: number };
  fixes: DriftFix[];
}

/** The findings that stand on a line of this file, each with what the other side says. */
export function driftMarks(
  findings: readonly DriftFinding[],
  {
    repository,
    path,
    text,
    index,
  }: { repository: string; path: string; text: string; index: RepositoryIndex },
  l10n: Localizer,
): DriftMark[] {
  const lines = text.split(/\r?\n/);
  return findings.flatMap((finding) => {
    const { code, kind, key, sides } = finding;
    return sides.flatMap((side, at): DriftMark[] => {
      if (side.location?.file !== path || side.location.repository !== repository) return [];
      const place = side.source === 'CODEOWNERS' ? wholeLine(side, lines) : ownerLine(side, lines);
      const other = sides[1 - at]!;
      return place
        ? [
            {
              ...place,
              code,
              fixes: driftFixes(finding, side, { index, host: hostOfKey(repository) }),
              ...elsewhereIn(repository, other),
              ...words(code, `${kind} ${key}`, side, other, l10n),
            },
          ]
        : [];
    });
  });
}

type Place = Pick<DriftMark, 'line' | 'start' | 'end'>;

function wholeLine({ location }: DriftSide, lines: readonly string[]): Place | undefined {
  const line = (location?.line ?? 0) - 1;
  const text = lines[line];
  return text === undefined ? undefined : { line, start: text.search(/\S|$/), end: text.trimEnd().length };
}

/**
 * The line of a catalog file that names the owner, nearest to where it stood when the file was imported; none once the
 * file names somebody else, of whom nothing is known here yet.
 */
function ownerLine({ value, location }: DriftSide, lines: readonly string[]): Place | undefined {
  const wanted = lastName(value);
  let nearest: Place | undefined;
  for (const [line, text] of lines.entries()) {
    const [match, before = '', owner = ''] = /^(.*\bowner:\s*)(['"]?[^\s,'"}#]+['"]?)/.exec(text) ?? [];
    if (match === undefined || lastName(owner.replace(/['"]/g, '')) !== wanted) continue;
    const distance = (at: number) => Math.abs(at + 1 - (location?.line ?? 1));
    if (!nearest || distance(line) < distance(nearest.line))
      nearest = { line, start: before.length, end: before.length + owner.length };
  }
  return nearest;
}

const lastName = (reference: string): string => reference.toLowerCase().replace(/^.*[:/]/, '');

const elsewhereIn = (repository: string, { location }: DriftSide): Pick<DriftMark, 'elsewhere'> =>
  location?.repository === repository ? { elsewhere: { file: location.file, line: location.line } } : {};

function words(
  code: string,
  record: string,
  here: DriftSide,
  { value, location }: DriftSide,
  l10n: Localizer,
): Pick<DriftMark, 'certain' | 'message'> {
  const message = location
    ? l10n.t('{0}: owner {1} here, {2} in {3}:{4}', record, here.value, value, location.file, location.line)
    : l10n.t('{0}: owner {1} here, {2} on record', record, here.value, value);
  const certain = code !== 'OWNER_UNKNOWN';
  return {
    certain,
    message: certain ? message : l10n.t("{0}. One of these names is nobody's here.", message),
  };
}
