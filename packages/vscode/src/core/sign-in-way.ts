/** How a server lets people sign in with a browser. */
export interface SignInWay {
  issuer: string;
  clientId: string;
  scopes: readonly string[];
  /** Name of the server, for which the provider is to give a token. */
  resource: string;
}

export const metadataPath = '/.well-known/oauth-protected-resource';

/** Undefined where the server names nobody who signs people in. Rejects where it names itself as another server. */
export async function signInWay(
  address: string,
  ask: typeof fetch = fetch,
  timeout = 5_000,
): Promise<SignInWay | undefined> {
  const read = async (): Promise<unknown> => {
    const answer = await ask(`${address}${metadataPath}`, { signal: AbortSignal.timeout(timeout) });
    return answer.ok ? await answer.json() : undefined;
  };
  const said = await read().catch(() => undefined);
  if (typeof said !== 'object' || said === null) return undefined;
  const {
    resource,
    authorization_servers: issuers,
    steward_client_id: clientId,
    scopes_supported: scopes,
  } = said as Record<string, unknown>;
  const [issuer] = Array.isArray(issuers) ? issuers : [];
  if (typeof issuer !== 'string' || typeof clientId !== 'string' || typeof resource !== 'string')
    return undefined;
  // A token for another server must not be got in its name.
  if (!URL.canParse(resource) || new URL(resource).origin !== new URL(address).origin)
    throw new Error(`the server at ${address} says it is ${resource}: set steward.server to that address`);
  const names = Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : [];
  return { issuer, clientId, resource, scopes: names };
}
