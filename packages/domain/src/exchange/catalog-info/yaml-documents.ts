import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
} from 'yaml';
import type { Json } from './descriptor-kinds.ts';

/** More aliases than any hand-written descriptor has. */
const mostAliases = 1_000;
/** Values a document may have once its aliases are written out. */
const mostValues = 100_000;

export type YamlDocument =
  | { state: 'EMPTY'; doc: number; line: number }
  | { state: 'BROKEN'; doc: number; line: number; message: string }
  | {
      state: 'READ';
      doc: number;
      line: number;
      value: Json;
      /** Line of the entry that this path leads to, or of the nearest entry above it. */
      lineOf: (path: readonly (string | number)[]) => number;
      /** What the reader passed over, such as tags that have no meaning here. */
      warnings: { line: number; message: string }[];
    };

/**
 * Reads every document of a YAML text (YAML 1.2, merge keys understood) into plain JSON. Tags are never acted on.
 * A document that is no YAML, refers to itself or grows out of all proportion comes out BROKEN; the others stand.
 */
export function readYamlDocuments(text: string): YamlDocument[] {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  let documents: Document.Parsed[];
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      merge: true,
      resolveKnownTags: false,
      logLevel: 'silent',
    });
    documents = 'empty' in parsed ? [] : parsed;
  } catch (error) {
    return [{ state: 'BROKEN', doc: 0, line: 1, message: whyUnreadable(error) }];
  }
  return documents.map((document, doc) => readDocument(document, doc, lineAt));
}

function readDocument(
  document: Document.Parsed,
  doc: number,
  lineAt: (offset: number) => number,
): YamlDocument {
  const contents = document.contents;
  const line = lineAt(contents?.range?.[0] ?? document.range[0]);
  const error = document.errors[0];
  if (error) return { state: 'BROKEN', doc, line: lineAt(error.pos[0]), message: sentence(error.message) };
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { state: 'EMPTY', doc, line };
  try {
    const excess = excessOf(contents);
    if (excess) return { state: 'BROKEN', doc, line, message: excess };
    return {
      state: 'READ',
      doc,
      line,
      value: plainJson(document.toJS({ maxAliasCount: -1 })),
      lineOf: (path) => lineAt(offsetOf(contents, path) ?? contents.range?.[0] ?? 0),
      warnings: document.warnings.map((w) => ({ line: lineAt(w.pos[0]), message: sentence(w.message) })),
    };
  } catch (error) {
    return { state: 'BROKEN', doc, line, message: whyUnreadable(error) };
  }
}

/** Counts what the document would be with its aliases written out, without writing them out. */
function excessOf(root: Node): string | null {
  const anchors = new Map<string, Node>();
  const sizes = new Map<Node, number>();
  const open = new Set<Node>();
  let aliases = 0;
  let circular = false;
  const size = (node: unknown): number => {
    if (isPair(node)) return size(node.key) + size(node.value);
    if (!isNode(node)) return 1;
    if (isAlias(node)) {
      aliases += 1;
      const target = anchors.get(node.source);
      if (!target) return 1;
      if (open.has(target)) circular = true;
      return sizes.get(target) ?? 1;
    }
    if (node.anchor) anchors.set(node.anchor, node);
    open.add(node);
    const children: readonly unknown[] = isMap(node) || isSeq(node) ? node.items : [];
    let total = 1;
    for (const child of children) total += size(child);
    open.delete(node);
    sizes.set(node, total);
    return total;
  };
  const total = size(root);
  if (circular) return 'an alias stands inside the value it names: write that value out';
  if (aliases > mostAliases) return `it has more than ${mostAliases} aliases: write the values out`;
  return total > mostValues
    ? `with its aliases written out it has more than ${mostValues} values: write it in fewer`
    : null;
}

/** Offset of the key, or of the list item, at the end of the path; of the deepest one found when it is not all there. */
function offsetOf(root: Node, path: readonly (string | number)[]): number | null {
  let node: unknown = root;
  let offset: number | null = null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return offset;
      offset = (isNode(pair.key) ? pair.key.range?.[0] : null) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (!isNode(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

/**
 * Plain JSON that a database takes: NUL and lone surrogates, which PostgreSQL refuses, become the replacement
 * character; what has no JSON form becomes text or null.
 */
function plainJson(value: unknown): Json {
  return wellFormed(JSON.parse(JSON.stringify(value ?? null)) as Json);
}

function wellFormed(value: Json): Json {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [cleanText(name), wellFormed(inner)]),
  );
}

const cleanText = (text: string): string => text.replaceAll('\u0000', '\ufffd').toWellFormed();

const sentence = (message: string): string => (message.split('\n')[0] ?? '').trim().replace(/\.$/, '');

const whyUnreadable = (error: unknown): string =>
  error instanceof RangeError
    ? 'it is nested too deeply: write it in fewer levels'
    : sentence(error instanceof Error ? error.message : 'it cannot be read');
