import { connect as connectSocket } from 'node:net';
import { type Connection, connect } from './connection.ts';
import { databaseError } from './driver-error.ts';
import { type Attempt, failed, reasonOf, succeeded } from './start-problem.ts';

const OLDEST = 15;
const ANSWER_WITHIN_MS = 2_000;

/** The place of a database without user and password, as it may stand in a message or a log. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}:${port || '5432'}${pathname}`;
}

/** Connects and looks who answers: PostgreSQL in a version whose behaviour the tests cover, or a problem. */
export async function connectPostgres(url: string): Promise<Attempt<Connection>> {
  const checked = checkUrl(url);
  if (!checked.ok) return checked;
  let connection: Connection;
  try {
    connection = await connect({ kind: 'postgres', url });
  } catch (error) {
    return explainConnection(url, error);
  }
  const [row] = await connection.query<{ version: string; number: number }>(
    `SELECT version(), current_setting('server_version_num')::int AS number`,
  );
  const version = checkVersion(url, row?.version ?? '', row?.number ?? 0);
  if (version.ok) return succeeded(connection);
  await connection.close();
  return version;
}

/** Whether the text is a PostgreSQL address at all. */
function checkUrl(url: string): Attempt<void> {
  const protocol = URL.canParse(url) ? new URL(url).protocol : null;
  if (protocol === 'postgres:' || protocol === 'postgresql:') return succeeded(undefined);
  // The value may hold a password: only its kind is repeated.
  const found = protocol
    ? `names a database of another kind (${protocol.slice(0, -1)})`
    : 'is not an address';
  return failed(
    'DATABASE_OTHER_KIND',
    `DATABASE_URL ${found}.`,
    'Steward needs PostgreSQL 15 or newer: postgres://user:password@host:5432/database; without DATABASE_URL it uses its embedded database.',
  );
}

/** What a failed connection means for the one who starts the server. */
async function explainConnection(url: string, error: unknown): Promise<Attempt<never>> {
  const place = placeOf(url);
  const sqlState = databaseError(error)?.sqlState ?? '';
  if (sqlState.startsWith('28')) {
    return failed(
      'DATABASE_ACCESS_DENIED',
      `The database at ${place} refuses the user of DATABASE_URL: ${reasonOf(error)}.`,
      'Correct the user name and password in DATABASE_URL.',
    );
  }
  if (sqlState === '3D000') {
    return failed(
      'DATABASE_NOT_FOUND',
      `The server at ${place} has no such database.`,
      'Create it (`createdb`), or correct the name at the end of DATABASE_URL.',
    );
  }
  if (sqlState === '' && (await answersOtherwise(url))) return otherKind(place, 'what answers there');
  return failed(
    'DATABASE_UNREACHABLE',
    `The database at ${place} cannot be reached: ${reasonOf(error)}.`,
    'Start it, or correct host and port in DATABASE_URL; `steward doctor` tries it again.',
  );
}

/** `version` is its `version()`, `number` its `server_version_num`. */
export function checkVersion(url: string, version: string, number: number): Attempt<void> {
  if (!version.startsWith('PostgreSQL ')) return otherKind(placeOf(url), `${version.split(' ')[0]}`);
  const major = Math.trunc(number / 10_000);
  if (major >= OLDEST) return succeeded(undefined);
  return failed(
    'DATABASE_TOO_OLD',
    `The database at ${placeOf(url)} is PostgreSQL ${major}.`,
    `Steward needs PostgreSQL ${OLDEST} or newer: upgrade it, or name another server in DATABASE_URL.`,
  );
}

function otherKind(place: string, what: string): Attempt<never> {
  return failed(
    'DATABASE_OTHER_KIND',
    `The server at ${place} is not PostgreSQL (${what}).`,
    'Steward needs PostgreSQL 15 or newer: correct host and port in DATABASE_URL.',
  );
}

/**
 * Whether something accepts connections there and does not speak PostgreSQL: asked for encryption, PostgreSQL answers
 * with exactly one byte, S or N, and nothing before it is asked.
 */
function answersOtherwise(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let accepted = false;
    const socket = connectSocket({ host: hostname, port: Number(port || 5432), timeout: ANSWER_WITHIN_MS });
    const answer = (otherwise: boolean) => {
      socket.destroy();
      resolve(otherwise);
    };
    socket.once('connect', () => {
      accepted = true;
      socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    });
    socket.once('data', (bytes) => answer(!(bytes.length === 1 && (bytes[0] === 0x53 || bytes[0] === 0x4e))));
    socket.once('timeout', () => answer(accepted));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(accepted));
  });
}
