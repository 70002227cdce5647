import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '../database/start-problem.ts';

/** An Ed25519 key with which a server signs what it says of its audit log. */
export interface SigningKey {
  /** Base64 of its DER form (SubjectPublicKeyInfo). */
  readonly publicKey: string;
  /** Base64. */
  sign(text: string): string;
}

export type KeyProblem = { code: 'AUDIT_KEY_UNUSABLE'; message: string; fix: string };

/** The key in a PEM file, made there with mode 0600 when there is no such file, as soon as it is asked for. */
export interface KeyFile extends SigningKey {
  /** Why there is no key; null when there is. */
  problem(): KeyProblem | null;
}

export function keyFile(file: string): KeyFile {
  let key: SigningKey | undefined;
  const opened = () => {
    key ??= keyOf(read(file) ?? make(file));
    return key;
  };
  return {
    get publicKey() {
      return opened().publicKey;
    },
    sign: (text) => opened().sign(text),
    problem: () => {
      try {
        opened();
        return null;
      } catch (error) {
        return {
          code: 'AUDIT_KEY_UNUSABLE',
          message: `The key that signs the audit log, in ${file}, cannot be used: ${reasonOf(error)}.`,
          fix: 'Mend the permissions there, or name another file by STEWARD_AUDIT_KEY.',
        };
      }
    },
  };
}

/** A key that no file keeps. */
export const passingKey = (): SigningKey => keyOf(generateKeyPairSync('ed25519').privateKey);

function keyOf(privateKey: KeyObject): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64') };
}

function read(file: string): KeyObject | null {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`the key in ${file} is ${key.asymmetricKeyType}; the audit log wants ed25519`);
  return key;
}

function make(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    // Another server made it at this moment.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return read(file) ?? privateKey;
    throw error;
  }
  return privateKey;
}
