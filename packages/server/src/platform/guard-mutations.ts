import type { TokenScope } from '@steward/domain/people/access-token.ts';
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { refuseAttempt } from './audit/audit-refusal.ts';
import { type Context, hasScope } from './context.ts';

/** Mutations that write no record: they ask for what they need themselves. */
const withoutWrite = ['createAccessToken', 'revokeAccessToken'];

/** The scope without which a mutation is refused at once; null for one that asks by itself. */
export const scopeOfMutation = (name: string): TokenScope | null =>
  withoutWrite.includes(name) ? null : 'WRITE';

/** Puts what holds for every mutation before each of them, so that none can be added without it. */
export function guardMutations(schema: GraphQLSchema): GraphQLSchema {
  const mutations = schema.getMutationType()?.getFields() ?? {};
  for (const [name, field] of Object.entries(mutations)) {
    const { resolve = defaultFieldResolver } = field;
    const scope = scopeOfMutation(name);
    field.resolve = (root, args, context: Context, info) =>
      scope !== null && !hasScope(context.actor, scope)
        ? refuseAttempt(
            context,
            { operation: 'WRITE', kind: 'Mutation', key: name },
            `this access token may not be used to write: it needs the scope ${scope}`,
          )
        : resolve(root, args, context, info);
  }
  return schema;
}
