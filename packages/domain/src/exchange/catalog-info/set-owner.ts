import { isMap, isPair, isScalar, type ParsedNode, type Scalar } from 'yaml';
import { changedText, type TextChange } from '../../code/edit/text-change.ts';
import { isObject, textOf } from './read-values.ts';
import { recordKindsOf } from './record-kind.ts';
import { entityRef, keyOfRef } from './reference.ts';
import { readYamlDocuments, type YamlDocument } from './yaml-documents.ts';

export type OwnerEdit =
  /** `line`, counted from 1, is the one that names the owner afterwards. */
  | { readonly kind: 'CHANGE'; readonly change: TextChange; readonly line: number }
  | { readonly kind: 'NONE'; readonly line: number }
  | { readonly kind: 'REFUSED'; readonly message: string };

type ReadDocument = Extract<YamlDocument, { state: 'READ' }>;

/** A record by its kind, such as `Component`, and its key. */
export interface DeclaredRecord {
  readonly kind: string;
  readonly key: string;
}

/**
 * The least edit of a catalog file after which `spec.owner` of the entity that declares a record is this reference.
 * Comments, quotes, layout and the other documents stay as they are.
 */
export function setCatalogOwner(text: string, record: DeclaredRecord, owner: string): OwnerEdit {
  const documents = readYamlDocuments(text);
  const document = documents.find((each) => each.state === 'READ' && isDeclaredBy(each, record));
  if (document?.state !== 'READ')
    return refuse(
      `no document of the file declares ${record.kind} ${record.key}: look for the file that does`,
    );
  const ref = `${record.kind} ${record.key}`;
  const { doc, root, value, lineOf } = document;
  const spec = isObject(value) && isObject(value.spec) ? value.spec : null;
  if (spec?.owner === owner) return { kind: 'NONE', line: lineOf(['spec', 'owner']) };
  const change = changeOf(text, root, owner);
  if (!change)
    return refuse(`the spec of ${ref} is not written in a way that can be edited in place: edit it by hand`);
  const after = readYamlDocuments(changedText(text, change));
  const now = after[doc];
  if (now?.state !== 'READ' || !isOnlyChange(documents, after, doc, owner))
    return refuse(
      `the owner of ${ref} is written together with something else, such as an anchor: edit it by hand`,
    );
  return { kind: 'CHANGE', change, line: now.lineOf(['spec', 'owner']) };
}

const refuse = (message: string): OwnerEdit => ({ kind: 'REFUSED', message });

/** The owner of a record as a catalog file writes it; null where it names none. */
export function catalogOwnerOf(text: string, record: DeclaredRecord): string | null {
  const document = readYamlDocuments(text).find(
    (each) => each.state === 'READ' && isDeclaredBy(each, record),
  );
  const value = document?.state === 'READ' ? document.value : null;
  return isObject(value) && isObject(value.spec) ? textOf(value.spec.owner) : null;
}

/** True when one of the documents of a catalog file declares the record. */
export const declaresRecord = (text: string, record: DeclaredRecord): boolean =>
  readYamlDocuments(text).some((each) => each.state === 'READ' && isDeclaredBy(each, record));

function isDeclaredBy({ value }: ReadDocument, record: DeclaredRecord): boolean {
  if (!isObject(value) || !isObject(value.metadata)) return false;
  const [kind, name] = [textOf(value.kind), textOf(value.metadata.name)];
  if (kind === null || name === null || !recordKindsOf(kind.toLowerCase()).some((k) => k === record.kind))
    return false;
  return keyOfRef(entityRef(kind, textOf(value.metadata.namespace) ?? 'default', name)) === record.key;
}

function changeOf(text: string, root: ParsedNode, owner: string): TextChange | null {
  const spec = valueIn(root, 'spec');
  if (!isMap(spec)) return null;
  const before = valueIn(spec, 'owner');
  if (isScalar(before) && before.range) {
    const [start, end] = before.range;
    if (start === end) {
      const blank = text[start - 1] === ':' ? ' ' : '';
      return { start, end, text: `${blank}${plainOrQuoted(owner, "'")}` };
    }
    return { start, end, text: scalarText(owner, before as Scalar, text.slice(start, end)) };
  }
  if (before !== undefined) return null;
  const first = spec.items[0];
  const key = isPair(first) && isScalar(first.key) ? first.key.range?.[0] : undefined;
  if (key === undefined) return null;
  const column = key - (text.lastIndexOf('\n', key - 1) + 1);
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = spec.flow ? ', ' : `${ending}${' '.repeat(column)}`;
  return { start: key, end: key, text: `owner: ${plainOrQuoted(owner, "'")}${gap}` };
}

function valueIn(node: unknown, name: string): unknown {
  if (!isMap(node)) return undefined;
  return node.items.find((item) => isScalar(item.key) && item.key.value === name)?.value ?? undefined;
}

/** In the quotes of the text before, with the end that a text over several lines has. */
function scalarText(owner: string, { type }: Scalar, before: string): string {
  if (type === 'QUOTE_DOUBLE') return JSON.stringify(owner);
  if (type === 'QUOTE_SINGLE') return `'${owner.replaceAll("'", "''")}'`;
  return plainOrQuoted(owner, "'") + (/\r?\n$/.exec(before)?.[0] ?? '');
}

/** A reference needs no quotes; what else somebody may have typed gets them. */
const plainOrQuoted = (text: string, quote: string): string =>
  /^[a-z](?:[\w./-]|:(?=\w))*$/i.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : `${quote}${text.replaceAll(quote, quote + quote)}${quote}`;

/** All values but that one are as they were. */
function isOnlyChange(
  before: readonly YamlDocument[],
  after: readonly YamlDocument[],
  doc: number,
  owner: string,
): boolean {
  const values = (documents: readonly YamlDocument[]) =>
    documents.map((each) => (each.state === 'READ' ? each.value : each.state));
  const wanted = values(before).map((value, at) =>
    at === doc && isObject(value) && isObject(value.spec)
      ? { ...value, spec: { ...value.spec, owner } }
      : value,
  );
  return canonical(wanted) === canonical(values(after));
}

/** Equal texts for equal values, whatever the order of their fields. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
