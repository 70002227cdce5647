// A Backstage backend with its catalog alone, as its documentation starts one. Run with the folder that has its packages
// and the address it gets; its settings stand behind --config.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder = '', address = ''] = process.argv.slice(2);
const packages = createRequire(join(folder, 'package.json'));
const backend = packages('@backstage/backend-defaults').createBackend();
backend.add(packages('@backstage/plugin-catalog-backend').default);
await backend.start();
console.log(`ready ${address}`);
