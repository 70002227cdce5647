export type Cell = string | number | boolean | null | readonly string[] | object;

/** Rows of one table, in the order of its columns. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<readonly Cell[]>;
}

/** One row in the text format of COPY. */
export const copyLine = (row: readonly Cell[]): string => `${row.map(copyCell).join('\t')}\n`;

function copyCell(value: Cell): string {
  if (value === null) return '\\N';
  if (typeof value === 'object')
    return escaped(Array.isArray(value) ? arrayText(value as string[]) : JSON.stringify(value));
  return typeof value === 'string' ? escaped(value) : String(value);
}

const arrayText = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const escaped = (text: string): string =>
  text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');

/** Ids that follow from kind and number; those of one table lie side by side, as ids in the order of time do. */
export const rowId = (table: number, n: number): string =>
  `00000000-${table.toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;
