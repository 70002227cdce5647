// Packs the extension unless that was done with the same content, and prints where it lies.
import { buildVsix } from '../packages/vscode/build/vsix.ts';

const { file } = await buildVsix();
console.log(file);
