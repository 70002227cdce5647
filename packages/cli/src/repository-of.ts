import { readRepositoryKey } from '@steward/domain/code/repository-key.ts';
import { accept, type Outcome, wrongUse } from './exit.ts';
import { keyOfWorkingCopy } from './working-copy.ts';

/** The key of the repository at this root: as a person gives it, else as the working copy says. */
export function repositoryOf(given: string | undefined, root: string): Outcome<string> {
  const key = given === undefined ? keyOfWorkingCopy(root) : readRepositoryKey(given);
  if (key) return accept(key);
  return wrongUse(
    given === undefined
      ? `it is not known which repository ${root} is: add --repository <key> such as github.com/acme/pay, or write "repository: <key>" into .steward.yaml at its root`
      : `--repository is "${given}": give host and path, such as github.com/acme/pay`,
  );
}
