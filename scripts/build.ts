// pnpm build: the extension, and a server that plain Node runs with nothing installed.
import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildServer, serverEntry } from '../packages/server/build/server-bundle.ts';
import { buildVsix } from '../packages/vscode/build/vsix.ts';

const here = (path: string) => relative(process.cwd(), path);
const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1024).toLocaleString('en')} KB`;

const vsix = await buildVsix();
const { size } = await stat(vsix.file);
console.log(`${here(vsix.file)}: ${vsix.packed ? 'packed' : 'unchanged'}, ${kilobytes(size)}`);

const server = await buildServer(vsix.file);
console.log(`${here(server.folder)}: built, ${server.files} files, ${kilobytes(server.bytes)}`);
console.log(`  node ${here(join(server.folder, serverEntry))} serve`);
