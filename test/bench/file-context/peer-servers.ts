import { fileURLToPath } from 'node:url';
import { type ChildServer, startChild } from '../support/child-server.ts';
import { installPeers } from '../support/peers.ts';

const postgraphile = {
  postgraphile: '5.1.5',
  'postgraphile-plugin-connection-filter': '4.0.1',
  graphql: '16.15.0',
  pg: '8.23.1',
};

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const ready = /^ready (\S+)$/m;

export const startHand = (url: string): Promise<ChildServer> =>
  startChild({ args: [fileOf('hand-server.ts'), url], ready, urlOf: (address) => address });

export async function startPostgraphile(url: string): Promise<ChildServer> {
  const folder = await installPeers(postgraphile);
  return startChild({
    args: [fileOf('postgraphile-server.ts'), folder, url],
    env: { GRAPHILE_ENV: 'production' },
    ready,
    urlOf: (address) => `${address}/graphql`,
  });
}
