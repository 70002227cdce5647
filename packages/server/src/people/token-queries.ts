import { type Actor, type Context, hasScope, mayAdminister } from '../platform/context.ts';
import { requestError } from '../platform/request-error.ts';
import { type AccessToken, findHolder, findToken, listTokens } from './token-store.ts';

/** The tokens of whoever asks. Throws FORBIDDEN for a token that may not manage tokens. */
export function tokensOfViewer(context: Context, ended: boolean): Promise<AccessToken[]> {
  requireAdminScope(context.actor);
  const { personId, serviceAccountId } = context.actor;
  return listTokens(context.database, { personId, serviceAccountId }, { ended, now: context.now() });
}

/** The tokens of somebody else, for administrators; null when nobody has that key. */
export async function tokensOf(
  context: Context,
  holder: { person?: string | null; serviceAccount?: string | null },
  ended: boolean,
): Promise<AccessToken[] | null> {
  if (!mayAdminister(context.actor))
    throw requestError('FORBIDDEN', 'only an administrator may see the tokens of others');
  const { person, serviceAccount } = holder;
  if ((person == null) === (serviceAccount == null))
    throw requestError('BAD_USER_INPUT', 'name a person or a service account, one of the two');
  const kind = person != null ? 'Person' : 'ServiceAccount';
  const found = await findHolder(context.database.prisma, context, kind, (person ?? serviceAccount)!);
  return found && listTokens(context.database, found, { ended, now: context.now() });
}

/** A token that the actor has just made or revoked. */
export const tokenById = (context: Context, id: string): Promise<AccessToken | null> =>
  findToken(context.database.prisma, id);

function requireAdminScope(actor: Actor): void {
  if (!hasScope(actor, 'ADMIN'))
    throw requestError('FORBIDDEN', 'seeing tokens needs an access token with the scope ADMIN');
}
