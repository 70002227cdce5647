// Whole servers, as `startServer` brings them up, on the database that the run stands on.
import { mkdtempSync, rmSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, type ServerOptions, type ServerStart, startServer } from '@steward/server';
import { pino } from 'pino';
import { inject } from 'vitest';
import { onServer } from './postgres-setup.ts';

export interface Place {
  folder: string;
  /** Options of a server on a database of its own: the same one however often it is started. */
  options: (more?: Partial<ServerOptions>) => ServerOptions;
  start: (more?: Partial<ServerOptions>) => Promise<ServerStart>;
  /** Starts, and throws where that fails. */
  run: (more?: Partial<ServerOptions>) => Promise<RunningServer>;
  /** Ends every server that was started here and removes what they left. */
  clear: () => Promise<void>;
}

export const onPostgres = process.env.STEWARD_TEST_DATABASE === 'postgres';

export async function serverPlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-server-'));
  const database = onPostgres ? await freshDatabase() : null;
  const running: RunningServer[] = [];
  const options: Place['options'] = (more) => ({
    settings: {
      host: '127.0.0.1',
      port: 0,
      data: join(folder, 'data'),
      databaseUrl: database?.url ?? null,
      logLevel: 'info',
      allowedOrigins: [],
    },
    log: pino({ level: 'silent' }),
    whoever: async () => ({ login: 'Ada.L', name: 'Ada Lovelace' }),
    machine: { platform: 'linux', environment: { XDG_STATE_HOME: join(folder, 'state') }, home: folder },
    ...more,
  });
  const start: Place['start'] = async (more) => {
    const started = await startServer(options(more));
    if (started.ok) running.push(started.server);
    return started;
  };
  return {
    folder,
    options,
    start,
    run: async (more) => {
      const started = await start(more);
      if (!started.ok) throw new Error(started.problem.message);
      return started.server;
    },
    clear: async () => {
      for (const server of running.splice(0)) await server.close();
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freshDatabase() {
  const { url, prefix } = inject('postgres');
  const name = `${prefix}_server_${process.pid}_${Math.trunc(performance.now())}`;
  await onServer(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    drop: () => onServer(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}

/** One document to a server, with its token. */
export async function ask<Data>(server: RunningServer, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(server.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: object[] };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Sends bytes as they are and gives what comes back until the server hangs up. */
export function sendRaw(server: RunningServer, pieces: Iterable<string | Uint8Array>): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve) => {
    let text = '';
    const socket = connectSocket({ host: hostname, port: Number(port) });
    socket.setEncoding('utf8');
    socket.on('data', (piece) => {
      text += piece;
    });
    // A server that refuses a body does not read it to its end.
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    socket.on('connect', () => {
      for (const piece of pieces) if (!socket.destroyed) socket.write(piece);
    });
  });
}
