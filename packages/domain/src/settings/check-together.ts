import { isLoopbackName } from './loopback.ts';
import type { SettingName, Settings } from './settings.ts';

/** What is wrong with values that are right by themselves, one line each. `at` says where a setting came from. */
export function checkTogether(settings: Settings, at: (name: SettingName) => string): string[] {
  const problems: string[] = [];
  const { host, oidcIssuer, oidcAudience } = settings;
  if (oidcIssuer === null) {
    const needless = names.filter((name) => at(name) !== 'default');
    for (const name of needless)
      problems.push(`${at(name)} says how to sign in, and oidc.issuer is not set: set it, or take this out`);
    if (!isLoopbackName(host))
      problems.push(
        `${at('host')} is "${host}": without sign-in Steward listens on this machine alone; use 127.0.0.1, ::1 or localhost, or set oidc.issuer`,
      );
  } else if (oidcAudience === null)
    problems.push(
      `${at('oidcIssuer')} is set and oidc.audience is not: set it to what tokens for this server name in \`aud\`, or tokens for other services would be taken`,
    );
  return problems;
}

const names = [
  'oidcAudience',
  'oidcClientId',
  'oidcScopes',
  'oidcLoginClaim',
  'oidcNameClaim',
  'oidcEmailClaim',
  'oidcGroupClaims',
  'oidcGroups',
] as const satisfies readonly SettingName[];
