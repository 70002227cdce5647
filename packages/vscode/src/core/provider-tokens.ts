/** The provider has answered, and gives no token. The message is its own. */
export class ProviderRefusal extends Error {}

export interface ProviderTokens {
  token: string;
  refreshToken?: string | undefined;
  /** Milliseconds for which the token is good. */
  lifetime: number;
}

interface Expected {
  issuer: string;
  clientId: string;
  /** What the answer has to bring back; undefined where none was sent. */
  nonce: string | undefined;
}

/** Of a provider that says nothing about it. */
const standardLifetime = 5 * 60_000;

/**
 * Reads the answer of a token endpoint (RFC 6749 section 5). The library's own reader brings decoders for answers that a
 * public client never gets, and costs more than all else of it. Rejects with `ProviderRefusal` for a refusal.
 */
export async function providerTokens(response: Response, expected: Expected): Promise<ProviderTokens> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (typeof body.error === 'string' && response.status < 500)
    throw new ProviderRefusal(textOf(body.error_description) ?? body.error);
  const { access_token: token, token_type: type, expires_in: seconds } = body;
  if (!response.ok || typeof token !== 'string' || token === '' || textOf(type)?.toLowerCase() !== 'bearer')
    throw new Error(
      `the provider ${expected.issuer} gave an answer without a token (HTTP ${response.status})`,
    );
  if (expected.nonce !== undefined) checkIdToken(body.id_token, expected);
  return {
    token,
    refreshToken: textOf(body.refresh_token),
    lifetime: typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : standardLifetime,
  };
}

/**
 * That the answer is about this sign-in (OpenID Connect Core 3.1.3.7). It comes from the provider itself over TLS, which
 * stands for its signature; nobody is told from it who somebody is.
 */
function checkIdToken(idToken: unknown, { issuer, clientId, nonce }: Expected): void {
  const claims = claimsOf(idToken);
  const audiences: unknown[] = [claims.aud].flat();
  const isOurs = claims.iss === issuer && audiences.includes(clientId);
  if (!isOurs || claims.nonce !== nonce)
    throw new ProviderRefusal('the answer of the provider belongs to another sign-in');
}

function claimsOf(idToken: unknown): Record<string, unknown> {
  try {
    const [, payload = ''] = String(idToken).split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
      each.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
