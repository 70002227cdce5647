import type { CodeownersAnswer, CodeownersDialect, CodeownersRule } from './codeowners-rule.ts';

/** What the file says about one path. */
export interface WhoOwns {
  readonly path: string;
  /** Empty when there is no CODEOWNERS file. */
  readonly answers: readonly CodeownersAnswer[];
}

const header = ['path', 'section', 'state', 'optional', 'approvals', 'owners', 'line'];

/** The header line of the table, with its line end. */
export const whoOwnsHeader = `${header.join('\t')}\n`;

/** Tab-separated, a header line, one line for each path and section, in the order given; ends with a line end. */
export function whoOwnsTsv(entries: Iterable<WhoOwns>): string {
  let text = whoOwnsHeader;
  for (const entry of entries) text += whoOwnsLines(entry);
  return text;
}

/** The lines of one path, for tables that are written as they are made. */
export const whoOwnsLines = ({ path, answers }: WhoOwns): string =>
  (answers.length > 0 ? answers : [noFile])
    .map((answer) => `${[path, ...cellsOf(answer)].map(cell).join('\t')}\n`)
    .join('');

const noFile: CodeownersAnswer = {
  section: '',
  state: 'UNMATCHED',
  optional: false,
  approvals: null,
  owners: [],
  rule: null,
};

const cellsOf = ({ section, state, optional, approvals, owners, rule }: CodeownersAnswer): string[] => [
  section,
  state.toLowerCase(),
  optional ? '1' : '0',
  approvals === null ? '' : String(approvals),
  owners.join(' '),
  String(rule?.line ?? 0),
];

/** A tab or a line end inside a name would make another table of it. */
const cell = (text: string): string =>
  /[\t\r\n]/.test(text) ? text.replaceAll('\t', '\\t').replaceAll('\r', '\\r').replaceAll('\n', '\\n') : text;

/** True when no section that must approve gives the path an owner. */
export const isUnowned = ({ answers }: WhoOwns): boolean =>
  !answers.some(({ state, optional }) => state === 'OWNED' && !optional);

/** True when any section names the owner for the path; owners are compared without case. */
export function isOwnedBy({ answers }: WhoOwns, owner: string): boolean {
  const wanted = owner.toLowerCase();
  return answers.some(({ owners }) => owners.some((each) => each.toLowerCase() === wanted));
}

export interface WhoOwnsFilter {
  readonly unowned?: boolean;
  readonly owner?: string | null;
}

/** Whether the path is asked for; both filters together must hold. */
export const isWanted = (entry: WhoOwns, { unowned = false, owner = null }: WhoOwnsFilter): boolean =>
  (!unowned || isUnowned(entry)) && (owner === null || isOwnedBy(entry, owner));

/** One line for each section: who owns the path. */
export const whoOwnsText = ({ path, answers }: WhoOwns): string =>
  (answers.length > 0 ? answers : [noFile])
    .map((answer) => `${path}\t${answer.section ? `[${answer.section}] ` : ''}${words(answer)}\n`)
    .join('');

const words = ({ state, owners, optional }: CodeownersAnswer): string => {
  switch (state) {
    case 'OWNED':
      return owners.join(' ') + (optional ? ' (optional)' : '');
    case 'CLEARED':
      return 'no owner (cleared)';
    case 'EXCLUDED':
      return 'no owner (excluded)';
    default:
      return 'no owner (no rule matches)';
  }
};

/** Where the rules come from. */
export interface RulesSource {
  /** The file as a person would open it. */
  readonly file: string;
  readonly dialect: CodeownersDialect;
}

/** Which rule decides and why, for people; several lines, the last one ended. */
export function explainText({ path, answers }: WhoOwns, source: RulesSource | null): string {
  const lines = [path];
  if (!source || answers.length === 0) lines.push('  no CODEOWNERS file says anything about it');
  else for (const answer of answers) lines.push(...explained(answer, source));
  return `${lines.join('\n')}\n`;
}

function explained(answer: CodeownersAnswer, { file, dialect }: RulesSource): string[] {
  const { section, rule, optional, approvals } = answer;
  const name = dialect === 'GITHUB' ? 'GitHub' : 'GitLab';
  if (!rule) return [`  no owner: no rule of ${file} matches (${name})`];
  const asks = optional ? ', optional' : approvals === null ? '' : `, ${countOf(approvals, 'approval')}`;
  const place = section ? `section ${section}${asks}: ` : asks ? `no section${asks}: ` : '';
  return [
    `  ${place}${words(answer).replace(' (optional)', '')}`,
    `    decided by ${file}:${rule.line}  ${ruleText(rule)}`,
    `    ${whyDecides(answer, dialect)}`,
  ];
}

const ruleText = ({ pattern, owners, exclusion }: CodeownersRule): string =>
  [`${exclusion ? '!' : ''}${pattern}`, ...owners].join(' ');

function whyDecides({ state }: CodeownersAnswer, dialect: CodeownersDialect): string {
  if (state === 'EXCLUDED') return 'GitLab: an exclusion wins over every rule of its section';
  return dialect === 'GITHUB'
    ? 'GitHub: the last matching rule of the file decides'
    : 'GitLab: the last matching rule of each section decides, and sections add up';
}

const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
