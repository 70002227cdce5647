import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../platform/context.ts';
import type { SchemaKit } from '../platform/kind/kit.ts';
import { selectedRecords } from '../platform/kind/selected-records.ts';
import type { CodeTypes } from './code-types.ts';
import { mostNames, type NamedHolder, namedHolders } from './holder-queries.ts';

/** `namedHolders`: whom handles and addresses mean, for programs that read files and histories themselves. */
export function addNamedHolders(kit: SchemaKit, types: CodeTypes): void {
  const { builder } = kit;
  const named = builder.objectRef<{ name: string; holder: object | null }>('NamedHolder').implement({
    description: 'A name on a code host, and who has it',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'The name as it was asked for' }),
      holder: t.field({
        type: types.holder,
        nullable: true,
        description: 'The person or team; empty when nobody in use has the name, or several have',
        resolve: (answer) => answer.holder as never,
      }),
    }),
  });
  builder.queryField('namedHolders', (t) =>
    t.field({
      type: [named],
      description: `Whom names mean, in the order asked; at most ${mostNames}. The names are written nowhere`,
      args: {
        host: t.arg.string({
          required: true,
          description: 'Host name of the code host on which handles count, such as github.com',
        }),
        names: t.arg.stringList({
          required: true,
          description: 'Handles such as @acme/payments, and e-mail addresses',
        }),
      },
      resolve: async (_root, { host, names }, context, info) =>
        withHolders(context, info, await namedHolders(context, host, names)),
    }),
  );
}

async function withHolders(
  context: Context,
  info: GraphQLResolveInfo,
  answers: readonly NamedHolder[],
): Promise<{ name: string; holder: object | null }[]> {
  const wanted = (model: string, id: (answer: NamedHolder) => string | null) => {
    const ids = answers.flatMap((answer) => id(answer) ?? []);
    return { model, ids, paths: [['holder']] };
  };
  const [people, teams] = await selectedRecords(context, info, [
    wanted('Person', ({ personId }) => personId),
    wanted('Team', ({ personId, teamId }) => (personId === null ? teamId : null)),
  ]);
  return answers.map(({ name, personId, teamId }) => {
    const row = personId === null ? teams.get(teamId ?? '') : people.get(personId);
    return { name, holder: row ? { ...row, holderKind: personId === null ? 'TEAM' : 'PERSON' } : null };
  });
}
