import * as z from 'zod';
import { findingSchema } from '../finding-schema.ts';

const json = z.json();
const texts = z.record(z.string(), z.string());
const line = z.int().min(1);

/** One reference of an entity, full and lower-case, with the field and the line it stands on. */
const relationSchema = z.strictObject({
  type: z.string(),
  target: z.string(),
  field: z.string(),
  line,
});

/**
 * What becomes of an entity before anything is compared: READ ones may become records, REFUSED ones break the
 * format, SKIPPED ones are of a kind that becomes no record. `reason` is short and stable; the finding says more.
 */
const outcomeSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('READ') }),
  z.strictObject({ state: z.literal('REFUSED'), reason: z.string() }),
  z.strictObject({ state: z.literal('SKIPPED'), reason: z.string() }),
]);

/** An API's definition is not carried along: only whether it stands in the file or is named by a placeholder. */
const definitionSchema = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('text'), characters: z.int().min(0) }),
  z.strictObject({ form: z.literal('placeholder'), placeholder: z.string(), target: z.string() }),
]);

/** One document of a catalog-info file, with Backstage's defaults applied to its references. */
export const catalogEntitySchema = z.strictObject({
  file: z.string(),
  /** Position of the document in its file, from 0. */
  doc: z.int().min(0),
  line,
  kind: z.string(),
  ref: z.string(),
  name: z.string(),
  namespace: z.string(),
  title: z.string().nullable(),
  description: z.string().nullable(),
  owner: z.strictObject({ text: z.string(), ref: z.string().nullable(), line }).nullable(),
  relations: z.array(relationSchema),
  /** `spec` as it stands, an API's definition left out; empty when the entity was skipped. */
  spec: z.record(z.string(), json),
  definition: definitionSchema.nullable(),
  annotations: texts,
  labels: texts,
  tags: z.array(z.string()),
  links: z.array(
    z.strictObject({ url: z.string(), title: z.string().nullable(), type: z.string().nullable() }),
  ),
  /** What the format does not know, by dotted path, word for word. */
  unknown: z.record(z.string(), json),
  /** Targets of a Location as they stand. */
  targets: z.array(z.string()),
  outcome: outcomeSchema,
});

/**
 * One catalog file, read. EMPTY holds no document, UNREADABLE could not be read at all; neither replaces anything.
 * `broken` lists documents that are no YAML or no entity: as long as there are any, nothing that came from this
 * file before counts as gone.
 */
export const catalogPieceSchema = z.strictObject({
  file: z.string(),
  state: z.enum(['READ', 'EMPTY', 'UNREADABLE']),
  entities: z.array(catalogEntitySchema),
  broken: z.array(z.strictObject({ doc: z.int().min(0), line, reason: z.string(), message: z.string() })),
  findings: z.array(findingSchema),
});

export type CatalogEntity = z.infer<typeof catalogEntitySchema>;
export type CatalogPiece = z.infer<typeof catalogPieceSchema>;
export type CatalogRelation = z.infer<typeof relationSchema>;
export type EntityOutcome = z.infer<typeof outcomeSchema>;
