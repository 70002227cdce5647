import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  Parser,
} from 'yaml';
import { unstorablePlace, unstorableText } from '../unstorable.ts';
import type { Json } from './descriptor-kinds.ts';
import { lineTooDeep, mostLevels, offsetTooDeep } from './yaml-depth.ts';

/** More aliases than any hand-written descriptor has. */
const mostAliases = 1_000;
/** Values a document may have once its aliases are written out. */
const mostValues = 100_000;

export type YamlDocument =
  | { state: 'EMPTY'; doc: number; line: number }
  /** `message` goes on from the name of the document: "is not valid YAML: …". */
  | { state: 'BROKEN'; doc: number; line: number; message: string }
  | {
      state: 'READ';
      doc: number;
      line: number;
      value: Json;
      /** What `value` was read from, for edits in place. */
      root: ParsedNode;
      /** Line of the entry that this path leads to, or of the nearest entry above it. */
      lineOf: (path: readonly (string | number)[]) => number;
      /** What the reader passed over, such as tags that have no meaning here. */
      warnings: { line: number; message: string }[];
    };

/**
 * Reads every document of a YAML text (YAML 1.2, merge keys understood) into plain JSON. Tags are never acted on.
 * A document that is no YAML, refers to itself, is nested too deep, grows out of all proportion or holds what no
 * database takes comes out BROKEN; the others stand.
 */
export function readYamlDocuments(text: string): YamlDocument[] {
  const lines = new LineCounter();
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const tooDeep = new Map<number, number>();
  const composer = new Composer({
    prettyErrors: false,
    merge: true,
    resolveKnownTags: false,
    logLevel: 'silent',
  });
  try {
    const tokens = withoutDepth(new Parser(lines.addNewLine).parse(text), tooDeep);
    return [...composer.compose(tokens)].map((document, doc) => {
      const deep = tooDeep.get(document.range[0]);
      if (deep === undefined) return readDocument(document, doc, lineAt);
      return { state: 'BROKEN', doc, line: lineAt(deep), message: tooDeepText };
    });
  } catch (error) {
    const deep = error instanceof RangeError ? lineTooDeep(text) : null;
    return [
      {
        state: 'BROKEN',
        ...(deep ?? { doc: 0, line: 1 }),
        message: deep ? tooDeepText : whyUnreadable(error),
      },
    ];
  }
}

const tooDeepText = `is nested more than ${mostLevels} levels deep: write it in fewer`;

/** Takes the content out of documents that are nested too deep, and notes by their beginning where that is. */
function* withoutDepth(tokens: Iterable<CST.Token>, tooDeep: Map<number, number>): Generator<CST.Token> {
  for (const token of tokens) {
    const deep = token.type === 'document' ? offsetTooDeep(token.value) : null;
    if (deep === null || token.type !== 'document') yield token;
    else {
      tooDeep.set(token.offset, deep);
      yield { ...token, value: undefined };
    }
  }
}

function readDocument(
  document: Document.Parsed,
  doc: number,
  lineAt: (offset: number) => number,
): YamlDocument {
  const contents = document.contents;
  const line = lineAt(contents?.range?.[0] ?? document.range[0]);
  const error = document.errors[0];
  if (error) return { state: 'BROKEN', doc, line: lineAt(error.pos[0]), message: notYaml(error.message) };
  if (contents === null || (isScalar(contents) && contents.value === null))
    return { state: 'EMPTY', doc, line };
  try {
    const excess = excessOf(contents);
    if (excess) return { state: 'BROKEN', doc, line, message: excess };
    const lineOf = (path: readonly (string | number)[]) =>
      lineAt(offsetOf(contents, path) ?? contents.range?.[0] ?? 0);
    const value = plainJson(document.toJS({ maxAliasCount: -1 }));
    const bad = unstorablePlace(value);
    if (bad)
      return {
        state: 'BROKEN',
        doc,
        line: lineOf(bad),
        message: `${unstorableText} in ${bad.join('.')}: take it out`,
      };
    return {
      state: 'READ',
      doc,
      line,
      value,
      root: contents,
      lineOf,
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
  if (circular) return 'has an alias inside the value it names: write that value out';
  if (aliases > mostAliases) return `has more than ${mostAliases} aliases: write the values out`;
  return total > mostValues
    ? `has more than ${mostValues} values with its aliases written out: write it in fewer`
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

/** Plain JSON. What has no form in it becomes text, as numbers without an end do, or null. */
const plainJson = (value: unknown): Json =>
  JSON.parse(
    JSON.stringify(value ?? null, (_, inner) =>
      typeof inner === 'number' && !Number.isFinite(inner) ? endless(inner) : inner,
    ),
  ) as Json;

/** As YAML writes it. */
const endless = (value: number): string => (Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf');

const sentence = (message: string): string => (message.split('\n')[0] ?? '').trim().replace(/\.$/, '');

const notYaml = (message: string): string => `is not valid YAML: ${sentence(message)}`;

const whyUnreadable = (error: unknown): string =>
  error instanceof RangeError
    ? 'is nested too deep: write it in fewer levels'
    : notYaml(error instanceof Error ? error.message : 'it cannot be read');
