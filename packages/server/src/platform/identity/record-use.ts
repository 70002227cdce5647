import type { Connection } from '../database/connection.ts';

export interface UseRecorder {
  /** Notes that a token was used; waits for nothing. */
  used(tokenId: string, at: Date): void;
  /** Writes what is noted. */
  flush(): Promise<void>;
}

/**
 * Writes when tokens were last used, all of them in one statement and no more often than every so many milliseconds:
 * each write makes kept answers old, and no request waits for one.
 */
export function recordUse(connection: Pick<Connection, 'query'>, every = 60_000): UseRecorder {
  let noted = new Map<string, Date>();
  let timer: NodeJS.Timeout | null = null;
  let flushedAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<unknown> = Promise.resolve();

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    const uses = [...noted].map(([id, at]) => ({ id, at }));
    noted = new Map();
    if (uses.length > 0) {
      flushedAt = performance.now();
      // What can not be written now is not worth a failed request: the next use is noted again.
      writing = connection.query(statement, [JSON.stringify(uses)]).catch(() => {});
    }
    await writing;
  };
  return {
    used: (tokenId, at) => {
      noted.set(tokenId, at);
      timer ??= setTimeout(flush, Math.max(0, flushedAt + every - performance.now())).unref();
    },
    flush,
  };
}

const statement = `
  UPDATE "AccessToken" AS token SET "lastUsedAt" = use.at
  FROM jsonb_to_recordset($1::jsonb) AS use(id uuid, at timestamptz)
  WHERE token.id = use.id AND (token."lastUsedAt" IS NULL OR token."lastUsedAt" < use.at)`;
