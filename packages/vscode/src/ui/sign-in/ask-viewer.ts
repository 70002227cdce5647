import { createClient } from '@steward/client/create-client.ts';
import { WhoAmIDocument, type WhoAmIQuery } from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';
import type { Account } from '../../core/session.ts';

/** Whom the server knows behind a token that is not in use yet. */
export async function askViewer(address: string, token: string): Promise<Answer<Account>> {
  const client = createClient({ address, token, client: 'editor', timeout: 15_000 });
  const answer = await client.ask(WhoAmIDocument, {});
  return answer.ok ? { ok: true, data: accountOf(answer.data.viewer) } : answer;
}

function accountOf({ name, person, serviceAccount }: WhoAmIQuery['viewer']): Account {
  const id = person ? `person:${person.key}` : `serviceAccount:${serviceAccount?.key ?? name}`;
  return { id, label: name };
}
