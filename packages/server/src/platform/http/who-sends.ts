import type { Actor } from '../context.ts';
import { isUnavailable } from '../database-error.ts';
import { type Authenticate, isActor } from '../identity/identity.ts';
import { NotNow } from '../identity/oidc/not-now.ts';
import { errorAnswer } from './answer.ts';
import { challenge, type SignIn } from './resource-metadata.ts';

/** Who sends a request, or what to answer in place of letting it in: one answer for every token that gives nothing. */
export async function whoSends(
  authenticate: Authenticate,
  request: Request,
  signIn: SignIn | null = null,
): Promise<Actor | Response> {
  try {
    const actor = await authenticate(request);
    if (isActor(actor)) return actor;
    if (actor) return tooMany(actor.retryAfterMs);
    return errorAnswer(401, 'UNAUTHENTICATED', 'no valid token came with the request', {
      headers: { 'www-authenticate': challenge(request, signIn) },
    });
  } catch (error) {
    if (!(error instanceof NotNow) && !isUnavailable(error)) throw error;
    const why =
      error instanceof NotNow
        ? error.message
        : 'the database does not answer now: send the same request again';
    return errorAnswer(503, 'UNAVAILABLE', why, {
      headers: { 'retry-after': '1' },
      extensions: { retryAfterMs: 1_000 },
    });
  }
}

const tooMany = (retryAfterMs: number): Response =>
  errorAnswer(429, 'RATE_LIMITED', 'too many wrong tokens came from this address: try again later', {
    headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) },
    extensions: { retryAfterMs },
  });
