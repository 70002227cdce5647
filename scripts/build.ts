import { stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { buildVsix } from '../packages/vscode/build/vsix.ts';

const vsix = await buildVsix();
const { size } = await stat(vsix.file);
const how = vsix.packed ? 'packed' : 'unchanged';
console.log(`${relative(process.cwd(), vsix.file)}: ${how}, ${Math.ceil(size / 1024)} KB`);
