// An editor that looks at one file: says in a line of JSON each time what its lens says now, and at what instant.
import { readFileSync } from 'node:fs';
import { openInStub } from '../../../packages/vscode/src/support/editor-with-folders.ts';
import { instant } from './instant.ts';

export interface SeenLens {
  readonly text: string;
  /** See `instant`. */
  readonly at: number;
}

const [bundle = '', root = '', storage = '', file = '', address = '', token = ''] = process.argv.slice(2);
const editor = openInStub(readFileSync(bundle, 'utf8'), {
  ...{ folders: [root], storage, token },
  settings: { 'steward.server': address },
});
let said = '';
void editor.until(() => {
  const text = editor.lenses(file).join(' | ');
  if (text !== said) console.log(JSON.stringify({ text, at: instant() } satisfies SeenLens));
  said = text;
  return false;
});
process.stdin.on('end', () => process.exit()).resume();
