import type { CodeownersDialect } from './codeowners-rule.ts';

/** The places where each host looks, in its order: the first file found is the one that counts. */
export const codeownersPlaces: Readonly<Record<CodeownersDialect, readonly string[]>> = {
  GITHUB: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  GITLAB: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
};

/** The dialect that the host of a repository speaks, or null when its name does not say. */
export function dialectOfHost(host: string | null): CodeownersDialect | null {
  const name = host?.toLowerCase() ?? '';
  if (name === 'github.com') return 'GITHUB';
  return name === 'gitlab.com' || name.startsWith('gitlab.') ? 'GITLAB' : null;
}

/** The dialect of one file by the folder it lies in, else by the host; null when both leave it open. */
export function dialectOfFile(path: string, host: string | null): CodeownersDialect | null {
  const folder = path.split('/').at(-2);
  if (folder === '.github') return 'GITHUB';
  if (folder === '.gitlab') return 'GITLAB';
  return dialectOfHost(host);
}

export type CodeownersChoice =
  /** `others` are the files of that name which the host does not read. */
  | { kind: 'CHOSEN'; file: string; dialect: CodeownersDialect; others: readonly string[] }
  /** Neither place nor host says the dialect: ask, for each dialect may read another file or other owners. */
  | { kind: 'UNDECIDED'; files: readonly string[] }
  | { kind: 'NONE'; others: readonly string[] };

/**
 * Which of the CODEOWNERS files of a repository counts. `paths` are paths from its root, other files are passed
 * over. A dialect given by a person goes before the host, the host before a `.github` or `.gitlab` folder.
 */
export function chooseCodeowners(
  paths: Iterable<string>,
  options: { host: string | null; dialect?: CodeownersDialect | null },
): CodeownersChoice {
  const files = [...paths].filter((path) => path === 'CODEOWNERS' || path.endsWith('/CODEOWNERS')).sort();
  const dialect = options.dialect ?? dialectOfHost(options.host) ?? dialectOfPlaces(files);
  const anyPlace = new Set([...codeownersPlaces.GITHUB, ...codeownersPlaces.GITLAB]);
  const candidates = files.filter((file) => anyPlace.has(file));
  if (candidates.length === 0) return { kind: 'NONE', others: files };
  if (!dialect) return { kind: 'UNDECIDED', files: candidates };
  const file = codeownersPlaces[dialect].find((place) => files.includes(place));
  if (file === undefined) return { kind: 'NONE', others: files };
  return { kind: 'CHOSEN', file, dialect, others: files.filter((other) => other !== file) };
}

/** A folder that only one host reads says which host that is; both folders, or neither, say nothing. */
function dialectOfPlaces(files: readonly string[]): CodeownersDialect | null {
  const github = files.includes('.github/CODEOWNERS');
  const gitlab = files.includes('.gitlab/CODEOWNERS');
  if (github === gitlab) return null;
  return github ? 'GITHUB' : 'GITLAB';
}
