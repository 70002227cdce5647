#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { cacheFolder } from '@steward/client/user-folders.ts';

// Half of what a short command takes is spent reading its own source: what came of that is kept for the next one. What
// is imported below is what it helps.
const { platform, env: environment } = process;
enableCompileCache(cacheFolder({ platform, environment, home: homedir() }, 'node'));

const { runSteward } = await import('./program.ts');
const { processTerminal } = await import('./terminal.ts');

process.exitCode = await runSteward(process.argv.slice(2), processTerminal());
