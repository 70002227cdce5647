import type { Signature } from './signature.ts';

/** Gives the proper name and address of somebody who has signed with others. */
export type Mailmap = (signature: Signature) => Signature;

interface Entry {
  /** Lower case; null: whatever the name. */
  readonly commitName: string | null;
  readonly name: string | null;
  readonly email: string | null;
}

const line = /^([^<]*)<([^>]*)>(?:([^<]*)<([^>]*)>)?/;

/**
 * Reads a `.mailmap` in its four forms (gitmailmap(5)): a name for an address, an address for an address, both, and
 * both for a name with an address. Addresses and names are compared without case. What is no entry is passed over.
 */
export function readMailmap(text: string): Mailmap {
  const entries = new Map<string, Entry[]>();
  for (const raw of text.split('\n')) {
    const [, first, one, second, two] = line.exec(raw.replace(/^\s*#.*$/, '')) ?? [];
    if (one === undefined) continue;
    const commitEmail = (two ?? one).trim().toLowerCase();
    const entry = {
      commitName: two === undefined ? null : said(second)?.toLowerCase(),
      name: said(first),
      email: two === undefined ? null : said(one),
    };
    const known = entries.get(commitEmail) ?? [];
    known.push({ ...entry, commitName: entry.commitName ?? null });
    entries.set(commitEmail, known);
  }
  return (signature) => {
    const known = entries.get(signature.email.toLowerCase());
    if (!known) return signature;
    const name = signature.name.toLowerCase();
    const entry =
      known.findLast(({ commitName }) => commitName === name) ??
      known.findLast(({ commitName }) => commitName === null);
    return entry ? { name: entry.name ?? signature.name, email: entry.email ?? signature.email } : signature;
  };
}

const said = (text: string | undefined): string | null => text?.trim() || null;
