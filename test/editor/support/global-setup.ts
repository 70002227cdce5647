import type { TestProject } from 'vitest/node';
import { buildVsix } from '../../../packages/vscode/build/vsix.ts';
import { codeServerVersion, findCodeServer, installCodeServer } from '../../../scripts/code-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    vsix: string;
    codeServer: { node: string; entry: string };
  }
}

/** Packs the extension as a user gets it, and installs the editor the first time. */
export async function setup(project: TestProject): Promise<void> {
  const found = await findCodeServer();
  if (!found) console.log(`Installing code-server ${codeServerVersion}: 4-5 minutes, once.`);
  project.provide('codeServer', found ?? (await installCodeServer()));
  project.provide('vsix', (await buildVsix()).file);
}
