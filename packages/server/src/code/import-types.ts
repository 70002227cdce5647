import type { ImportPlan, PlanAction, PlanRow } from '@steward/domain/exchange/plan/types.ts';
import type { ErrorPolicy } from '@steward/domain/exchange/records/types.ts';
import type { Context } from '../platform/context.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import type { PageArguments } from '../platform/page.ts';
import { readSlice, sliceConnection } from './import-page.ts';
import { planLines, planSlice } from './import-queries.ts';
import { expiresAt, type ImportSessionRow, type PlanSummary } from './import-session.ts';

export const importScope = {
  name: 'ImportScope',
  description: 'Which files of a repository an import has looked at',
  values: {
    REPOSITORY: 'Every catalog and CODEOWNERS file of it, so that one that is missing is worth a finding',
    FILES: 'Some of them; nothing is said about the others',
  },
};

export const errorPolicy = {
  name: 'ErrorPolicy',
  description: 'What becomes of the lines of records when some of them are wrong',
  values: {
    REJECT_ALL: 'None is written',
    REJECT_FAILED: 'The wrong ones are left out, and those that name them; the others are written',
  } satisfies Record<ErrorPolicy, string>,
};

const importAction = {
  name: 'ImportAction',
  description: 'What an import does about one entity, one record or one file, or why it does nothing',
  values: {
    CREATE: 'A new record is made',
    UPDATE: 'Fields of the record are written',
    KEEP: 'Everything is so already',
    CONFLICT: 'Somebody else wrote it, and that stays; the reason says what and where',
    SKIP: 'It becomes no record, or another file counts',
    REFUSE: 'It breaks the format and is left out',
    ARCHIVE: 'The record is gone from its source and is put away',
    FINDING: 'Nothing is written, and a person should look at it',
  } satisfies Record<PlanAction, string>,
};

const findingSeverity = {
  name: 'ImportFindingSeverity',
  description: 'How much a finding of an import matters',
  values: {
    ERROR: 'Something was left out',
    WARNING: 'It went in and is probably not what its author meant',
    INFO: 'It went in and was kept as it stands',
  } satisfies Record<Uppercase<Finding['severity']>, string>,
};

type Finding = ImportPlan['findings'][number];
type PlannedSession = ImportSessionRow & { plan: PlanSummary };

/** The types that tell of an import under way: its session, its plan, the rows and findings of the plan. */
export function importTypes(kit: SchemaKit): AnyObjectRef {
  const { builder } = kit;
  const plan = planType(kit);
  return builder.objectRef<ImportSessionRow>('ImportSession').implement({
    description:
      'An import under way: pieces are staged, then planned, then applied once. Its maker alone sees it',
    fields: (t) => ({
      id: t.exposeID('id', { description: 'Names the session in the steps that follow' }),
      repository: t.string({
        nullable: true,
        description: 'Key of the repository whose files are imported; empty for records of a whole portfolio',
        resolve: (s) => s.options.repository || null,
      }),
      commit: t.string({
        nullable: true,
        description: 'The commit at which the files were read, when one was named',
        resolve: (s) => s.options.commit,
      }),
      pieces: t.int({ description: 'How many pieces are staged', resolve: (s) => s.options.pieces }),
      expiresAt: t.field({
        type: 'DateTime',
        description: 'When the session and what is staged in it are taken away, UTC',
        resolve: (s) => expiresAt(s),
      }),
      appliedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the plan was applied, UTC; empty before',
        resolve: (s) => s.appliedAt,
      }),
      plan: t.field({
        type: plan,
        nullable: true,
        description: 'The newest plan; empty until importPlan ran, and after more was staged',
        resolve: (s) => (s.plan ? (s as PlannedSession) : null),
      }),
    }),
  }) as unknown as AnyObjectRef;
}

