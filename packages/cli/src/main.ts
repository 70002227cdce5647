#!/usr/bin/env node
import { runSteward } from './program.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await runSteward(process.argv.slice(2), processTerminal());
