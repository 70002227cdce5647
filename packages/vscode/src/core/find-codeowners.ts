import {
  type CodeownersChoice,
  chooseCodeowners,
  codeownersPlaces,
} from '@steward/domain/code/codeowners-dialect.ts';
import { hostOfKey, type RepositoryKey } from '@steward/domain/code/repository-key.ts';
import { addressInside } from './file-address.ts';
import type { RepositoryFolder, WorkspaceHost } from './workspace-host.ts';

export interface FoundCodeowners {
  choice: CodeownersChoice;
  /** Text of the file that counts; empty while none is chosen. */
  text: string;
}

const places = [...new Set([...codeownersPlaces.GITHUB, ...codeownersPlaces.GITLAB])];

/** The CODEOWNERS file of a working copy that its code host would read. */
export async function findCodeowners(
  { root, settings }: RepositoryFolder,
  key: RepositoryKey | undefined,
  host: Pick<WorkspaceHost, 'readText'>,
): Promise<FoundCodeowners> {
  const texts = new Map<string, string>();
  await Promise.all(
    places.map(async (place) => {
      const text = await host.readText(addressInside(root, place));
      if (text !== undefined) texts.set(place, text);
    }),
  );
  const choice = chooseCodeowners(texts.keys(), {
    host: key === undefined ? null : hostOfKey(key),
    dialect: settings.dialect === 'auto' ? null : settings.dialect === 'github' ? 'GITHUB' : 'GITLAB',
  });
  return { choice, text: choice.kind === 'CHOSEN' ? (texts.get(choice.file) ?? '') : '' };
}
