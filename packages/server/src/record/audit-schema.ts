import type { AuditPage, AuditPlace, AuditProblem } from '../platform/audit/check-log.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { checkAuditLog, mostChecked, placeText, type SignedHead, signedHead } from './audit-queries.ts';

const auditProblemChoice = {
  name: 'AuditProblemKind',
  description: 'What was done to the audit log',
  values: {
    CHANGED: 'An entry says something else than when it was written',
    REMOVED: 'An entry is gone from between the others',
    INSERTED: 'An entry was put in',
    REORDERED: 'An entry stands where another one stood',
    CUT: 'Entries are gone from the end',
    REWRITTEN: 'The log was written anew: it is whole, and another one than when its head was exported',
    UNCHAINED: 'Writes were kept out of the log',
    REVISION_CHANGED: 'The revision of which an entry speaks says something else than when it was written',
    REVISION_REMOVED: 'The revision of which an entry speaks is gone',
    REVISION_INSERTED: 'A revision was put in of which no entry speaks',
  },
};

/** `auditHead` and `auditCheck`, for administrators. */
export function addAudit(kit: SchemaKit): void {
  const { builder } = kit;
  const head = builder.objectRef<SignedHead>('AuditHead').implement({
    description:
      'The last entry of the audit log, signed by the server: kept elsewhere, it shows that the log was cut or written anew',
    fields: (t) => ({
      number: t.exposeInt('number', { description: 'How many entries the log has' }),
      hash: t.exposeString('hash', { description: 'Hash of the last entry, 64 hexadecimal digits' }),
      at: t.field({ type: 'DateTime', description: 'When it was signed', resolve: (h) => h.at }),
      statement: t.exposeString('statement', {
        description: 'Exactly the text that is signed: JSON with format, number, hash and at',
      }),
      signature: t.exposeString('signature', { description: 'Ed25519 signature of the statement, base64' }),
      publicKey: t.exposeString('publicKey', {
        description: 'The key to check the signature with: base64 of the DER form (SubjectPublicKeyInfo)',
      }),
    }),
  });
  const problem = builder.objectRef<AuditProblem>('AuditProblem').implement({
    description: 'The first thing that is wrong with the audit log',
    fields: (t) => ({
      kind: t.field({
        type: enumOf(kit, auditProblemChoice),
        description: 'What was done to it',
        resolve: (p) => p.kind,
      }),
      number: t.exposeInt('number', {
        description: 'Number of the first entry that is not as it was written, or is gone',
      }),
      message: t.exposeString('message', { description: 'The same in words' }),
    }),
  });
  const page = builder.objectRef<AuditPage>('AuditCheck').implement({
    description: 'What came of looking at some of the audit log',
    fields: (t) => ({
      checked: t.exposeInt('checked', { description: 'How many entries were looked at' }),
      problem: t.field({
        type: problem,
        nullable: true,
        description: 'The first that is wrong; empty when all of them are as they were written',
        resolve: (p) => p.problem,
      }),
      endCursor: t.string({
        nullable: true,
        description: 'Where to go on, for `after`; empty when this was the end of the log',
        resolve: ({ complete, last }) => (complete ? null : placeText(last)),
      }),
    }),
  });
  const exported = builder.inputType('AuditHeadInput', {
    description: 'A head of the audit log that was exported before',
    fields: (t) => ({
      number: t.int({ required: true, description: 'How many entries the log had' }),
      hash: t.string({ required: true, description: 'Hash of the last of them, 64 hexadecimal digits' }),
    }),
  });
  builder.queryField('auditHead', (t) =>
    t.field({
      type: head,
      description: 'The end of the audit log as it stands, signed; for administrators',
      resolve: (_root, _args, context) => signedHead(context),
    }),
  );
  builder.queryField('auditCheck', (t) =>
    t.field({
      type: page,
      description:
        'Checks the audit log, a page at a time from its beginning: that its entries and their revisions are as they were written; for administrators',
      args: {
        after: t.arg.string({ description: 'The endCursor of the page before; the beginning when left out' }),
        first: t.arg.int({
          defaultValue: mostChecked,
          description: `How many entries to look at, 1 to ${mostChecked}`,
        }),
        head: t.arg({
          type: exported,
          description:
            'A head from before: the page at the end of the log says whether the log still holds it',
        }),
      },
      resolve: (_root, { after, first, head: before }, context) =>
        checkAuditLog(context, {
          after: after ?? null,
          first: first ?? mostChecked,
          exported: (before as AuditPlace | null | undefined) ?? null,
        }),
    }),
  );
}
