import { headerLine, printLine } from '@steward/domain/exchange/records/record-line.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Context } from '../platform/context.ts';
import { largestPage } from '../platform/page.ts';
import { badUserInput } from '../platform/request-error.ts';
import { exportEntities, exportRecords, exportRules } from './export-store.ts';

export interface ExportPage {
  /** Lines of JSON text, in the order of the file. */
  readonly lines: readonly string[];
  /** Where the next page begins; null at the end. */
  readonly next: string | null;
}

const parts: readonly string[] = [...kinds.map(({ name }) => name), 'OwnershipRules', 'CatalogEntity'];

/**
 * One page of everything that the actor may see, kind by kind and key by key. A page holds lines of one part alone; it
 * takes a constant number of statements. The first page begins with the header.
 */
export async function exportPage(
  context: Context,
  { after, first, kinds: only }: { after: string | null; first: number; kinds: readonly string[] | null },
): Promise<ExportPage> {
  if (first < 1 || first > largestPage)
    throw badUserInput(`\`first\` must be from 1 to ${largestPage}, not ${first}: page with \`after\``);
  const wanted = parts.filter((part) => only === null || only.includes(part));
  const at = after === null ? { part: wanted[0], from: null } : readCursor(after);
  if (at.part === undefined || !wanted.includes(at.part))
    throw badUserInput('this cursor does not belong to this export: begin again without it');
  const step = await stepOf(context, at.part, at.from, first);
  const following = wanted[wanted.indexOf(at.part) + 1];
  const next = step.next !== null ? { part: at.part, from: step.next } : { part: following, from: null };
  return {
    lines: [...(after === null ? [headerLine()] : []), ...step.lines.map(printLine)],
    next: next.part === undefined ? null : cursorAt(next.part, next.from),
  };
}

function stepOf(context: Context, part: string, from: string | null, most: number) {
  if (part === 'OwnershipRules') return exportRules(context, from);
  if (part === 'CatalogEntity') return exportEntities(context, from, most);
  return exportRecords(context, kinds.find(({ name }) => name === part)!, from, most);
}

const cursorAt = (part: string, from: string | null): string =>
  Buffer.from(JSON.stringify(['export', part, from])).toString('base64url');

function readCursor(cursor: string): { part: string | undefined; from: string | null } {
  try {
    const [mark, part, from] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[];
    if (mark === 'export' && typeof part === 'string' && parts.includes(part))
      return { part, from: typeof from === 'string' ? from : null };
  } catch {
    // Falls through: text that is no cursor is refused like one of another list.
  }
  return { part: undefined, from: null };
}
