import { accept, exit, type Outcome, refuse } from '../exit.ts';
import { isSafe } from './issuer.ts';

/** Where and as which client one signs in at a server. */
export interface WhereToSignIn {
  /** Origin of the server. */
  readonly server: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
}

const metadataPath = '/.well-known/oauth-protected-resource';

/** What the server says about signing in; see RFC 9728. */
export async function whereToSignIn(address: string): Promise<Outcome<WhereToSignIn>> {
  const server = new URL(address).origin;
  if (!isSafe(server))
    return refuse(exit.wrongUse, `${server} is reached without encryption: sign in at its https address`);
  const signal = AbortSignal.timeout(20_000);
  const response = await fetch(`${server}${metadataPath}`, { redirect: 'error', signal }).catch(() => null);
  if (response === null) return refuse(exit.unreachable, `no server answers at ${server}: check the address`);
  if (response.status === 404)
    return refuse(
      exit.findings,
      `nobody signs in at ${server}: it is a server of this machine alone, or one without \`oidc\` in its settings; use an access token in STEWARD_TOKEN`,
    );
  const document: unknown = await response.json().catch(() => null);
  const { resource, authorization_servers, scopes_supported, steward_client_id } = (document ?? {}) as Record<
    string,
    unknown
  >;
  const [issuer] = Array.isArray(authorization_servers) ? authorization_servers : [];
  const scopes = Array.isArray(scopes_supported) ? scopes_supported.map(String) : [];
  if (response.status !== 200 || typeof issuer !== 'string' || typeof steward_client_id !== 'string')
    return refuse(exit.unreachable, `what answers at ${server} is no Steward server: check the address`);
  if (resource !== server)
    return refuse(
      exit.findings,
      `the server at ${server} calls itself ${String(resource)}: use that address, or set publicUrl in its settings`,
    );
  if (!isSafe(issuer))
    return refuse(
      exit.findings,
      `the issuer ${issuer} of ${server} is not reached by https: nothing was sent`,
    );
  return accept({ server, issuer, clientId: steward_client_id, scopes });
}
