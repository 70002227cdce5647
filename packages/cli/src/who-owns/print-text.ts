import type { CodeownersAnswer } from '@steward/domain/code/codeowners-rule.ts';
import { printable } from '../printable.ts';
import type { KnownByServer, NamedOwner, PathAnswer } from './path-answer.ts';

const widest = 60;

/** One line a path, and one more for each further section that answers. */
export function answersText(answers: readonly PathAnswer[]): string {
  const shown = answers.map(({ path }) => printable(path));
  const width = Math.min(widest, Math.max(0, ...shown.map((path) => path.length)));
  return answers
    .flatMap((answer, index) => linesOf(answer).map((line) => `${shown[index]!.padEnd(width)}  ${line}\n`))
    .join('');
}

function linesOf(answer: PathAnswer): string[] {
  if (answer.server) return [serverLine(answer.server, answer.answers)];
  return answer.answers.length > 0
    ? answer.answers.map((section) => sectionLine(section))
    : ['nobody (no CODEOWNERS file)'];
}

function serverLine(server: KnownByServer, answers: readonly CodeownersAnswer[]): string {
  if (server.state === 'REPOSITORY_UNKNOWN') return 'nobody (the server does not know this repository)';
  if (server.owner) return `${ownerName(server.owner)} (${sourceWords[server.owner.source]})`;
  return answers.length > 0 ? answers.map((section) => sectionLine(section)).join('; ') : 'nobody';
}

const sourceWords: Readonly<Record<NamedOwner['source'], string>> = {
  RECORD: 'on record',
  CATALOG_INFO: 'catalog-info',
  CODEOWNERS: 'CODEOWNERS',
  SYSTEM: 'through its system',
};

const ownerName = ({ holder, handle }: NamedOwner): string =>
  printable(holder ? (handle ? `${holder.name} ${handle}` : holder.name) : (handle ?? 'nobody'));

function sectionLine(answer: CodeownersAnswer, noRule = 'no rule'): string {
  const { section, optional, approvals } = answer;
  const notes = [
    optional ? 'optional' : '',
    approvals !== null && approvals > 1 ? `${approvals} approvals` : '',
  ];
  const named = section === '' ? '' : `[${[section, ...notes.filter((note) => note !== '')].join(', ')}] `;
  return printable(`${named}${ownersOf(answer, noRule)}`);
}

function ownersOf({ state, owners, rule }: CodeownersAnswer, noRule: string): string {
  if (owners.length > 0) return owners.join(' ');
  if (state === 'CLEARED') return `nobody (cleared by line ${rule?.line})`;
  return state === 'EXCLUDED' ? `nobody (excluded by line ${rule?.line})` : `nobody (${noRule})`;
}

/** Each path with everything that is said about it, and where it is said. */
export const explainText = (answers: readonly PathAnswer[]): string =>
  answers
    .map((answer) => [printable(answer.path), ...reasons(answer)].map((line) => `${line}\n`).join(''))
    .join('\n');

function reasons({ server, answers, file }: PathAnswer): string[] {
  const rules = answers.map((answer) => `  ${ruleLine(answer, file ?? 'CODEOWNERS')}`);
  if (!server) return rules.length > 0 ? rules : ['  there is no CODEOWNERS file'];
  if (server.state === 'REPOSITORY_UNKNOWN')
    return ['  the server does not know this repository; `steward import` adds it'];
  const { component, system, owners, accountable } = server;
  const holds = component ?? system;
  return [
    holds
      ? `  belongs to    ${[component, system].flatMap((n) => (n ? [printable(n.name)] : [])).join(' of ')}`
      : '',
    ...owners.map(
      (owner, index) =>
        `  ${index === 0 ? 'owner       ' : 'also named  '}  ${ownerName(owner)} (${[sourceWords[owner.source], placeOf(owner)].filter((t) => t !== '').join(', ')})`,
    ),
    accountable ? `  accountable   ${printable(accountable.name)} (System Owner)` : '',
    ...rules,
  ].filter((line) => line !== '');
}

const placeOf = ({ decidedBy }: NamedOwner): string =>
  decidedBy ? printable(`${decidedBy.file}:${decidedBy.line}`) : '';

function ruleLine(answer: CodeownersAnswer, file: string): string {
  const line = sectionLine(answer, `no rule of ${file} matches`);
  if (!answer.rule) return line;
  const { exclusion, pattern } = answer.rule;
  return printable(`${line}  by ${file}:${answer.rule.line}  ${exclusion ? '!' : ''}${pattern}`);
}
