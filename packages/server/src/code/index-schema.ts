import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { repositoryIndex } from './queries.ts';

const answerState = {
  name: 'RepositoryIndexState',
  description: 'What a request for an index found',
  values: {
    CURRENT: 'The index is given',
    UNCHANGED: 'The index is still the one that the caller has',
    REPOSITORY_UNKNOWN: 'Nobody has added the repository, or the viewer may not see it',
  },
};

interface Answer {
  state: string;
  index: RepositoryIndex | null;
}

/** `repositoryIndex`: one JSON value, so that thousands of rules are not resolved field by field. */
export function addRepositoryIndex(kit: SchemaKit): void {
  const { builder } = kit;
  const answer = builder.objectRef<Answer>('RepositoryIndexAnswer').implement({
    description: 'Everything needed to answer for any file of one repository without asking again',
    fields: (t) => ({
      state: t.field({
        type: enumOf(kit, answerState),
        description: 'Whether an index is given',
        resolve: (a) => a.state,
      }),
      revision: t.string({
        nullable: true,
        description: 'Changes whenever anything in the index does; send it with the next request',
        resolve: (a) => a.index?.revision ?? null,
      }),
      index: t.field({
        type: 'JSON',
        nullable: true,
        description:
          'Rules, components, systems, holders, targets and open changes of the repository as one value, for resolving paths locally; its shape is described in docs/repository-index.md',
        resolve: (a) => (a.state === 'CURRENT' ? a.index : null),
      }),
    }),
  });
  builder.queryField('repositoryIndex', (t) =>
    t.field({
      type: answer,
      description: 'The index of one repository: all its rules and summaries of all that its files belong to',
      args: {
        repository: t.arg.string({
          required: true,
          description: 'Key of the repository: host and path, such as github.com/acme/pay',
        }),
        knownRevision: t.arg.string({
          description: 'The revision that the caller has; when it is the newest, no index is sent',
        }),
      },
      resolve: async (_root, { repository, knownRevision }, context) => {
        const index = await repositoryIndex(context, repository);
        if (!index) return { state: 'REPOSITORY_UNKNOWN', index: null };
        return { state: index.revision === knownRevision ? 'UNCHANGED' : 'CURRENT', index };
      },
    }),
  );
}
