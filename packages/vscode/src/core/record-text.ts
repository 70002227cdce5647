import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

type Values = Readonly<Record<string, unknown>>;

/** A document as it is shown and edited. */
export const printDocument = (document: Values): string => `${JSON.stringify(document, null, 2)}\n`;

/** What a text says; undefined where it is no JSON object. */
export function readDocument(text: string): Record<string, unknown> | undefined {
  try {
    const document: unknown = JSON.parse(text);
    const isObject = document !== null && typeof document === 'object' && !Array.isArray(document);
    return isObject ? (document as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A span of a text, in characters. */
export interface Span {
  offset: number;
  length: number;
}

/** Where a value stands in a JSON text; the name or the beginning of what is around it where it is long or missing. */
export function placeOf(text: string, path: readonly string[]): Span {
  // JSON is YAML, and that parser is here already.
  let node: unknown = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' }).contents;
  let mark = spanOf(node, 1) ?? { offset: 0, length: 0 };
  for (const name of path) {
    const pair = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name)
      : undefined;
    const item: unknown = pair?.value ?? (isSeq(node) ? node.items[Number(name)] : undefined);
    if (item === undefined) return mark;
    mark = (pair ? spanOf(pair.key) : spanOf(item, 1)) ?? mark;
    node = item;
  }
  return (isScalar(node) && path.length > 0 ? spanOf(node) : undefined) ?? mark;
}

function spanOf(node: unknown, most = Number.POSITIVE_INFINITY): Span | undefined {
  const known = isMap(node) || isSeq(node) || isScalar(node) ? node.range : undefined;
  return known ? { offset: known[0], length: Math.min(known[1] - known[0], most) } : undefined;
}
