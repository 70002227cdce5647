import type { CST } from 'yaml';

/** More levels than any hand-written document has; the parser's own end comes later, and depends on the machine. */
export const mostLevels = 100;

/** Offset of the first value below `mostLevels` levels; null when there is none. Walks without calling itself. */
export function offsetTooDeep(root: CST.Token | undefined): number | null {
  const open: { token: CST.Token; level: number }[] = root ? [{ token: root, level: 1 }] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, level } = next;
    if (level > mostLevels) return token.offset;
    if (!('items' in token)) continue;
    // The last one is looked at first, so that they go in backwards.
    for (const { key, value } of token.items.toReversed())
      for (const inner of [value, key]) if (inner) open.push({ token: inner, level: level + 1 });
  }
  return null;
}

/**
 * The line of a text, from 1, whose indentation and dashes go below `mostLevels` levels, and its document, from 0, for a
 * text that the parser itself gives up on; null when it lies elsewhere.
 */
export function lineTooDeep(text: string): { line: number; doc: number } | null {
  let columns: number[] = [];
  let doc = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^---(?:\s|$)/.test(line)) {
      if (index > 0) doc += 1;
      columns = [];
      continue;
    }
    const [indent = ''] = /^(?: |[-?](?= ))*/.exec(line) ?? [];
    if (indent.length === line.trimEnd().length) continue;
    const starts = [...indent].flatMap((sign, column) => (sign === ' ' ? [] : column));
    for (const column of [...starts, indent.length]) {
      while (columns.length > 0 && columns.at(-1)! >= column) columns.pop();
      columns.push(column);
    }
    if (columns.length > mostLevels) return { line: index + 1, doc };
  }
  return null;
}
