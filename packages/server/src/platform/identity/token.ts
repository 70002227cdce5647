import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text that may stand in a header. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** True when the header `Authorization` carries the token. Takes the same time wherever the difference lies. */
export function carriesToken(request: Request, token: string): boolean {
  const given = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  // Equal lengths, whatever was given: the comparison demands it, and the length of a token is no secret.
  return timingSafeEqual(sha256(given), sha256(token)) && given !== '';
}

const sha256 = (text: string) => createHash('sha256').update(text).digest();
