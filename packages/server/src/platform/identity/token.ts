import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text that may stand in a header. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the header `Authorization` carries; null when that is no token at all. */
export const bearerOf = (request: Request): string | null =>
  /^Bearer ([\x21-\x7e]{1,8000})$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;

/** Takes the same time wherever the difference lies. */
export const isSameToken = (given: string, token: string): boolean =>
  // Equal lengths, whatever was given: the comparison demands it, and the length of a token is no secret.
  timingSafeEqual(sha256(given), sha256(token));

/** True when the header `Authorization` carries the token. */
export function carriesToken(request: Request, token: string): boolean {
  const given = bearerOf(request);
  return given !== null && isSameToken(given, token);
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
