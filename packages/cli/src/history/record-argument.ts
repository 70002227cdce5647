import { type KindName, kindPlurals } from '@steward/domain/record/kind-plurals.ts';
import { accept, exit, type Outcome, type Refusal, refuse, wrongUse } from '../exit.ts';

/** A record as it is named on the command line. */
export interface RecordArgument {
  readonly kind: string;
  readonly key: string;
}

export interface NamedRecord {
  readonly kind: KindName;
  readonly key: string;
}

const plain = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');
const kinds = Object.entries(kindPlurals) as [KindName, string][];

/** The kind may be typed as people write it: `system`, `systems`, `external-party`, `ExternalParty`. */
export function namedRecord({ kind: word, key }: RecordArgument): Outcome<NamedRecord> {
  const found = kinds.find(([name, plural]) => [name, plural].some((each) => plain(each) === plain(word)));
  if (found) return accept({ kind: found[0], key });
  return wrongUse(
    `"${word}" is no kind of record: choose of ${kinds.map(([name]) => dashed(name)).join(', ')}`,
  );
}

/** `ExternalParty` as it is typed: external-party. */
const dashed = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : '-') + letter.toLowerCase());

export const noRecord = ({ kind, key }: NamedRecord): Refusal =>
  refuse(exit.findings, `no ${dashed(kind)} has the key "${key}", or you may not see it`);

/** The number of a revision; undefined where the text is none. */
export const revisionNumber = (text: string): number | undefined =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
