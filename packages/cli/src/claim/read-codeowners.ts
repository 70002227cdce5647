import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import {
  chooseCodeowners,
  codeownersPlaces,
  dialectOfHost,
} from '@steward/domain/code/codeowners-dialect.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { newCodeownersPlace } from '@steward/domain/code/edit/claim-rule.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { textOfBytes, whyNoText } from '@steward/domain/exchange/text-of-bytes.ts';
import { accept, type Outcome, wrongUse } from '../exit.ts';
import { isInside, real } from '../path-from-root.ts';
import { keyOfWorkingCopy } from '../working-copy.ts';

/** The CODEOWNERS of a working copy that counts. */
export interface EditedCodeowners {
  /** From the root. */
  readonly file: string;
  readonly dialect: CodeownersDialect;
  /** Empty for one that is not there yet. */
  readonly text: string;
}

const places = [...new Set([...codeownersPlaces.GITHUB, ...codeownersPlaces.GITLAB])];

/** The file that the code host reads, or the place where it would look first. */
export function readCodeowners(root: string, dialect: CodeownersDialect | null): Outcome<EditedCodeowners> {
  const key = keyOfWorkingCopy(root);
  const host = key && hostOfKey(key);
  const there = places.filter((place) => existsSync(join(root, place)));
  const choice = chooseCodeowners(there, { host, dialect });
  if (choice.kind === 'CHOSEN') return readChosen(root, choice.file, choice.dialect);
  const spoken = dialect ?? dialectOfHost(host);
  if (spoken && choice.kind === 'NONE')
    return accept({ file: newCodeownersPlace(spoken), dialect: spoken, text: '' });
  const what = choice.kind === 'UNDECIDED' ? choice.files.join(' and ') : 'a new CODEOWNERS';
  return wrongUse(
    `${what} can be read as GitHub or as GitLab reads it, and neither its folder nor the host of the repository says which: add --dialect github or --dialect gitlab`,
  );
}

function readChosen(root: string, file: string, dialect: CodeownersDialect): Outcome<EditedCodeowners> {
  const at = realpathSync(join(root, file));
  // Whoever made the repository does not choose which other files are written.
  if (!isInside(real(root), at))
    return wrongUse(`${file} is a link out of the working copy: edit what it leads to there`);
  const text = textOfBytes(readFileSync(at));
  const why = whyNoText(text);
  return why === null ? accept({ file, dialect, text }) : wrongUse(`${file} is left as it is: ${why}`);
}
