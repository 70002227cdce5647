import type { CatalogPiece } from '../catalog-info/entity.ts';
import { pathInRepository, resolvePath } from '../catalog-info/paths.ts';
import type { Finding } from '../finding.ts';

export interface Registration {
  /** Files that are registered; null when the root descriptor cannot tell. */
  readonly files: ReadonlySet<string> | null;
  /** False when some registered file could not be read, so that more may be registered than is known. */
  readonly complete: boolean;
  readonly findings: readonly Finding[];
}

/** More make matching slow, and no real target has them. */
const mostWildcards = 4;

const roots = ['catalog-info.yaml', 'catalog-info.yml'];

/**
 * What the descriptor at the root of a repository registers: itself, the files that its Locations name, and what
 * Locations in those name. A target may hold `*` and `**`. Addresses of other repositories are not followed.
 */
export function registeredFiles(pieces: readonly CatalogPiece[], repository: string): Registration {
  const byFile = new Map(pieces.map((piece) => [piece.file, piece]));
  const root = roots.map((file) => byFile.get(file)).find((piece) => piece !== undefined);
  const findings: Finding[] = [];
  if (root?.state !== 'READ' || root.broken.length > 0) {
    findings.push({
      file: root?.file ?? 'catalog-info.yaml',
      line: null,
      code: 'NO_ROOT_DESCRIPTOR',
      severity: 'error',
      message: `${root ? `${root.file} cannot be read` : 'there is no catalog-info.yaml at the root'}, so nothing is known to be registered: mend it, or import without --registered`,
    });
    return { files: null, complete: false, findings };
  }
  const files = new Set([root.file]);
  let complete = true;
  const open = [root];
  for (let piece = open.pop(); piece; piece = open.pop()) {
    if (piece.state !== 'READ' || piece.broken.length > 0) complete = false;
    for (const { target, line } of targetsOf(piece)) {
      const path = resolvePath(piece.file, target) ?? pathInRepository(target, repository);
      const named = path === null ? [] : matching(path, byFile);
      if (path === null || named.length === 0) {
        complete = complete && path === null;
        findings.push(unfollowed(piece.file, line, target, path === null));
      }
      for (const next of named) {
        if (files.has(next.file)) continue;
        files.add(next.file);
        open.push(next);
      }
    }
  }
  return { files, complete, findings };
}

const targetsOf = (piece: CatalogPiece): { target: string; line: number }[] =>
  piece.entities.flatMap((entity) => entity.targets.map((target) => ({ target, line: entity.line })));

function matching(path: string, byFile: ReadonlyMap<string, CatalogPiece>): CatalogPiece[] {
  const exact = byFile.get(path);
  if (exact) return [exact];
  const wildcards = path.match(/\*+/g)?.length ?? 0;
  if (wildcards === 0 || wildcards > mostWildcards) return [];
  const pattern = new RegExp(
    `^${path
      .split(/(\*\*\/|\*\*|\*)/)
      .map((piece) =>
        piece === '**/'
          ? '(?:[^/]+/)*'
          : piece === '**'
            ? '.*'
            : piece === '*'
              ? '[^/]*'
              : piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('')}$`,
  );
  return [...byFile.values()].filter((piece) => pattern.test(piece.file));
}

const unfollowed = (file: string, line: number, target: string, elsewhere: boolean): Finding => ({
  file,
  line,
  code: elsewhere ? 'TARGET_ELSEWHERE' : 'TARGET_MISSING',
  severity: elsewhere ? 'info' : 'warning',
  message: elsewhere
    ? `target ${target} lies outside the repository and is not followed: import that repository by itself`
    : `target ${target} names no catalog file of the repository: correct it or add the file`,
});
