import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { accept, type Outcome, wrongUse } from '../exit.ts';

export interface ExportedHead {
  readonly number: number;
  readonly hash: string;
  readonly publicKey: string;
  /** Whether the key that stands in the file has signed it. */
  readonly signed: boolean;
}

/** Reads what `steward audit head` printed. */
export function readExportedHead(cwd: string, file: string): Outcome<ExportedHead> {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch {
    return wrongUse(`--head ${file} can not be read: name a file that \`steward audit head\` printed`);
  }
  try {
    const { statement, signature, publicKey } = JSON.parse(text) as Record<string, unknown>;
    const { format, number, hash } = JSON.parse(String(statement)) as Record<string, unknown>;
    if (format !== 'steward-audit-head/1' || !isCount(number) || !isHash(hash))
      throw new Error('another format');
    const signed = isSigned(String(statement), String(signature), String(publicKey));
    return accept({ number, hash, publicKey: String(publicKey), signed });
  } catch {
    return wrongUse(`--head ${file} is not what \`steward audit head\` prints: export it again`);
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isHash = (value: unknown): value is string => /^[0-9a-f]{64}$/.test(String(value));

function isSigned(statement: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
