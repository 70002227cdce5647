import { isLoopbackName } from '@steward/domain/settings/loopback.ts';
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  discoveryRequest,
  processDiscoveryResponse,
} from 'oauth4webapi';

/** The issuer as it describes itself, and our client there. */
export interface Issuer {
  readonly server: AuthorizationServer;
  readonly client: Client;
  readonly options: { readonly [allowInsecureRequests]: boolean; readonly signal: AbortSignal };
}

const ANSWERS_WITHIN_MS = 20_000;

/** Secrets go over plain http on this machine alone. */
export const isSafe = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackName(hostname));
};

/** Asks the issuer how it is used. Rejects where it does not answer, or is another one. */
export async function discoverIssuer(issuer: string, clientId: string): Promise<Issuer> {
  const address = new URL(issuer);
  const options = {
    [allowInsecureRequests]: isSafe(issuer) && address.protocol === 'http:',
    get signal() {
      return AbortSignal.timeout(ANSWERS_WITHIN_MS);
    },
  };
  const server = await processDiscoveryResponse(address, await discoveryRequest(address, options));
  return { server, client: { client_id: clientId }, options };
}
