import { type KindName, kindPlurals } from '@steward/domain/record/kind-plurals.ts';
import { isKindName } from './record-address.ts';

/** No key begins so: a record that is not made yet has an address among those of its kind. */
const mark = '.new-';

/** Path of the document of a record that is not made yet; `id` tells it from others, in letters and digits. */
export const newRecordPath = (kind: KindName, id: string): string =>
  `/${kindPlurals[kind]}/${mark}${id}.json`;

/** The kind of record that a document shall make; undefined for every other path. */
export function kindOfNew(path: string): KindName | undefined {
  const [empty, folder, file, more] = path.split('/');
  if (empty !== '' || more !== undefined || !file?.startsWith(mark)) return undefined;
  return Object.keys(kindPlurals)
    .filter(isKindName)
    .find((kind) => kindPlurals[kind] === folder);
}
