import { type Connection, connect } from './connection.ts';
import { copiesIn, writtenBy } from './data-directory.ts';
import { type Attempt, failed, reasonOf, succeeded } from './start-problem.ts';

/** The PostgreSQL that is embedded; it reads the files of no other major version. */
const MAJOR = '18';

/** Opens the database in a locked directory, or says what is wrong with it and what there is to go back to. */
export async function connectDirectory(directory: string, path: string): Promise<Attempt<Connection>> {
  const version = writtenBy(directory);
  if (version !== MAJOR) {
    const found = version
      ? `was written by PostgreSQL ${version}, and this server reads ${MAJOR}`
      : 'is incomplete: its file PG_VERSION is missing';
    return failed('DATABASE_DAMAGED', `The embedded database in ${directory} ${found}.`, wayBack(directory));
  }
  try {
    return succeeded(await connect({ kind: 'embedded', directory: path }));
  } catch (error) {
    const message = `The embedded database in ${directory} cannot be opened: ${reasonOf(error)}.`;
    return failed('DATABASE_DAMAGED', message, wayBack(directory));
  }
}

function wayBack(directory: string): string {
  const [copy] = copiesIn(directory);
  return copy
    ? `A copy from before the last migration stands at ${copy}: put it in its place.`
    : 'Restore a backup with `steward restore`.';
}
