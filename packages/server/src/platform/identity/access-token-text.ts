import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * The text of an access token: `stw_`, 256 random bits as 43 base62 digits, and their CRC-32 as 6 more. Scanners for
 * secrets find it by this pattern, and the checksum tells it from what only looks like one.
 */
export const accessTokenPattern = /stw_[0-9A-Za-z]{49}/;

const prefix = 'stw_';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 43;
const checksumLength = 6;

export function newAccessToken(): string {
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), secretLength);
  return `${prefix}${secret}${checksumOf(secret)}`;
}

/** True for a text that this or another Steward may have given out; asks nobody. */
export function isAccessTokenText(text: string): boolean {
  if (!new RegExp(`^${accessTokenPattern.source}$`).test(text)) return false;
  const secret = text.slice(prefix.length, prefix.length + secretLength);
  return text.slice(-checksumLength) === checksumOf(secret);
}

/** What is kept of a token: it can not be turned back, since the text holds 256 random bits. */
export const hashOfToken = (text: string): string => createHash('sha256').update(text).digest('hex');

const checksumOf = (secret: string): string => base62(BigInt(crc32(secret)), checksumLength);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let left = value; text.length < length; left /= 62n) text = digits[Number(left % 62n)] + text;
  return text;
}