function planType(kit: SchemaKit) {
  const { builder } = kit;
  const rows = pagedList<PlanRow>(kit, rowType(kit), 'ImportRow', 'row of an import plan');
  const findings = pagedList<Finding>(kit, findingType(kit), 'ImportFinding', 'finding of an import plan');
  const count = builder.objectRef<[string, number]>('ImportCount').implement({
    description: 'How many rows of a plan have one action',
    fields: (t) => ({
      action: t.field({
        type: enumOf(kit, importAction),
        description: 'What these rows do',
        resolve: ([action]) => action,
      }),
      rows: t.int({ description: 'How many rows there are of it', resolve: ([, rows]) => rows }),
    }),
  });
  const page = builder.objectRef<Awaited<ReturnType<typeof planLines>>>('ImportLines').implement({
    description: 'Some entries of an import plan as lines of JSON',
    fields: (t) => ({
      lines: t.stringList({
        description: 'One JSON text for each entry, in the order of the list',
        resolve: ({ lines }) => [...lines],
      }),
      endCursor: t.string({
        nullable: true,
        description: 'Where the next entries begin, for `after`; empty when nothing follows',
        resolve: ({ endCursor }) => endCursor,
      }),
    }),
  });
  const lines = (t: unknown, list: 'rows' | 'findings', what: string) =>
    (t as LineFields).field({
      type: page,
      description: `${what} as lines of JSON, many at once, for programs that read all of them`,
      args: {
        after: (t as LineFields).arg.string({
          required: false,
          description: 'The endCursor of the lines before; the beginning when left out',
        }),
      },
      resolve: ({ id }: PlannedSession, { after }: { after?: string | null }, context: Context) =>
        planLines(context, id, list, after ?? null),
    });
  return builder.objectRef<PlannedSession>('ImportPlan').implement({
    description:
      'What applying a session would do, row by row, against the records as they were when it was made',
    fields: (t) => ({
      plannedAt: t.field({
        type: 'DateTime',
        description: 'When the plan was made, UTC',
        resolve: ({ plan }) => plan.plannedAt,
      }),
      writes: t.int({
        description: 'How many records, entities and rule sets applying it writes; 0 when all is so already',
        resolve: ({ plan }) => plan.writes,
      }),
      counts: t.field({
        type: [count],
        description: 'How many rows there are of each action, every action named',
        resolve: ({ plan }) => Object.entries(plan.counts),
      }),
      rowLines: lines(t, 'rows', 'The same rows'),
      findingLines: lines(t, 'findings', 'The same findings'),
      rows: rows(t, 'What is done about each entity, record and file, by file and place in it', 'rows'),
      findings: findings(t, 'Everything worth saying about the files, by file and line', 'findings'),
    }),
  });
}

interface LineFields {
  field: (options: object) => never;
  arg: { string: (options: object) => never };
}

interface ConnectionFields {
  connection: (...options: unknown[]) => never;
}

/** A list of a plan whose pages are cut out in the database. */
function pagedList<Node>(kit: SchemaKit, type: unknown, name: string, noun: string) {
  const edge = kit.builder.edgeObject({
    type: type as never,
    name: `${name}Edge`,
    description: `One ${noun}, with its cursor`,
    nodeField: { description: `The ${noun} itself` },
  } as never);
  const connection = kit.builder.connectionObject(
    {
      type: type as never,
      name: `${name}Connection`,
      description: `One page of a list: ${noun}`,
      edgesField: { description: 'The entries of the page with their cursors' },
      fields: (t: never) => ({
        totalCount: (t as { int: (o: object) => never }).int({
          description: 'How many entries the whole list has',
          resolve: ({ totalCount }: { totalCount: number }) => totalCount,
        }),
      }),
    } as never,
    edge as never,
  );
  return (t: unknown, description: string, list: 'rows' | 'findings') =>
    (t as ConnectionFields).connection(
      {
        type,
        description,
        resolve: async ({ id, plan }: PlannedSession, args: PageArguments, context: Context) => {
          const slice = readSlice(args, plan[list]);
          const nodes = (await planSlice(context, id, list, slice)) as Node[];
          return sliceConnection(nodes as object[], slice);
        },
      },
      connection,
      edge,
    );
}

