import * as z from 'zod';
import { ruleSchema } from '../plan/rule-set.ts';

/** What the first line of a file of records says: nothing else is such a file. */
export const recordsFormat = 'steward-records';
export const recordsVersion = 1;

/** Rules that one line holds at most. */
export const rulesInLine = 500;

/** What may have written a record or a field. */
export const recordOrigins = [
  'MANUAL',
  'CATALOG_INFO',
  'CODEOWNERS',
  'OPENSLO',
  'GIT_HISTORY',
  'DEMO',
  'SYSTEM',
] as const;
const origin = z.enum(recordOrigins);
export type RecordOrigin = z.infer<typeof origin>;

const json = z.json();
const place = z.strictObject({ source: origin, location: z.string().nullable() });

export const headerLineSchema = z.strictObject({ format: z.literal(recordsFormat), version: z.int() });

/** One record: its document as history keeps it, references by key, and what the document does not say. */
export const recordLineSchema = z.strictObject({
  kind: z.string(),
  key: z.string().min(1).max(300),
  archivedAt: z.iso.datetime().nullable().default(null),
  /** Keys that it had before. */
  aliases: z.array(z.string().min(1).max(300)).max(100).default([]),
  origin: origin.default('MANUAL'),
  /** Where values of fields came from; a field that is not listed came from where the record came from. */
  provenance: z.record(z.string(), place).default({}),
  document: z.record(z.string(), json),
});

/** Ownership rules of a repository, from the rule at position `from` of `of`. */
export const rulesLineSchema = z.strictObject({
  kind: z.literal('OwnershipRules'),
  repository: z.string(),
  file: z.string(),
  dialect: z.enum(['GITHUB', 'GITLAB']),
  commit: z.string().nullable(),
  from: z.int().min(0),
  of: z.int().min(0),
  rules: z.array(ruleSchema).max(rulesInLine),
});

/** A catalog entity as it stands in its file, and the record it became: with it, the next import knows its own. */
export const entityLineSchema = z.strictObject({
  kind: z.literal('CatalogEntity'),
  repository: z.string(),
  file: z.string(),
  doc: z.int().min(0),
  line: z.int().min(1),
  ref: z.string(),
  commit: z.string().nullable(),
  goneAt: z.iso.datetime().nullable(),
  record: z.strictObject({ kind: z.string(), key: z.string() }),
  entity: z.record(z.string(), json),
});

export type RecordLine = z.infer<typeof recordLineSchema>;
export type RulesLine = z.infer<typeof rulesLineSchema>;
export type EntityLine = z.infer<typeof entityLineSchema>;

/** Lines of a file, parsed as JSON and not looked at yet; `broken` are those that are none. */
export const recordsPieceSchema = z.strictObject({
  file: z.string(),
  lines: z.array(z.strictObject({ line: z.int().min(1), value: json })),
  broken: z.array(z.strictObject({ line: z.int().min(1), message: z.string() })),
});

export type RecordsPiece = z.infer<typeof recordsPieceSchema>;

export const headerLine = (): string => JSON.stringify({ format: recordsFormat, version: recordsVersion });

/** The line as text: names in the order given, those of JSON values inside sorted, so that equal data is equal text. */
export const printLine = (line: RecordLine | RulesLine | EntityLine): string => JSON.stringify(line);

/** A JSON value with all its names sorted: databases keep them in an order of their own. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
