import { hostNameOf } from '@steward/domain/code/activity/signature.ts';
import type { Context } from '../platform/context.ts';
import { badUserInput } from '../platform/request-error.ts';
import { loadHolderNames } from './holder-store.ts';

export const mostNames = 200;

/** Who has a name; both null when nobody in use has it, or several have. */
export interface NamedHolder {
  readonly name: string;
  readonly personId: string | null;
  readonly teamId: string | null;
}

/**
 * Whom names mean on a code host: `@ada` and `@acme/payments` are handles there, everything else is an e-mail address,
 * where an address that a code host made up leads to a handle on that host. In the order asked; nothing is kept.
 */
export async function namedHolders(
  context: Context,
  host: string,
  names: readonly string[],
): Promise<NamedHolder[]> {
  if (names.length > mostNames)
    throw badUserInput(
      `\`names\` takes at most ${mostNames} names, not ${names.length}: ask in several requests`,
    );
  const asked = names.map((name) => ({ name, keys: keysOf(host, name) }));
  const keys = asked.flatMap((one) => one.keys);
  const rows = await loadHolderNames(
    context,
    keys.filter((key) => !key.includes(' ')),
    keys.filter((key) => key.includes(' ')),
  );
  return asked.map((one) => {
    const found = rows.filter((row) => one.keys.includes(row.name));
    const holders = new Set(found.map(({ personId, teamId }) => personId ?? teamId));
    const [first] = found;
    const { personId, teamId } = first && holders.size === 1 ? first : { personId: null, teamId: null };
    return { name: one.name, personId, teamId };
  });
}

/** A handle never stands without its host and a blank, an address never with one. */
function keysOf(host: string, name: string): string[] {
  const trimmed = name.trim();
  if (trimmed.startsWith('@')) return [`${host} ${trimmed}`.toLowerCase()];
  const hidden = hostNameOf(trimmed);
  const address = trimmed.replace(/\s+/g, '').toLowerCase();
  return [address, ...(hidden ? [`${hidden.host} ${hidden.handle}`.toLowerCase()] : [])];
}
