import { auditRefusal } from '../platform/audit/audit-refusal.ts';
import {
  type AuditPage,
  type AuditPlace,
  beforeFirst,
  checkAuditPage,
  readAuditHead,
} from '../platform/audit/check-log.ts';
import { type Context, mayAdminister } from '../platform/context.ts';
import type { Connection } from '../platform/database/connection.ts';
import { badUserInput, requestError } from '../platform/request-error.ts';

export const mostChecked = 10_000;

/** The head of the audit log, and the server's word for it. */
export interface SignedHead extends AuditPlace {
  readonly at: Date;
  /** Exactly what was signed: JSON of one line. */
  readonly statement: string;
  readonly signature: string;
  readonly publicKey: string;
}

export async function signedHead(context: Context): Promise<SignedHead> {
  await forAdministrators(context);
  const { number, hash } = await readAuditHead(queryOf(context));
  const at = context.now();
  const statement = JSON.stringify({ format: 'steward-audit-head/1', number, hash, at: at.toISOString() });
  const { auditKey } = context;
  return { number, hash, at, statement, signature: auditKey.sign(statement), publicKey: auditKey.publicKey };
}

export async function checkAuditLog(
  context: Context,
  asked: { after: string | null; first: number; exported: AuditPlace | null },
): Promise<AuditPage> {
  await forAdministrators(context);
  const { after, first, exported } = asked;
  if (first < 1 || first > mostChecked) throw badUserInput(`\`first\` may be 1 to ${mostChecked}`);
  if (exported && (exported.number < 0 || !/^[0-9a-f]{64}$/.test(exported.hash)))
    throw badUserInput('`head` is not the head of an audit log: give its number and its hash');
  const place = after === null ? beforeFirst : readPlace(after);
  return checkAuditPage(queryOf(context), place, first, exported);
}

const queryOf = ({ database }: Context): Pick<Connection, 'query'> => ({
  query: (text, values = []) => database.read.rows({ text, values }),
});

/** Text that leads back to a place; see `checkAuditLog`. */
export const placeText = ({ number, hash }: AuditPlace): string =>
  Buffer.from(`${number} ${hash}`).toString('base64url');

function readPlace(text: string): AuditPlace {
  const [, number, hash] =
    Buffer.from(text, 'base64url')
      .toString('utf8')
      .match(/^(\d{1,15}) ([0-9a-f]{64})$/) ?? [];
  if (!number || !hash) throw badUserInput('`after` is not the `endCursor` of a page of this query');
  return { number: Number(number), hash };
}

/** Whoever tries to read the log and may not, comes into it. */
async function forAdministrators(context: Context): Promise<void> {
  if (mayAdminister(context.actor)) return;
  const why = 'only an administrator may read the audit log';
  await auditRefusal(context, { operation: 'READ', kind: 'AuditLog', key: '' }, why);
  throw requestError('FORBIDDEN', why);
}
