import { join } from 'node:path';
import { removeServerFile, writeServerFile } from '@steward/client/server-file.ts';
import { afterAll, beforeAll } from 'vitest';
import { tokenOf } from '../../support/ask-server.ts';
import {
  type RunningSteward,
  runServer,
  type ServerPlace,
  serverPlace,
} from '../../support/steward-server.ts';
import { type RecordingProxy, recordingProxy } from './recording-proxy.ts';

/** What tells the user of an editor, and nobody else, where a server runs. */
export interface ServerSign {
  show(address: string, token: string): void;
  hide(): void;
}

export function serverSign({ environment }: ServerPlace): ServerSign {
  const folder = join(environment.XDG_STATE_HOME ?? '', 'steward', 'servers');
  return {
    show: (address, token) =>
      writeServerFile(folder, {
        ...{ address, token, process: process.pid, dataDirectory: null },
        startedAt: new Date().toISOString(),
      }),
    hide: () => removeServerFile(folder, process.pid),
  };
}

export interface WatchedServer {
  /** Of the editor's user, who finds only the proxy. */
  environment: ServerPlace['environment'];
  server: RunningSteward;
  proxy: RecordingProxy;
  sign: ServerSign;
}

/** One server for the tests of a file, behind a proxy that notes what it is asked; both end with it. */
export function useWatchedServer({ demonstration = false } = {}): WatchedServer {
  const place = serverPlace();
  const editorPlace = serverPlace();
  const sign = serverSign(editorPlace);
  let server: RunningSteward | undefined;
  let proxy: RecordingProxy | undefined;
  beforeAll(async () => {
    server = await runServer(place, ['serve', '--port', '0', ...(demonstration ? [] : ['--no-demo'])]);
    proxy = await recordingProxy(server.address);
    sign.show(proxy.address, tokenOf(place.environment, server.address));
  });
  afterAll(async () => {
    sign.hide();
    await proxy?.close();
    await server?.end();
    editorPlace.remove();
    place.remove();
  });
  return {
    environment: editorPlace.environment,
    sign,
    get server() {
      return running(server);
    },
    get proxy() {
      return running(proxy);
    },
  };
}

function running<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The server runs only within tests');
  return part;
}
