/** Who a commit says somebody is. Nothing about it is proved. */
export interface Signature {
  readonly name: string;
  /** "" when none is given. */
  readonly email: string;
}

/** Reads `Ada Lovelace <ada@example.org>`, as it stands behind a trailer; null when it names nobody. */
export function readSignature(text: string): Signature | null {
  const [, before, email] = /^([^<]*)<([^>]*)>/.exec(text) ?? [null, text, ''];
  const name = (before ?? '').trim();
  return name === '' && email === '' ? null : { name, email: (email ?? '').trim() };
}

/** Two signatures of one text are one author: by the address, without one by the name. */
export const signatureId = ({ name, email }: Signature): string =>
  email === '' ? `name ${name.toLowerCase()}` : email.toLowerCase();

/**
 * The name that a code host hides behind an address of its own, such as `1234+ada@users.noreply.github.com`; null for
 * every other address.
 */
export function hostNameOf(email: string): { readonly host: string; readonly handle: string } | null {
  const [, name, host] = /^(?:\d+[+-])?([^@+]+)@users\.noreply\.([^@]+)$/i.exec(email) ?? [];
  return name && host ? { host: host.toLowerCase(), handle: `@${name}` } : null;
}

const botNames: ReadonlySet<string> = new Set([
  'allcontributors',
  'dependabot',
  'github',
  'github actions',
  'github-actions',
  'gitlab',
  'greenkeeper',
  'mergify',
  'pre-commit-ci',
  'renovate',
  'semantic-release',
  'snyk',
  'weblate',
]);

/** True for programs that write commits. A person of that name is known by the address before this is asked. */
export function isBot({ name, email }: Signature): boolean {
  const local = email.slice(0, Math.max(0, email.lastIndexOf('@'))).toLowerCase();
  return (
    /\[bot\]$/i.test(name) ||
    /(?:^|[\s_-])bot$/i.test(name) ||
    botNames.has(name.toLowerCase()) ||
    local.endsWith('[bot]') ||
    /^(?:project|group)_\d+_bot/.test(local) ||
    /(?:^|[._-])bot$/.test(local)
  );
}
