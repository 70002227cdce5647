import { RepositoryIndexDocument } from '@steward/client/operations.generated.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import type { Connection } from './connection.ts';
import type { IndexSource } from './repository-index-store.ts';

/** Asks the server for a repository's index; one that has not changed is not sent again. */
export function serverIndexSource(connection: Pick<Connection, 'request'>): IndexSource<RepositoryIndex> {
  return {
    async load(repository, signal, known) {
      const knownRevision = known?.state === 'KNOWN' ? known.index.revision : null;
      const answer = await connection.request(RepositoryIndexDocument, { repository, knownRevision }, signal);
      if (!answer.ok) throw new Error(answer.problem.message);
      const { state, index } = answer.data.repositoryIndex;
      if (state === 'REPOSITORY_UNKNOWN') return { state };
      if (state === 'UNCHANGED' && known) return known;
      // The shape is promised by the server, which takes it from the same type.
      return { state: 'KNOWN', index: index as RepositoryIndex };
    },
  };
}
