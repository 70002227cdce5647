import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { smallerSources } from './smaller-sources.ts';

export const extensionFolder = fileURLToPath(new URL('..', import.meta.url));

const streamClient = fileURLToPath(
  new URL('../../client/node_modules/graphql-sse/lib/client.mjs', import.meta.url),
);

export type HostName = 'node' | 'web';

export interface Bundle {
  host: HostName;
  /** File name inside the extension's `dist`. */
  file: string;
  text: string;
}

/** One source, two hosts: the desktop's Node and the browser's worker. Nothing is written. */
export async function bundleExtension(): Promise<Bundle[]> {
  return Promise.all([bundle('node'), bundle('web')]);
}

async function bundle(host: HostName): Promise<Bundle> {
  const { outputFiles } = await build({ ...options(host), write: false });
  const text = outputFiles?.[0]?.text;
  if (text === undefined) throw new Error(`esbuild made no bundle for the ${host} host`);
  return { host, file: `${host}.js`, text };
}

function options(host: HostName): BuildOptions {
  return {
    absWorkingDir: extensionFolder,
    entryPoints: [join('src', 'host', host, 'main.ts')],
    outfile: join(extensionFolder, 'dist', `${host}.js`),
    bundle: true,
    minify: true,
    // The editor's browser host knows no ES modules.
    format: 'cjs',
    target: 'es2022',
    // As "node", esbuild and some packages take the CommonJS builds, which can not be shaken: five times the size.
    platform: host === 'node' ? 'neutral' : 'browser',
    mainFields: ['module', 'main'],
    conditions: ['import', 'module'],
    // Of graphql-sse the half that listens: the other half is a server, and wants all of graphql.
    alias: { 'graphql-sse': streamClient },
    plugins: [smallerSources],
    external: host === 'node' ? ['vscode', 'node:*'] : ['vscode'],
    legalComments: 'eof',
    logLevel: 'silent',
    // Left as it is: a text with an umlaut would otherwise grow into escapes.
    charset: 'utf8',
  };
}
