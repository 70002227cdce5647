import {
  type GroupGrant,
  parseClaim,
  parseClaimPaths,
  parseGroups,
  parseIssuer,
  parseScopes,
  parseWord,
} from './parse-oidc.ts';
import type { SettingDeclaration } from './settings.ts';

/** Sign-in with OpenID Connect, as read: `oidc` in the configuration file. */
export interface OidcValues {
  /** Address of the issuer, exactly as its tokens carry it; null: nobody signs in but by tokens of Steward. */
  readonly oidcIssuer: string | null;
  /** What access tokens for this server name in `aud`. */
  readonly oidcAudience: string | null;
  /** The public client that the command line and the editor sign in as. */
  readonly oidcClientId: string;
  /** What the command line and the editor ask for. */
  readonly oidcScopes: readonly string[];
  /** Claim of which the key of a new person is made. */
  readonly oidcLoginClaim: string;
  readonly oidcNameClaim: string;
  readonly oidcEmailClaim: string;
  /** Where in a token the names of groups and roles stand. */
  readonly oidcGroupClaims: readonly string[];
  /** What each group or role gives, by its name. */
  readonly oidcGroups: Readonly<Record<string, readonly GroupGrant[]>>;
}

const one = (texts: readonly string[]): string => texts[0] ?? '';
const text = { flag: null, secret: false, json: 'string' } as const;

export const oidcDeclarations: { readonly [N in keyof OidcValues]: SettingDeclaration<OidcValues[N]> } = {
  oidcIssuer: {
    ...text,
    environment: 'STEWARD_OIDC_ISSUER',
    key: 'oidc.issuer',
    default: null,
    description: 'OpenID Connect issuer whose access tokens let people in',
    accepts: 'an address such as https://keycloak.example.org/realms/acme',
    parse: (texts) => parseIssuer(one(texts)),
  },
  oidcAudience: {
    ...text,
    environment: 'STEWARD_OIDC_AUDIENCE',
    key: 'oidc.audience',
    default: null,
    description: 'What access tokens for this server name in `aud`',
    accepts: 'a word such as steward',
    parse: (texts) => parseWord(one(texts)),
  },
  oidcClientId: {
    ...text,
    environment: 'STEWARD_OIDC_CLIENT_ID',
    key: 'oidc.clientId',
    default: 'steward',
    description: 'Public client that the command line and the editor sign in as',
    accepts: 'a word such as steward',
    parse: (texts) => parseWord(one(texts)),
  },
  oidcScopes: {
    ...text,
    environment: 'STEWARD_OIDC_SCOPES',
    key: 'oidc.scopes',
    default: ['openid', 'profile', 'email'],
    description: 'Scopes that the command line and the editor ask for',
    accepts: 'words with spaces between, such as openid profile email',
    json: 'list of strings',
    parse: parseScopes,
  },
  oidcLoginClaim: {
    ...text,
    environment: 'STEWARD_OIDC_LOGIN_CLAIM',
    key: 'oidc.loginClaim',
    default: 'preferred_username',
    description: 'Claim of which the key of a new person is made',
    accepts: 'the name of a claim',
    parse: (texts) => parseClaim(one(texts)),
  },
  oidcNameClaim: {
    ...text,
    environment: 'STEWARD_OIDC_NAME_CLAIM',
    key: 'oidc.nameClaim',
    default: 'name',
    description: 'Claim with the full name of a new person',
    accepts: 'the name of a claim',
    parse: (texts) => parseClaim(one(texts)),
  },
  oidcEmailClaim: {
    ...text,
    environment: 'STEWARD_OIDC_EMAIL_CLAIM',
    key: 'oidc.emailClaim',
    default: 'email',
    description: 'Claim with the e-mail address of a new person',
    accepts: 'the name of a claim',
    parse: (texts) => parseClaim(one(texts)),
  },
  oidcGroupClaims: {
    ...text,
    environment: 'STEWARD_OIDC_GROUP_CLAIMS',
    key: 'oidc.groupClaims',
    default: ['groups', 'realm_access.roles'],
    description: 'Claims with the names of groups and roles',
    accepts: 'paths with spaces between, such as groups resource_access.steward.roles',
    json: 'list of strings',
    parse: parseClaimPaths,
  },
  oidcGroups: {
    ...text,
    environment: 'STEWARD_OIDC_GROUPS',
    key: 'oidc.groups',
    default: {},
    description: 'What each group or role gives: administrator, a team, a role on a record',
    accepts: 'a JSON object such as {"steward-admins":{"administrator":true},"red":{"team":"red"}}',
    json: 'object',
    parse: (texts) => parseGroups(one(texts)),
  },
};
