import type { CodeownersAnswer } from './codeowners-rule.ts';

/** What the file says about one path. */
export interface WhoOwns {
  readonly path: string;
  /** Empty when there is no CODEOWNERS file. */
  readonly answers: readonly CodeownersAnswer[];
}

const header = ['path', 'section', 'state', 'optional', 'approvals', 'owners', 'line'];

/** Tab-separated, a header line, one line for each path and section, in the order given; ends with a line end. */
export function whoOwnsTsv(entries: Iterable<WhoOwns>): string {
  const lines = [header.join('\t')];
  for (const { path, answers } of entries)
    for (const answer of answers.length > 0 ? answers : [noFile])
      lines.push([path, ...cellsOf(answer)].map(cell).join('\t'));
  return `${lines.join('\n')}\n`;
}

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