function rowType(kit: SchemaKit) {
  const { builder } = kit;
  const relation = builder.objectRef<readonly [string, string]>('ImportRelation').implement({
    description: 'One reference of an entity to another',
    fields: (t) => ({
      type: t.string({
        description: 'What the other is to it, such as dependsOn',
        resolve: ([type]) => type,
      }),
      target: t.string({
        description: 'Full reference of the other, such as component:default/cart',
        resolve: ([, target]) => target,
      }),
    }),
  });
  const drift = builder.objectRef<PlanRow['drift'][number]>('ImportDrift').implement({
    description: 'A value that stays because somebody else wrote it, and what the file says instead',
    fields: (t) => ({
      field: t.exposeString('field', { description: 'Name of the field of the record' }),
      current: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value as the record has it',
        resolve: (d) => d.current,
      }),
      declared: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value as the file says it',
        resolve: (d) => d.declared,
      }),
    }),
  });
  return builder.objectRef<PlanRow>('ImportRow').implement({
    description: 'What an import does about one entity, one record or one file',
    fields: (t) => ({
      action: t.field({
        type: enumOf(kit, importAction),
        description: 'What the import does with it',
        resolve: (r) => r.action,
      }),
      kind: t.string({
        nullable: true,
        description: 'Kind of the record, or OwnershipRules; empty when the row is about no record',
        resolve: (r) => r.kind,
      }),
      key: t.string({
        nullable: true,
        description: 'Key of the record; empty when there is none',
        resolve: (r) => r.key,
      }),
      ref: t.exposeString('ref', {
        description: 'Full reference of the entity, such as component:default/cart; "" when there is none',
      }),
      file: t.exposeString('file', {
        description: 'Path of the file from the root of the repository; "" for the repository itself',
      }),
      line: t.int({
        nullable: true,
        description: 'Line on which the entity begins, counted from 1',
        resolve: (r) => r.line,
      }),
      doc: t.int({
        nullable: true,
        description: 'Position of the YAML document in its file, counted from 0',
        resolve: (r) => r.doc,
      }),
      ownerRef: t.string({
        nullable: true,
        description: 'Full reference of the declared owner',
        resolve: (r) => r.ownerRef,
      }),
      relations: t.field({
        type: [relation],
        description: 'References of the entity to others',
        resolve: (r) => [...r.relations],
      }),
      fields: t.stringList({ description: 'Fields that are written', resolve: (r) => [...r.fields] }),
      drift: t.field({
        type: [drift],
        description: 'Values that stay because somebody else wrote them',
        resolve: (r) => [...r.drift],
      }),
      reason: t.exposeString('reason', {
        description: 'Why, short and stable, such as "duplicate in the repository"',
      }),
      message: t.exposeString('message', {
        description: 'Why, as a sentence for people; "" when the reason says it all',
      }),
    }),
  });
}

function findingType(kit: SchemaKit) {
  return kit.builder.objectRef<Finding>('ImportFinding').implement({
    description: 'One thing a person should know about an imported file',
    fields: (t) => ({
      file: t.exposeString('file', { description: 'Path of the file from the root of the repository' }),
      line: t.int({
        nullable: true,
        description: 'Number of the line, counted from 1; empty for the whole file',
        resolve: (f) => f.line,
      }),
      code: t.exposeString('code', { description: 'What kind of finding it is, such as DEAD_RULE' }),
      severity: t.field({
        type: enumOf(kit, findingSeverity),
        description: 'How much it matters',
        resolve: (f) => f.severity.toUpperCase(),
      }),
      message: t.exposeString('message', {
        description: 'What is wrong, where, and how to mend it, for people',
      }),
    }),
  });
}
