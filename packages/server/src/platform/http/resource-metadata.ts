import type { OidcSettings } from '@steward/domain/settings/oidc-settings.ts';

export const metadataPath = '/.well-known/oauth-protected-resource';

/** What clients have to know to sign in. */
export interface SignIn extends Pick<OidcSettings, 'issuer' | 'clientId' | 'scopes'> {
  /** Origin under which others reach the server; null: as each request names it. */
  readonly publicUrl: string | null;
}

/** Where and how to sign in, as RFC 9728 has it, and the public client to do it as. */
export function resourceMetadata(request: Request, signIn: SignIn): Response {
  const document = {
    resource: originOf(request, signIn),
    authorization_servers: [signIn.issuer],
    scopes_supported: signIn.scopes,
    bearer_methods_supported: ['header'],
    resource_name: 'Steward',
    steward_client_id: signIn.clientId,
  };
  return new Response(JSON.stringify(document), {
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** What a 401 says about how to come back with a token. */
export const challenge = (request: Request, signIn: SignIn | null): string =>
  signIn === null ? 'Bearer' : `Bearer resource_metadata="${originOf(request, signIn)}${metadataPath}"`;

/** The Host was checked at the door: nothing but a name and a port stands in it. */
const originOf = ({ headers, url }: Request, { publicUrl }: SignIn): string =>
  publicUrl ?? `http://${headers.get('host') ?? new URL(url).host}`;
