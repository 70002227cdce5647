import type { OidcValues } from './oidc-declarations.ts';
import type { GroupGrant } from './parse-oidc.ts';

/** How people sign in with OpenID Connect, where they do. */
export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Names of claims. */
  readonly claims: { readonly login: string; readonly name: string; readonly email: string };
  /** Paths of claims; see `claimPath`. */
  readonly groupClaims: readonly string[];
  readonly groups: Readonly<Record<string, readonly GroupGrant[]>>;
}

/** Null where no issuer and audience are set. */
export function oidcSettings(values: OidcValues): OidcSettings | null {
  const { oidcIssuer: issuer, oidcAudience: audience } = values;
  if (issuer === null || audience === null) return null;
  return {
    ...{ issuer, audience, clientId: values.oidcClientId, scopes: values.oidcScopes },
    claims: { login: values.oidcLoginClaim, name: values.oidcNameClaim, email: values.oidcEmailClaim },
    ...{ groupClaims: values.oidcGroupClaims, groups: values.oidcGroups },
  };
}
