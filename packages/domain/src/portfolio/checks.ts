import { holdersAt, type RoleAssignment } from '../people/role-assignment.ts';
import type { RecordFinding } from '../record/finding.ts';

interface PortfolioRecord {
  readonly key: string;
  readonly roles: readonly RoleAssignment[];
}

interface ProgramRecord {
  readonly key: string;
  readonly goal: string | null;
  readonly stage: string;
  readonly portfolio: string | null;
  readonly roles: readonly RoleAssignment[];
}

/** Every portfolio has exactly one owner at the moment, and no program stands outside a portfolio. */
export function portfolioFindings(
  portfolios: readonly PortfolioRecord[],
  programs: readonly Pick<ProgramRecord, 'key' | 'portfolio'>[],
  now: string,
): RecordFinding[] {
  const found = portfolios.flatMap(({ key, roles }): RecordFinding[] => {
    const owners = holdersAt(roles, 'portfolio-owner', now);
    const kind = 'Portfolio';
    if (owners.length === 0)
      return [{ code: 'PORTFOLIO_WITHOUT_OWNER', kind, key, message: 'has no Portfolio Owner: appoint one' }];
    if (owners.length === 1) return [];
    const names = owners.map((o) => o.person ?? o.team).join(', ');
    const message = `has ${owners.length} Portfolio Owners (${names}): end all holdings but one`;
    return [{ code: 'PORTFOLIO_WITH_SEVERAL_OWNERS', kind, key, message }];
  });
  return [...found, ...programsOutside(portfolios, programs)];
}

/** Programs that name no portfolio, or one that is not there. */
export function programsOutside(
  portfolios: readonly Pick<PortfolioRecord, 'key'>[],
  programs: readonly Pick<ProgramRecord, 'key' | 'portfolio'>[],
): RecordFinding[] {
  const known = new Set(portfolios.map((p) => p.key));
  return programs
    .filter(({ portfolio }) => portfolio === null || !known.has(portfolio))
    .map(({ key, portfolio }) => ({
      code: 'PROGRAM_OUTSIDE_PORTFOLIO',
      kind: 'Program',
      key,
      message:
        portfolio === null
          ? 'stands in no portfolio: name the one it belongs to'
          : `names the portfolio ${portfolio}, which is not there: name another or restore it`,
    }));
}

/**
 * Every program has a goal, a Program Manager until it is closed, and a project at least once it is more than a
 * concept.
 */
export function programFindings(
  programs: readonly ProgramRecord[],
  projects: readonly { readonly program: string | null }[],
  now: string,
): RecordFinding[] {
  const withProject = new Set(projects.map((p) => p.program));
  return programs.flatMap(({ key, goal, stage, roles }) => {
    const finding = (code: string, message: string): RecordFinding => ({
      code,
      kind: 'Program',
      key,
      message,
    });
    const found: RecordFinding[] = [];
    if (goal === null || goal.trim() === '')
      found.push(finding('PROGRAM_WITHOUT_GOAL', 'has no goal: say which one goal its projects serve'));
    if (stage !== 'CLOSED' && holdersAt(roles, 'program-manager', now).length === 0)
      found.push(finding('PROGRAM_WITHOUT_MANAGER', 'has no Program Manager: appoint one'));
    if (stage !== 'CONCEPT' && !withProject.has(key))
      found.push(finding('PROGRAM_WITHOUT_PROJECT', 'has no project: add one, or set its stage to CONCEPT'));
    return found;
  });
}
