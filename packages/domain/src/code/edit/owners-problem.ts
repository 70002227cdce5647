import { isOwner } from '../codeowners-owner.ts';
import type { CodeownersDialect } from '../codeowners-rule.ts';

/** What is wrong with owners that a line is to name; null when nothing is. */
export function ownersProblem(owners: readonly string[], dialect: CodeownersDialect): string | null {
  if (owners.length === 0) return 'no owner is named: name one';
  const bad = owners.find((owner) => !isOwner(owner, dialect));
  if (bad === undefined) return null;
  const forms =
    dialect === 'GITHUB'
      ? 'write @user, @org/team or an e-mail address'
      : 'write @user, @group/subgroup, @@maintainer or an e-mail address';
  return `"${bad}" is no owner that ${dialect === 'GITHUB' ? 'GitHub' : 'GitLab'} would read: ${forms}`;
}
