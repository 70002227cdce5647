import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ChildServer, startChild } from '../support/child-server.ts';
import { installPeers } from '../support/peers.ts';

export const backstageVersions = {
  '@backstage/backend-defaults': '0.18.0',
  '@backstage/plugin-catalog-backend': '4.0.0',
};

const server = fileURLToPath(new URL('backstage-server.ts', import.meta.url));

/** A Backstage catalog that was just given every catalog file below a folder; it has answered nothing yet. */
export async function startBackstage(databaseUrl: string, files: string): Promise<ChildServer> {
  const packages = await installPeers(backstageVersions);
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  // Its settings are looked for from where it stands, which has to be a package with a name.
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "measured", "version": "0.0.0", "private": true }\n',
  );
  const settings = join(folder, 'app-config.json');
  writeFileSync(settings, JSON.stringify(settingsOf(address, port, databaseUrl, files)));
  const child = await startChild({
    args: [server, packages, address, '--config', settings],
    cwd: folder,
    env: { LOG_LEVEL: 'warn' },
    ready: /^ready (\S+)$/m,
    urlOf: (ready) => ready,
  });
  return {
    ...child,
    end: async () => {
      await child.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const settingsOf = (address: string, port: number, databaseUrl: string, files: string) => ({
  app: { baseUrl: address },
  backend: {
    baseUrl: address,
    listen: { host: '127.0.0.1', port },
    auth: { dangerouslyDisableDefaultAuthPolicy: true },
    database: { client: 'pg', connection: databaseUrl, pluginDivisionMode: 'schema' },
  },
  catalog: {
    rules: [{ allow: ['Component', 'System', 'Group'] }],
    // What it has read once it leaves alone while it is asked.
    processingInterval: { hours: 24 },
    locations: readdirSync(files).map((part) => ({
      type: 'file',
      target: join(files, part, 'catalog-info.yaml'),
    })),
  },
});

export const entityPath = (name: string): string => `/api/catalog/entities/by-name/component/default/${name}`;

export const pagePath =
  '/api/catalog/entities/by-query?filter=kind=component&limit=20&orderField=metadata.name,asc';

/** Waits until as many components, systems and groups can be asked for as there are descriptors. */
export async function untilQueryable(
  { url }: ChildServer,
  descriptors: number,
  note: (text: string) => void,
): Promise<void> {
  const kinds = ['component', 'system', 'group'].map((kind) => `filter=kind=${kind}`);
  let told = 0;
  for (;;) {
    const response = await fetch(`${url}/api/catalog/entities/by-query?limit=0&${kinds.join('&')}`);
    const { totalItems } = (await response.json()) as { totalItems: number };
    if (totalItems >= descriptors) return;
    if (totalItems >= told + 500) {
      told = totalItems;
      note(`Backstage has ${told} of ${descriptors}`);
    }
    await later(1_000);
  }
}

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
