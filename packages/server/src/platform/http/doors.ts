import { isLoopbackName } from '@steward/domain/settings/loopback.ts';
import { accessTokenPattern } from '../identity/access-token-text.ts';
import { errorAnswer } from './answer.ts';

/** Whom the server answers besides this machine and its own pages. */
export interface Allowed {
  /** Exact origins of pages. */
  readonly origins: readonly string[];
  /** Names under which the server is called; brackets around an address count for nothing. */
  readonly hosts: readonly string[];
}

export const thisMachineAlone: Allowed = { origins: [], hosts: [] };

/**
 * Refuses what no client of ours sends: a foreign `Host` (a page whose name was bound to this machine), a foreign or
 * null `Origin` (a page that uses the visitor's machine), and a token in the address, which ends up in logs.
 */
export function refuseAtDoor(request: Request, { origins, hosts }: Allowed): Response | null {
  const host = hostOf(request);
  if (host === null || !(isLoopbackName(host.hostname) || hosts.includes(plainHost(host))))
    return errorAnswer(403, 'FORBIDDEN', 'the Host of the request is none of this server: use its address');
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== `http://${host.host}` && !origins.includes(origin))
    return errorAnswer(403, 'FORBIDDEN', 'pages of this origin may not call this server: see allowedOrigins');
  if (namesToken(new URL(request.url).searchParams))
    return errorAnswer(
      400,
      'BAD_USER_INPUT',
      'a token does not belong into the address, where logs keep it: send it as `Authorization: Bearer`',
    );
  return null;
}

const plainHost = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function hostOf(request: Request): URL | null {
  const host = request.headers.get('host') ?? new URL(request.url).host;
  // Anything but a name and a port would read as another part of an address.
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(host)) return null;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
}

function namesToken(query: URLSearchParams): boolean {
  return [...query].some(
    ([name, value]) => /token|authorization|api[-_]?key/i.test(name) || accessTokenPattern.test(value),
  );
}

/** What a browser needs to let a page of an allowed origin read the answer. No credentials: the token is a header. */
export function corsHeaders(request: Request, { origins }: Allowed): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin === null || !origins.includes(origin)) return {};
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'retry-after, www-authenticate, x-request-id',
    vary: 'Origin',
  };
}

/**
 * The answer to a browser that asks whether its page may send a request with headers of ours, and one from the internet
 * to this machine.
 */
export const preflightAnswer = ({ headers }: Request): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...(headers.has('access-control-request-private-network')
        ? { 'access-control-allow-private-network': 'true' }
        : {}),
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, accept, x-steward-client',
      'access-control-max-age': '600',
    },
  });
