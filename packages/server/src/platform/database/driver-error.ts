/** What the database itself said: its five-character SQLSTATE and its message. */
export type DatabaseError = { sqlState: string; message: string };

type Layer = Record<string, unknown>;

/**
 * Finds it inside whatever Prisma, its adapters or the drivers threw; null when the error is not the database's.
 * Both databases answer alike here, though their adapters do not.
 */
export function databaseError(error: unknown): DatabaseError | null {
  for (const layer of layersOf(error)) {
    const sqlState = layer.originalCode ?? layer.code;
    if (typeof sqlState !== 'string' || !isSqlState(sqlState)) continue;
    const message = layer.originalMessage ?? layer.message;
    return { sqlState, message: typeof message === 'string' ? message : '' };
  }
  return null;
}

/** The name of the unique index that a write ran into, for example `Person_lookup_key`; null for any other error. */
export function uniqueViolation(error: unknown): string | null {
  const found = databaseError(error);
  if (found?.sqlState !== '23505') return null;
  return found.message.match(/unique constraint "([^"]+)"/)?.[1] ?? '';
}

const retryableStates = /^(40001|40P01|55P03|57P0[123]|53300|08...)$/;
const lostConnection = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'P2028',
  'P2034',
  'P1001',
  'P1017',
]);

/**
 * Whether the same mutation, with the same key, may succeed when it is sent again: a lost race, a database that is
 * restarting, full or out of reach. Nothing of it was committed, or its key tells that it was.
 */
export function isRetryable(error: unknown): boolean {
  const found = databaseError(error);
  if (found) return retryableStates.test(found.sqlState);
  return layersOf(error).some(({ code, kind, message }) => {
    if (typeof code === 'string' && lostConnection.has(code)) return true;
    if (kind === 'DatabaseNotReachable' || kind === 'ConnectionClosed' || kind === 'SocketTimeout')
      return true;
    // node-postgres gives these no code.
    return (
      typeof message === 'string' &&
      /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/.test(message)
    );
  });
}

/** The error and what it wraps, outermost first. */
function layersOf(error: unknown): Layer[] {
  const layers: Layer[] = [];
  let next: unknown[] = [error];
  while (next.length > 0 && layers.length < 10) {
    const objects = next.filter((each): each is Layer => typeof each === 'object' && each !== null);
    layers.push(...objects);
    next = objects.flatMap((layer) => [layer.cause, layer.meta, layer.driverAdapterError]);
  }
  return layers;
}

/** Every SQLSTATE has a digit, which EPIPE of the operating system has not; P1001 to P6999 are Prisma's own. */
function isSqlState(code: string): boolean {
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code) && !/^P[1-6]\d{3}$/.test(code);
}
