import { knownFile } from '../dataset/known-file.ts';
import { askSteward, askText } from '../support/ask.ts';
import { query } from '../support/bench-database.ts';
import type { LoadTarget } from '../support/http-load.ts';
import { readSteward, stewardBody } from './question.ts';

/** The first of the open changes that touch the known file. */
const key = 'CHG-1001';

/** Edits in turn by the server that is asked, by another server on the same database, and by hand; each with its read. */
export async function staleReads(options: {
  asked: LoadTarget;
  other: LoadTarget;
  databaseUrl: string;
  edits: number;
}): Promise<{ edits: number; stale: number }> {
  const editors = [
    (title: string) => editThrough(options.asked, title),
    (title: string) => editThrough(options.other, title),
    (title: string) => editByHand(options.databaseUrl, title),
  ];
  let stale = 0;
  const read = async () => readSteward(await askText(options.asked, stewardBody())).changes;
  await read();
  for (let n = 0; n < options.edits; n++) {
    const title = `Change 0, edit ${n}`;
    await editors[n % editors.length]!(title);
    if (!(await read()).includes(`${key} ${title} LINES`)) stale++;
    // Twice, so that what is kept by now is asked too.
    if (!(await read()).includes(`${key} ${title} LINES`)) stale++;
  }
  await editThrough(options.asked, 'Change 0');
  return { edits: options.edits, stale };
}

export async function editThrough(server: LoadTarget, title: string): Promise<void> {
  const document = `mutation ($key: String!, $title: String!) {
    updateChange(input: { key: $key, title: $title, expectedRevision: null }) {
      ... on UpdateChangePayload { revision } ... on UserError { message }
    }
  }`;
  const { updateChange } = await askSteward<{ updateChange: { revision?: number } }>(server, document, {
    key,
    title,
  });
  if (updateChange.revision === undefined)
    throw new Error(`the edit was refused: ${JSON.stringify(updateChange)}`);
}

const editByHand = (url: string, title: string) =>
  query(url, 'UPDATE "Change" SET title = $2 WHERE key = $1', [key, title]);

let asked = 0;

/** Another file of the same folder each time, of which everything but the lines is said as of the known one. */
export const otherFileBody = (): string => stewardBody([`${knownFile.folder}/file-${asked++}.ts`]);
