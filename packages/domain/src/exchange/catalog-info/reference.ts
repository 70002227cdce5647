const shape = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/;

export interface ReferenceDefaults {
  /** Kind taken when the text names none; null when the field has no default kind. */
  readonly kind: string | null;
  readonly namespace: string;
}

export type ReferenceResult = { ok: true; ref: string } | { ok: false; problem: 'shape' | 'no kind' };

/**
 * Reads a catalog reference `[kind:][namespace/]name` into its full lower-case form `kind:namespace/name`
 * (Backstage, "String References").
 */
export function readReference(text: string, defaults: ReferenceDefaults): ReferenceResult {
  const match = shape.exec(text.trim());
  if (!match) return { ok: false, problem: 'shape' };
  const kind = match[1] ?? defaults.kind;
  if (kind === null) return { ok: false, problem: 'no kind' };
  return { ok: true, ref: entityRef(kind, match[2] ?? defaults.namespace, match[3] ?? '') };
}

/** The full lower-case reference of an entity. */
export const entityRef = (kind: string, namespace: string, name: string): string =>
  `${kind}:${namespace}/${name}`.toLowerCase();

/** The three parts of a full reference as `entityRef` makes it. */
export function splitRef(ref: string): { kind: string; namespace: string; name: string } {
  const colon = ref.indexOf(':');
  const slash = ref.indexOf('/', colon);
  return { kind: ref.slice(0, colon), namespace: ref.slice(colon + 1, slash), name: ref.slice(slash + 1) };
}

/** The key a record made from this entity gets: its name, with its namespace before it when that is not `default`. */
export function keyOfRef(ref: string): string {
  const { namespace, name } = splitRef(ref);
  return namespace === 'default' ? name : `${namespace}~${name}`;
}
