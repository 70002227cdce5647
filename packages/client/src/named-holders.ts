import type { StewardClient } from './create-client.ts';
import { NamedHoldersDocument, type NamedHoldersQuery } from './operations.generated.ts';
import type { Answer } from './problem.ts';

export type FoundHolder = NonNullable<NamedHoldersQuery['namedHolders'][number]['holder']>;

/** The most names that the API takes in one question. */
const mostNames = 200;

/** Whom names mean on a host, by the name as it was given; a name that nobody has is missing. */
export async function namedHoldersOf(
  client: StewardClient,
  host: string,
  names: readonly string[],
): Promise<Answer<Map<string, FoundHolder>>> {
  const found = new Map<string, FoundHolder>();
  for (let from = 0; from < names.length; from += mostNames) {
    const answer = await client.ask(NamedHoldersDocument, {
      host,
      names: names.slice(from, from + mostNames),
    });
    if (!answer.ok) return answer;
    for (const { name, holder } of answer.data.namedHolders) if (holder) found.set(name, holder);
  }
  return { ok: true, data: found };
}
