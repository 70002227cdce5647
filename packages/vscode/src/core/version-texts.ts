import { ReadVersionDocument } from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';
import type { Connection } from './connection.ts';
import type { RecordName } from './record-address.ts';
import { printDocument } from './record-text.ts';
import type { VersionPoint } from './record-version.ts';
import type { StewardRecord } from './record-writer.ts';

/** A version of a record; null when there is none, or this person may not see it. One request. */
export async function readVersion(
  { request }: Pick<Connection, 'request'>,
  name: RecordName,
  point: VersionPoint,
): Promise<Answer<StewardRecord | null>> {
  const wanted =
    'revision' in point ? { revision: point.revision, asOf: null } : { revision: null, asOf: point.at };
  const answer = await request(ReadVersionDocument, { kind: name.kind, key: name.key, ...wanted });
  if (!answer.ok) return answer;
  const { record } = answer.data;
  return {
    ok: true,
    data: record && { ...record, document: record.document as Record<string, unknown> },
  };
}

/** How long an answer is shown again, in milliseconds: the editor looks at a file, then reads it, then looks again. */
const youngMilliseconds = 30_000;

export type VersionText = Answer<string | null>;

/** The texts of versions, each asked for once in a while; `now` in milliseconds since 1970. */
export function versionTexts(
  connection: Pick<Connection, 'request' | 'address'>,
  now: () => number,
): (name: RecordName, point: VersionPoint) => Promise<VersionText> {
  const kept = new Map<string, { at: number; text: Promise<VersionText> }>();
  const ask = async (name: RecordName, point: VersionPoint): Promise<VersionText> => {
    // Before its first revision there was nothing.
    if ('revision' in point && point.revision === 0) return { ok: true, data: '' };
    const answer = await readVersion(connection, name, point);
    return answer.ok ? { ok: true, data: answer.data && printDocument(answer.data.document) } : answer;
  };
  return async (name, point) => {
    for (const [key, { at }] of kept) if (now() - at >= youngMilliseconds) kept.delete(key);
    const key = JSON.stringify([connection.address(), name.kind, name.key, point]);
    const known = kept.get(key);
    if (known) return known.text;
    const text = ask(name, point);
    kept.set(key, { at: now(), text });
    const answer = await text.catch(() => undefined);
    // What failed is asked for again by whoever tries again.
    if (!answer?.ok || answer.data === null) kept.delete(key);
    return text;
  };
}
