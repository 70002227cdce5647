// PostGraphile as its own documentation starts it. Run with the folder that has it and the address of the database.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder = '', url = ''] = process.argv.slice(2);
const packages = createRequire(join(folder, 'package.json'));
const { postgraphile } = packages('postgraphile');
const { PostGraphileAmberPreset } = packages('postgraphile/presets/amber');
const { PostGraphileConnectionFilterPreset } = packages('postgraphile-plugin-connection-filter');
const { makePgService } = packages('postgraphile/adaptors/pg');
const { grafserv } = packages('postgraphile/grafserv/node');

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  pgServices: [makePgService({ connectionString: url, schemas: ['public'], poolConfig: { max: 12 } })],
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  // Without it most columns of the question could not be asked about: they stand in no index.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  grafast: { explain: false },
});
const serv = instance.createServ(grafserv);
const server = createServer();
await serv.addTo(server);
await instance.getSchema();
server.listen(0, '127.0.0.1', () => {
  const address = server.address() as { port: number };
  console.log(`ready http://127.0.0.1:${address.port}`);
});
process.on('SIGTERM', () => process.exit(0));
