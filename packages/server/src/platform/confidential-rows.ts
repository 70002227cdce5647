import type { Kind } from '@steward/domain/record/kind.ts';
import { periodNow } from './kept/clock-use.ts';
import { openHoldings } from './open-holdings.ts';
import type { Asker } from './policy.ts';

/** The rows of a kind with a mark of confidence that the actor may know of; see `Confidential`. */
export function confidentialRows(context: Asker, { confidential }: Pick<Kind, 'confidential'>): object {
  const { actor } = context;
  if (!confidential || actor.administrator) return {};
  const { mark, of, touching } = confidential;
  const { personId } = actor;
  if (personId === null) return { [mark]: false };
  const held = openHoldings(personId, periodNow(context));
  const through = touching.map((way) =>
    way
      .split('.')
      .reduceRight<object>((inner, relation) => ({ [relation]: { some: inner } }), { roles: { some: held } }),
  );
  return { OR: [{ [mark]: false }, { [`${of}Id`]: personId }, ...through] };
}
