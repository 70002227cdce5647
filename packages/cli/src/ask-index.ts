import type { StewardClient } from '@steward/client/create-client.ts';
import { RepositoryIndexDocument } from '@steward/client/operations.generated.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { accept, exit, type Outcome, refuse } from './exit.ts';
import { refusalOf } from './find-server.ts';

/** Everything the server knows of the files of one repository. */
export async function askIndex(client: StewardClient, repository: string): Promise<Outcome<RepositoryIndex>> {
  const answer = await client.ask(RepositoryIndexDocument, { repository, knownRevision: null });
  if (!answer.ok) return refusalOf(answer);
  const { index } = answer.data.repositoryIndex;
  return index === null
    ? refuse(
        exit.findings,
        `the server does not know ${repository}: bring its files in first, with \`steward import <directory>\``,
      )
    : accept(index as RepositoryIndex);
}
