import type { CodeownersDialect } from './codeowners-rule.ts';

const email = /^[^\s@#,;<>()]+@[^\s@#,;<>()]+\.[^\s@#,;<>().]+$/;
const githubName = /^@[a-z\d][a-z\d_-]*(?:\/[a-z\d_.-]+)?$/i;
const gitlabName = /^@[a-z\d_][a-z\d_.-]*(?:\/[a-z\d_][a-z\d_.-]*)*$/i;
const gitlabRole = /^@@(?:developer|maintainer|owner)s?$/i;

/**
 * True when the text has the form of an owner: `@user`, `@org/team` or an e-mail address; on GitLab also
 * `@group/sub/group` and `@@role`. Whether the owner exists is for the code host to say.
 */
export function isOwner(text: string, dialect: CodeownersDialect): boolean {
  if (email.test(text)) return true;
  return dialect === 'GITHUB' ? githubName.test(text) : gitlabName.test(text) || gitlabRole.test(text);
}
