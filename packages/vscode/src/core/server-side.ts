import type { ConnectionState } from './connection.ts';
import { type IndexEntry, refreshIntervalMilliseconds } from './repository-index-store.ts';

/** What the server has to do with an answer. */
export interface ServerSide {
  connection: ConnectionState;
  /** True: it knows the repository; false: nobody has added it; undefined: it has never said. */
  knows: boolean | undefined;
  /** Milliseconds since the answer was given, where that is worth telling: it is old, or nobody can be asked. */
  age: number | undefined;
  /** Why the newest attempt brought nothing. */
  failure: string | undefined;
}

export const noServer: ServerSide = {
  connection: 'NONE',
  knows: undefined,
  age: undefined,
  failure: undefined,
};

const away: readonly ConnectionState[] = ['NONE', 'LOST', 'UNAUTHENTICATED'];

/** `now` in milliseconds since 1970. */
export function serverSide(
  { answer, loadedAt, failure }: IndexEntry<unknown>,
  connection: ConnectionState,
  now: number,
): ServerSide {
  const age = loadedAt === undefined ? undefined : Math.max(0, now - loadedAt);
  const worthTelling =
    age !== undefined &&
    (age > refreshIntervalMilliseconds || away.includes(connection) || failure !== undefined);
  return {
    connection,
    knows: answer && answer.state === 'KNOWN',
    age: worthTelling ? age : undefined,
    failure,
  };
}
