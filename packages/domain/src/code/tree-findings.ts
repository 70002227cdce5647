import type { CodeownersFinding } from './codeowners-finding.ts';
import { compileCodeowners } from './codeowners-matcher.ts';
import type { CodeownersDialect, CodeownersRule } from './codeowners-rule.ts';

/**
 * What is odd about the rules given the files of one commit: rules that decide for none of them, and why. `paths` are
 * all files, from the root of the repository. In the order of the rules.
 */
export function treeFindings(
  rules: readonly CodeownersRule[],
  dialect: CodeownersDialect,
  paths: readonly string[],
): CodeownersFinding[] {
  const match = compileCodeowners(rules, dialect);
  const deciding = new Set(paths.flatMap((path) => match(path).map(({ rule }) => rule)));
  const idle = rules.filter((rule) => !deciding.has(rule));
  const matchesOf = allMatches(idle, dialect);
  const matching = new Set(paths.flatMap(matchesOf));
  // The matcher takes every path for a file, so a folder's own path shows what names the folder without its slash.
  const naming = new Set(dialect === 'GITLAB' ? foldersOf(paths).flatMap(matchesOf) : []);
  return idle.map((rule) => {
    if (matching.has(rule)) return neverDecides(rule);
    return naming.has(rule) && !rule.exclusion ? folderWithoutSlash(rule) : matchesNoFile(rule);
  });
}

/** Every rule that matches a path: each stands in a section of its own, so none hides another. */
function allMatches(
  rules: readonly CodeownersRule[],
  dialect: CodeownersDialect,
): (path: string) => CodeownersRule[] {
  const original = new Map(rules.map((rule, index) => [String(index), rule]));
  const apart = rules.map((rule, index) => ({ ...rule, section: String(index), exclusion: false }));
  const match = compileCodeowners(apart, dialect);
  return (path) => match(path).flatMap(({ rule }) => (rule && original.get(rule.section)) ?? []);
}

function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return [...folders];
}

const neverDecides = ({ line, pattern }: CodeownersRule): CodeownersFinding => ({
  code: 'NEVER_DECIDES',
  severity: 'warning',
  line,
  reason: `"${pattern}" matches files, but other rules decide for every one of them`,
  fix: 'move it below the rules that decide, or remove it',
});

const matchesNoFile = ({ line, pattern }: CodeownersRule): CodeownersFinding => ({
  code: 'MATCHES_NO_FILE',
  severity: 'info',
  line,
  reason: `"${pattern}" matches no file of the repository`,
  fix: 'correct the pattern, or remove the rule when what it named is gone',
});

const folderWithoutSlash = ({ line, pattern }: CodeownersRule): CodeownersFinding => ({
  code: 'FOLDER_WITHOUT_SLASH',
  severity: 'warning',
  line,
  reason: `"${pattern}" names a folder, and without a final slash GitLab takes it for a file, so it owns nothing`,
  fix: `write "${pattern}/"`,
});
