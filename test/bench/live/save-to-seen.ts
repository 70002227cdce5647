import { setTimeout as wait } from 'node:timers/promises';
import { knownFile } from '../dataset/known-file.ts';
import { askSteward } from '../support/ask.ts';
import type { ChildServer } from '../support/child-server.ts';
import { instant } from './instant.ts';
import { openEditor } from './open-editor.ts';

/** Milliseconds, of each save: until its own answer, and until the other editor showed it. */
export interface SeenSaves {
  readonly answered: readonly number[];
  readonly seen: readonly number[];
}

/** Saves at one server what an editor at another one shows. */
export async function saveToSeen(
  { here, there }: { here: ChildServer; there: ChildServer },
  saves: number,
): Promise<SeenSaves> {
  const editor = await openEditor(there);
  try {
    await rename(here, 'The first name');
    await editor.says('The first name');
    const answered: number[] = [];
    const seen: number[] = [];
    for (let n = 0; n < saves; n++) {
      // At another moment between two looks of the other server each time.
      await wait(Math.random() * 600);
      const began = instant();
      await rename(here, `Name ${n} of it`);
      answered.push(instant() - began);
      seen.push((await editor.says(`Name ${n} of it`)) - began);
    }
    return { answered, seen };
  } finally {
    await editor.end();
  }
}

async function rename(server: ChildServer, name: string): Promise<void> {
  const document = `mutation ($key: String!, $name: String!) {
    updateComponent(input: { key: $key, name: $name, expectedRevision: null }) {
      ... on UpdateComponentPayload { revision } ... on UserError { message }
    }
  }`;
  const variables = { key: knownFile.component, name };
  const { updateComponent } = await askSteward<{ updateComponent: { message?: string } }>(
    server,
    document,
    variables,
  );
  if (updateComponent.message) throw new Error(`the save was refused: ${updateComponent.message}`);
}
