import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Leaves out of a bundle what nothing in it can reach, and no minifier sees. */
export const smallerSources: Plugin = {
  name: 'smaller-sources',
  setup(build) {
    // The layout of operations is for people.
    build.onLoad({ filter: /operations\.generated\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replace(/(?<=new TypedDocumentString\()`[^`]*`/g, (text) =>
        text.replace(/\s+/g, ' ').replace(/ ?([{}():,[\]]) ?/g, '$1'),
      ),
    }));
    // Files are read as YAML 1.2 with tags left alone: what YAML 1.1 adds to it, merge keys apart, is never asked for.
    build.onLoad({ filter: /\/yaml\/browser\/dist\/schema\/yaml-1\.1\/\w+\.js$/ }, ({ path }) => {
      const contents = yaml11[path.slice(path.lastIndexOf('/') + 1, -'.js'.length)];
      return contents === undefined ? undefined : { contents };
    });
  },
};

const yaml11: Readonly<Record<string, string>> = {
  binary: 'export const binary = undefined;',
  omap: 'export const omap = undefined;',
  pairs: 'export const pairs = undefined;',
  set: 'export const set = undefined;',
  timestamp: 'export const timestamp = undefined, intTime = undefined, floatTime = undefined;',
  schema: "export { schema } from '../core/schema.js';",
};
