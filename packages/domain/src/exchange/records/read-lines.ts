import type * as z from 'zod';
import type { At, Refuse } from './plan-records.ts';
import {
  type EntityLine,
  entityLineSchema,
  headerLineSchema,
  type RecordLine,
  type RecordsPiece,
  type RulesLine,
  recordLineSchema,
  recordsVersion,
  rulesLineSchema,
} from './record-line.ts';

export interface ReadLines {
  readonly records: { at: At; line: RecordLine }[];
  readonly rules: { at: At; line: RulesLine }[];
  readonly entities: { at: At; line: EntityLine }[];
}

/** Tells the lines of a file apart and checks the form of each; what has none is refused with what is wrong. */
export function readLines(pieces: readonly RecordsPiece[], refuse: Refuse): ReadLines {
  const read: ReadLines = { records: [], rules: [], entities: [] };
  for (const { file, lines, broken } of pieces) {
    for (const { line, message } of broken) refuse({ file, line }, 'not JSON', message);
    for (const { line, value } of lines) readLine({ file, line }, value, read, refuse);
  }
  return read;
}

function readLine(at: At, value: unknown, read: ReadLines, refuse: Refuse): void {
  const take = <T>(schema: z.ZodType<T>, list: { at: At; line: T }[]) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) list.push({ at, line: parsed.data });
    else refuse(at, 'not a record', issueText(parsed.error), aboutOf(value));
  };
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  if (kind === 'OwnershipRules') take(rulesLineSchema, read.rules);
  else if (kind === 'CatalogEntity') take(entityLineSchema, read.entities);
  else if (kind !== undefined) take(recordLineSchema, read.records);
  else readHeader(at, value, refuse);
}

/** Kind and key as far as the line says them. */
function aboutOf(value: unknown): { kind: string | null; key: string | null } {
  const { kind, key } = (value ?? {}) as { kind?: unknown; key?: unknown };
  return { kind: typeof kind === 'string' ? kind : null, key: typeof key === 'string' ? key : null };
}

function readHeader(at: At, value: unknown, refuse: Refuse): void {
  const header = headerLineSchema.safeParse(value);
  if (!header.success) refuse(at, 'not a record', 'it has no kind: write kind, key and document');
  else if (header.data.version !== recordsVersion)
    refuse(
      at,
      'version',
      `the file has version ${header.data.version}, and ${recordsVersion} is read: read it with the version that wrote it`,
    );
}

function issueText(error: z.ZodError): string {
  const [first] = error.issues;
  const path = first?.path.map(String).join('.') ?? '';
  const unknown = first?.code === 'unrecognized_keys' ? (first.keys[0] ?? '') : '';
  if (unknown) return `${[path, unknown].filter(Boolean).join('.')} is not a field of a line: remove it`;
  const missing = first?.code === 'invalid_type' && first.message.endsWith('received undefined');
  return `${path} ${missing ? 'is required' : (first?.message ?? 'has another form')}`.trim();
}
